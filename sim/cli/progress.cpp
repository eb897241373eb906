#include "progress.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/core/json.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

namespace mutualise::cli
{

namespace
{

ProgressKind resolve(ProgressKind kind)
{
    if (kind != ProgressKind::automatic)
        return kind;
    const char* term = std::getenv("TERM");
    const bool capable =
        isatty(STDERR_FILENO) != 0 && std::getenv("CI") == nullptr && term != nullptr && std::strcmp(term, "dumb") != 0;
    return capable ? ProgressKind::bar : ProgressKind::plain;
}

double seconds_since(std::chrono::steady_clock::time_point then)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - then).count();
}

} // namespace

ProgressKind progress_kind(const std::string& name)
{
    if (name == "bar")
        return ProgressKind::bar;
    if (name == "plain")
        return ProgressKind::plain;
    if (name == "json")
        return ProgressKind::json;
    if (name == "none")
        return ProgressKind::none;
    if (name == "auto")
        return ProgressKind::automatic;
    throw UsageError("--progress takes bar, plain, json, none or auto, not '" + name + "'");
}

Progress::Progress(ProgressKind kind, std::string label, int steps)
    : kind_(resolve(kind)), label_(std::move(label)), steps_(std::max(steps, 1)),
      start_(std::chrono::steady_clock::now()), painted_(start_)
{
}

Progress::~Progress()
{
    if (kind_ == ProgressKind::bar)
        fmt::print(stderr, "\r\x1b[2K");
}

void Progress::step() { at(done_ + 1); }

void Progress::at(int done)
{
    done_ = std::clamp(done, 0, steps_);
    const double interval = kind_ == ProgressKind::bar ? 0.1 : 5.0;
    const bool last = done_ == steps_;
    if (last || seconds_since(painted_) >= interval)
        paint(last);
}

void Progress::paint(bool last)
{
    painted_ = std::chrono::steady_clock::now();
    const double spent = seconds_since(start_), share = static_cast<double>(done_) / steps_;
    const double left = last || done_ == 0 ? 0 : spent / share * (1 - share);
    constexpr int width = 30;
    const auto full = static_cast<std::size_t>(share * width);
    switch (kind_) {
    case ProgressKind::bar:
        fmt::print(stderr, "\r\x1b[2K{} [{}{}] {:3.0f} %  {:.0f} s left", label_, std::string(full, '#'),
                   std::string(width - full, '.'), 100 * share, left);
        break;
    case ProgressKind::plain:
        fmt::print(stderr, "{}: {} of {} ({:.0f} %), {:.0f} s spent, {:.0f} s left\n", label_, done_, steps_,
                   100 * share, spent, left);
        break;
    case ProgressKind::json:
        fmt::print(stderr, "{{\"task\":{},\"done\":{},\"steps\":{},\"spent_s\":{:.1f},\"left_s\":{:.1f}}}\n",
                   json::text(label_), done_, steps_, spent, left);
        break;
    default:
        break;
    }
    std::fflush(stderr);
}

} // namespace mutualise::cli
