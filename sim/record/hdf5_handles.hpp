/// \file The door to HDF5: handles that close themselves, failures as exceptions that carry HDF5's own reason.
#pragma once

#include <hdf5.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace mutualise::hdf5
{

/// A call into HDF5 that failed; the text ends with the operating system's reason where there is one.
class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Throws Error: `doing`, then the innermost reason on HDF5's error stack.
[[noreturn]] void fail(std::string_view doing);

/// Passes a result of the C library on; throws where it is negative.
template <class Result>
Result check(Result result, std::string_view doing)
{
    if (result < 0)
        fail(doing);
    return result;
}

/// One open object of the C library.
class Handle
{
public:
    using Close = herr_t (*)(hid_t);

    Handle() = default;
    Handle(hid_t id, Close closer, std::string_view doing) : id_(check(id, doing)), close_(closer) {}
    Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, H5I_INVALID_HID)), close_(other.close_) {}
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(id_, other.id_);
        std::swap(close_, other.close_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle()
    {
        if (id_ >= 0)
            close_(id_);
    }

    hid_t id() const { return id_; }
    /// Closes now: a file's last bytes are written here, so this can fail.
    void close(std::string_view doing) { check(close_(std::exchange(id_, H5I_INVALID_HID)), doing); }

private:
    hid_t id_ = H5I_INVALID_HID;
    Close close_ = nullptr;
};

/// Gives back what HDF5 takes for values of variable length, read whole or in part (zeros before).
class GiveBack
{
public:
    GiveBack(bool of_variable_length, hid_t type, hid_t space, void* values)
        : any_(of_variable_length), type_(type), space_(space), values_(values)
    {
    }
    ~GiveBack()
    {
        if (any_)
            H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, values_);
    }
    GiveBack(const GiveBack&) = delete;
    GiveBack& operator=(const GiveBack&) = delete;

private:
    bool any_;
    hid_t type_, space_;
    void* values_;
};

/// Keeps HDF5 from printing on stderr in this thread; what it has to say goes into exceptions.
class QuietErrors
{
public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(const QuietErrors&) = delete;
    QuietErrors& operator=(const QuietErrors&) = delete;

private:
    H5E_auto2_t printer_ = nullptr;
    void* printer_data_ = nullptr;
};

} // namespace mutualise::hdf5
