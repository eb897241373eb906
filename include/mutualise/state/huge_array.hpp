/// \file Large zeroed arrays on huge pages: without them every far tie pays a page walk.
#pragma once

#include <cstddef>
#include <new>
#include <sys/mman.h>
#include <utility>

namespace mutualise
{

/// A fixed number of trivially copyable, zero-initialised elements, on 2 MB pages where the system grants them.
template <class T>
class HugeArray
{
public:
    HugeArray() = default;
    explicit HugeArray(std::size_t size) : size_(size)
    {
        if (size == 0)
            return;
        void* memory = mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (memory == MAP_FAILED)
            throw std::bad_alloc();
        madvise(memory, bytes(), MADV_HUGEPAGE);
        data_ = static_cast<T*>(memory);
    }
    HugeArray(HugeArray&& other) noexcept
        : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0))
    {
    }
    HugeArray& operator=(HugeArray&& other) noexcept
    {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        return *this;
    }
    HugeArray(const HugeArray&) = delete;
    HugeArray& operator=(const HugeArray&) = delete;
    ~HugeArray()
    {
        if (data_ != nullptr)
            munmap(data_, bytes());
    }

    T& operator[](std::size_t i) { return data_[i]; }
    const T& operator[](std::size_t i) const { return data_[i]; }
    T* data() { return data_; }
    const T* data() const { return data_; }
    std::size_t size() const { return size_; }
    void swap(HugeArray& other) noexcept
    {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
    }

private:
    static constexpr std::size_t huge_page = std::size_t{2} << 20;
    std::size_t bytes() const { return (size_ * sizeof(T) + huge_page - 1) / huge_page * huge_page; }

    T* data_ = nullptr;
    std::size_t size_ = 0;
};

} // namespace mutualise
