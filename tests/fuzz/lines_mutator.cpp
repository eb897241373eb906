/// \file How a text is changed where it is a file of lines: half the time libFuzzer's own way, else a line is dropped,
/// doubled, swapped or moved, or a value is replaced by one that is often wrong.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed);

namespace
{

using Random = std::minstd_rand;

std::size_t below(Random& random, std::size_t count) { return random() % count; }

constexpr std::array<std::string_view, 30> values{"0",
                                                  "-1",
                                                  "1",
                                                  "0.5",
                                                  "1e308",
                                                  "-1e308",
                                                  "1e-320",
                                                  "nan",
                                                  "inf",
                                                  "-inf",
                                                  "9223372036854775807",
                                                  "-9223372036854775808",
                                                  "4294967296",
                                                  "2147483648",
                                                  "\"never\"",
                                                  "\"2012-07\"",
                                                  "\"9999-12\"",
                                                  "\"0000-01\"",
                                                  "2012-07-01",
                                                  "[]",
                                                  "[1, 2, 3]",
                                                  "{}",
                                                  "\"\"",
                                                  "true",
                                                  "\"*\"",
                                                  "[\"libraries\"]",
                                                  "{ from = \"2012-07\" }",
                                                  "[[]]",
                                                  "\"\\u0000\"",
                                                  ""};

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.emplace_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

/// Replaces what follows the = of a line, or one cell of it.
void replace_value(Random& random, std::string& line)
{
    const std::string value(values[below(random, values.size())]);
    const std::size_t equals = line.find('=');
    if (equals != std::string::npos) {
        line = line.substr(0, equals + 1) + " " + value;
        return;
    }
    const char parts = line.find(',') != std::string::npos ? ',' : ' ';
    const std::size_t from = line.empty() ? 0 : line.rfind(parts, below(random, line.size()));
    const std::size_t begin = from == std::string::npos ? 0 : std::min(from + 1, line.size());
    const std::size_t end = std::min(line.find(parts, begin), line.size());
    line.replace(begin, end - begin, value);
}

void change(Random& random, std::vector<std::string>& lines)
{
    const std::size_t at = below(random, lines.size()), other = below(random, lines.size());
    const std::string copy = lines[other];
    switch (below(random, 6)) {
    case 0:
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
        break;
    case 1:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), copy);
        break;
    case 2:
        std::swap(lines[at], lines[other]);
        break;
    default:
        replace_value(random, lines[at]);
    }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed)
{
    Random random(seed);
    if (size == 0 || below(random, 2) == 0)
        return LLVMFuzzerMutate(data, size, most);
    std::vector<std::string> lines = lines_of({reinterpret_cast<const char*>(data), size});
    for (std::size_t changes = 1 + below(random, 3); changes > 0 && !lines.empty(); --changes)
        change(random, lines);
    std::string text;
    for (const std::string& line : lines)
        text += (text.empty() ? "" : "\n") + line;
    size = std::min(text.size(), most);
    std::memcpy(data, text.data(), size);
    return size;
}
