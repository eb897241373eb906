#include "mutualise/core/errors.hpp"

#include <utility>

namespace mutualise
{

namespace
{
std::string list(const std::vector<Problem>& problems)
{
    std::string text;
    for (const Problem& p : problems) {
        text += text.empty() ? "" : "\n";
        text += p.file;
        if (p.line > 0)
            text += ":" + std::to_string(p.line) + ":" + std::to_string(p.column);
        text += (p.file.empty() ? "" : "  ") + p.text;
    }
    return text;
}
} // namespace

InputError::InputError(std::vector<Problem> problems)
    : std::runtime_error(list(problems)), problems_(std::move(problems))
{
}

} // namespace mutualise
