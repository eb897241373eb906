#include "mutualise/analysis/cholesky.hpp"

#include "mutualise/random/portable.hpp"

#include <cmath>

namespace mutualise
{

double dot(std::span<const double> a, std::span<const double> b)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

/// Column by column: each element loses its products in the order of the columns, whatever the vector width.
std::optional<Cholesky> Cholesky::of(std::vector<double> matrix, std::size_t size)
{
    std::vector<double> column(size);
    for (std::size_t k = 0; k < size; ++k) {
        const double pivot = matrix[k * size + k];
        if (!(pivot > 0) || !std::isfinite(pivot))
            return std::nullopt;
        const double root = std::sqrt(pivot);
        for (std::size_t i = k; i < size; ++i)
            column[i] = matrix[i * size + k] = matrix[i * size + k] / root;
        for (std::size_t i = k + 1; i < size; ++i) {
            const double factor = column[i];
            double* row = matrix.data() + i * size;
            for (std::size_t j = k + 1; j <= i; ++j)
                row[j] -= factor * column[j];
        }
    }
    return Cholesky(std::move(matrix), size);
}

Cholesky::Cholesky(std::vector<double> lower, std::size_t size)
    : lower_(std::move(lower)), columns_(size * size), size_(size)
{
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j <= i; ++j)
            columns_[j * size + i] = lower_[i * size + j];
}

double Cholesky::log_determinant() const
{
    double sum = 0;
    for (std::size_t i = 0; i < size_; ++i)
        sum += portable::log(lower_[i * size_ + i]);
    return 2 * sum;
}

std::vector<double> Cholesky::forward(std::span<const double> b) const
{
    std::vector<double> x(b.begin(), b.end());
    for (std::size_t j = 0; j < size_; ++j) {
        const double* column = columns_.data() + j * size_;
        const double found = x[j] = x[j] / column[j];
        for (std::size_t i = j + 1; i < size_; ++i)
            x[i] -= column[i] * found;
    }
    return x;
}

std::vector<double> Cholesky::backward(std::span<const double> b) const
{
    std::vector<double> x(b.begin(), b.end());
    for (std::size_t i = size_; i-- > 0;) {
        const double* row = lower_.data() + i * size_;
        const double found = x[i] = x[i] / row[i];
        for (std::size_t j = 0; j < i; ++j)
            x[j] -= row[j] * found;
    }
    return x;
}

std::vector<double> Cholesky::times(std::span<const double> z) const
{
    std::vector<double> out(size_);
    for (std::size_t i = 0; i < size_; ++i)
        out[i] = dot({lower_.data() + i * size_, i + 1}, z.first(i + 1));
    return out;
}

} // namespace mutualise
