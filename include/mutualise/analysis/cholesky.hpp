/// \file Small linear systems in a fixed order of sums.
///
/// Eigen's sums depend on the instruction set it was compiled for, so their last bits differ between machines; what
/// decides a printed number is summed here in one order, with IEEE + - * / and sqrt alone.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace mutualise
{

/// The lower factor of a symmetric positive definite matrix.
class Cholesky
{
public:
    /// `matrix` is row-major, its upper triangle unused; nothing where it is not positive definite.
    static std::optional<Cholesky> of(std::vector<double> matrix, std::size_t size);

    double log_determinant() const; ///< of the matrix
    /// L x = b
    std::vector<double> forward(std::span<const double> b) const;
    /// Lᵀ x = b
    std::vector<double> backward(std::span<const double> b) const;
    /// Matrix x = b
    std::vector<double> solve(std::span<const double> b) const { return backward(forward(b)); }
    /// L z, such as correlated normals from independent ones
    std::vector<double> times(std::span<const double> z) const;

private:
    Cholesky(std::vector<double> lower, std::size_t size);
    std::vector<double> lower_;   ///< row-major
    std::vector<double> columns_; ///< the same, column after column: elements of a sum's row lie side by side
    std::size_t size_ = 0;
};

/// Sum of products, first to last.
double dot(std::span<const double> a, std::span<const double> b);

} // namespace mutualise
