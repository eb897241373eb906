// Small linear systems in a fixed order, against Eigen.
#include "mutualise/analysis/cholesky.hpp"
#include "mutualise/random/stream.hpp"

#include <Eigen/Dense>
#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

/// A Aᵀ + 0.1 of keyed normals.
std::vector<double> positive_definite(std::size_t n)
{
    Stream stream({7}, Purpose::test, static_cast<std::uint32_t>(n), 0);
    Eigen::MatrixXd a(n, n);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = stream.normal();
    const Eigen::MatrixXd product =
        a * a.transpose() + 0.1 * Eigen::MatrixXd::Identity(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
    std::vector<double> out;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            out.push_back(product(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)));
    return out;
}

} // namespace

TEST_CASE("a system is solved, and its determinant and inverse found, as Eigen does")
{
    const std::size_t n = GENERATE(1U, 2U, 5U, 40U);
    const std::vector<double> matrix = positive_definite(n);
    const auto cholesky = Cholesky::of(matrix, n);
    REQUIRE(cholesky);
    const auto size = static_cast<Eigen::Index>(n);
    const Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>> same(matrix.data(),
                                                                                                        size, size);
    std::vector<double> b;
    for (std::size_t i = 0; i < n; ++i)
        b.push_back(static_cast<double>(i) - 1.5);
    const Eigen::VectorXd expected = same.llt().solve(Eigen::Map<const Eigen::VectorXd>(b.data(), size));
    const std::vector<double> found = cholesky->solve(b);
    for (std::size_t i = 0; i < n; ++i)
        CHECK(found[i] == Approx(expected(static_cast<Eigen::Index>(i))).epsilon(1e-8));
    CHECK(cholesky->log_determinant() == Approx(std::log(same.determinant())).epsilon(1e-9));
    const std::vector<double> product = cholesky->times(cholesky->forward(b)); // L L⁻¹ b
    for (std::size_t i = 0; i < n; ++i)
        CHECK(product[i] == Approx(b[i]).margin(1e-9));
}

TEST_CASE("a matrix that is not positive definite has no factor")
{
    CHECK_FALSE(Cholesky::of({1, 0, 2, 1}, 2).has_value()); // [[1, 2], [2, 1]]
    CHECK_FALSE(Cholesky::of({0}, 1).has_value());
    CHECK_FALSE(Cholesky::of({-1}, 1).has_value());
}
