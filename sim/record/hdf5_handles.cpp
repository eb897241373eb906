#include "hdf5_handles.hpp"

namespace mutualise::hdf5
{

namespace
{

/// Keeps the operating system's message if any level of the stack has one, else the innermost description.
herr_t find_reason(unsigned level, const H5E_error2_t* error, void* data)
{
    auto& reason = *static_cast<std::string*>(data);
    const std::string_view text = error->desc != nullptr ? error->desc : "";
    static constexpr std::string_view mark = "error message = '";
    const auto start = text.find(mark);
    if (start != text.npos) {
        const std::string_view rest = text.substr(start + mark.size());
        reason = rest.substr(0, rest.find('\''));
        return 1;
    }
    if (level == 0 && !text.empty())
        reason = text;
    return 0;
}

} // namespace

void fail(std::string_view doing)
{
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, find_reason, &reason);
    throw Error(std::string(doing) + ": " + (reason.empty() ? "HDF5 gives no reason" : reason));
}

QuietErrors::QuietErrors()
{
    H5Eget_auto2(H5E_DEFAULT, &printer_, &printer_data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() { H5Eset_auto2(H5E_DEFAULT, printer_, printer_data_); }

} // namespace mutualise::hdf5
