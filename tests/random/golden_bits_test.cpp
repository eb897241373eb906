/// \file Every compiler and instruction set must return these bits: recorded results rest on them.
///
/// portable_test.cpp says that the values are right; this file says that they are the same everywhere.
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"

#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cstdint>
#include <string_view>

using namespace mutualise;

namespace
{
struct Value {
    std::string_view name;
    double (*function)(double);
    double argument;
    std::uint64_t bits;
};

constexpr Value values[] = {
    {"exp", portable::exp, -0x1.748p+9, 0x0000000000000001},
    {"exp", portable::exp, -0x1.634p+9, 0x0001f3c9d0fbe022},
    {"exp", portable::exp, -0x1p+0, 0x3fd78b56362cef38},
    {"exp", portable::exp, -0x1.0624dd2f1a9fcp-10, 0x3feff7cfe56f1a9e},
    {"exp", portable::exp, 0x1.b7cdfd9d7bdbbp-34, 0x3ff000000006df38},
    {"exp", portable::exp, 0x1.999999999999ap-4, 0x3ff1aec7b35a00d4},
    {"exp", portable::exp, 0x1.62e42fefa39efp-1, 0x4000000000000000},
    {"exp", portable::exp, 0x1p+0, 0x4005bf0a8b145769},
    {"exp", portable::exp, 0x1.5p+3, 0x40e1bb7015e84d3b},
    {"exp", portable::exp, 0x1.62d999999999ap+9, 0x7fed75ae7a50ee14},
    {"exp2", portable::exp2, -0x1.0c8p+10, 0x0000000000000001},
    {"exp2", portable::exp2, -0x1.ffa6666666666p+9, 0x00067f7e2f339509},
    {"exp2", portable::exp2, -0x1p-1, 0x3fe6a09e667f3bcd},
    {"exp2", portable::exp2, 0x1.999999999999ap-4, 0x3ff125fbee250664},
    {"exp2", portable::exp2, 0x1.5555555555555p-2, 0x3ff428a2f98d728b},
    {"exp2", portable::exp2, 0x1.6cccccccccccdp+2, 0x4049fdf8bcce533e},
    {"exp2", portable::exp2, 0x1.fff3333333333p+9, 0x7feddb680117aa8e},
    {"log", portable::log, 0x0.0000000000001p-1022, 0xc0874385446d71c3},
    {"log", portable::log, 0x0.012688b70e62bp-1022, 0xc0864e69394d9508},
    {"log", portable::log, 0x1.4f8b588e368f1p-17, 0xc027069e2aa2aa5b},
    {"log", portable::log, 0x1.999999999999ap-4, 0xc0026bb1bbb55515},
    {"log", portable::log, 0x1p-1, 0xbfe62e42fefa39ef},
    {"log", portable::log, 0x1.5ff2e48e8a71ep-1, 0xbfd7fd5c5bd52c80},
    {"log", portable::log, 0x1.600d1b71758e2p-1, 0xbfd7f898329296ff},
    {"log", portable::log, 0x1.fae147ae147aep-1, 0xbf8495453e6fd4bc},
    {"log", portable::log, 0x1.fdf3b645a1cacp-1, 0xbf706ab70d2f80d0},
    {"log", portable::log, 0x1.fffffca501acbp-1, 0xbe7ad7f2b1049b9f},
    {"log", portable::log, 0x1.000001ad7f29bp+0, 0x3e7ad7f2847b6492},
    {"log", portable::log, 0x1.0147ae147ae14p+0, 0x3f746dd0fad671fa},
    {"log", portable::log, 0x1.028f5c28f5c29p+0, 0x3f8460d6ccca367c},
    {"log", portable::log, 0x1p+1, 0x3fe62e42fefa39ef},
    {"log", portable::log, 0x1.4p+3, 0x40026bb1bbb55516},
    {"log", portable::log, 0x1.7e43c8800759cp+996, 0x4085963447f87fb5},
    {"logistic", portable::logistic, -0x1.5ep+9, 0x00d14f2b0fb9307f},
    {"logistic", portable::logistic, -0x1.4p+2, 0x3f7b69f67d638f8f},
    {"logistic", portable::logistic, -0x1.999999999999ap-4, 0x3fde66bdb1aca090},
    {"logistic", portable::logistic, 0x1.999999999999ap-4, 0x3fe0cca12729afb8},
    {"logistic", portable::logistic, 0x1p+1, 0x3fec2f7d5a8a79c9},
    {"logistic", portable::logistic, 0x1.2p+5, 0x3feffffffffffffe},
    {"normal_cdf", portable::normal_cdf, -0x1.28p+5, 0x01ceaccc6bfeb0af},
    {"normal_cdf", portable::normal_cdf, -0x1p+3, 0x3cc669d2c90d55cf},
    {"normal_cdf", portable::normal_cdf, -0x1.6cccccccccccdp+2, 0x3e39ba7ba68de348},
    {"normal_cdf", portable::normal_cdf, -0x1p+1, 0x3f974bcf82c9d860},
    {"normal_cdf", portable::normal_cdf, -0x1.570a3d70a3d71p-1, 0x3fd01769386d0a99},
    {"normal_cdf", portable::normal_cdf, -0x1.999999999999ap-4, 0x3fdd7375f15b2f1e},
    {"normal_cdf", portable::normal_cdf, 0x1.3333333333333p-2, 0x3fe3c5ee2cc40b79},
    {"normal_cdf", portable::normal_cdf, 0x1.8p+0, 0x3feddcb724ed3702},
    {"normal_cdf", portable::normal_cdf, 0x1.8p+2, 0x3fefffffff786788},
    {"normal_quantile", portable::normal_quantile, 0x1.56e1fc2f8f359p-997, 0xc04286074064c26e},
    {"normal_quantile", portable::normal_quantile, 0x1.19799812dea11p-40, 0xc01c234fba57a32a},
    {"normal_quantile", portable::normal_quantile, 0x1.12e0be826d695p-30, 0xc017fdc11f44b5a7},
    {"normal_quantile", portable::normal_quantile, 0x1.47ae147ae147bp-7, 0xc0029c5c4630ff0e},
    {"normal_quantile", portable::normal_quantile, 0x1.32ca57a786c22p-4, 0xbff70b374817af50},
    {"normal_quantile", portable::normal_quantile, 0x1.339c0ebedfa44p-4, 0xbff7056dc6686c9a},
    {"normal_quantile", portable::normal_quantile, 0x1.3333333333333p-2, 0xbfe0c7e39582c5fa},
    {"normal_quantile", portable::normal_quantile, 0x1.3333333333333p-1, 0x3fd036d6c4a04b5a},
    {"normal_quantile", portable::normal_quantile, 0x1.dc28f5c28f5c3p-1, 0x3ff79cd70d9c27f3},
    {"normal_quantile", portable::normal_quantile, 0x1.ffffde7210be9p-1, 0x40130381a97985f1},
};

/// 64-bit FNV-1a over the bits of many results.
class Checksum
{
public:
    void add(std::uint64_t bits)
    {
        for (int byte = 0; byte < 8; ++byte)
            sum_ = (sum_ ^ (bits >> 8 * byte & 0xFF)) * 0x100'0000'01B3;
    }
    void add(double x) { add(std::bit_cast<std::uint64_t>(x)); }
    std::uint64_t value() const { return sum_; }

private:
    std::uint64_t sum_ = 0xCBF2'9CE4'8422'2325;
};

std::uint64_t checksum_of(double (*function)(double), double low, double high)
{
    Checksum sum;
    constexpr int points = 100'000;
    for (int i = 1; i < points; ++i)
        sum.add(function(low + (high - low) * i / points));
    return sum.value();
}

/// Of 20,000 streams' first numbers.
template <class Draw>
std::uint64_t checksum_of_draws(Draw draw)
{
    Checksum sum;
    for (std::uint32_t entity = 0; entity < 20'000; ++entity) {
        Stream stream(RunKey{0x0123'4567'89AB'CDEF}, Purpose::test, entity, 1, 2);
        sum.add(draw(stream));
    }
    return sum.value();
}
} // namespace

TEST_CASE("each portable function returns the recorded bits")
{
    for (const Value& value : values) {
        INFO(value.name << "(" << value.argument << ")");
        CHECK(std::bit_cast<std::uint64_t>(value.function(value.argument)) == value.bits);
    }
}

TEST_CASE("each portable function returns the recorded bits over its range")
{
    CHECK(checksum_of(portable::exp, -746, 710) == 0xb8c59b2bfce9b906);
    CHECK(checksum_of(portable::exp, -1, 1) == 0xb0c5a398686b4520);
    CHECK(checksum_of(portable::exp2, -1076, 1024) == 0x9db71f1a69f395f4);
    CHECK(checksum_of(portable::log, 0, 2) == 0x1a4994114b293ce1);
    CHECK(checksum_of(portable::log, 0, 1e9) == 0xbc83cc36bdb99b96);
    CHECK(checksum_of(portable::log, 0, 1e-307) == 0xbcc6eccf7c87b726);
    CHECK(checksum_of([](double x) { return portable::pow(x, 0.37); }, 0, 50) == 0x9bb6d14953480c8a);
    CHECK(checksum_of(portable::logistic, -750, 40) == 0x39598a51e062c148);
    CHECK(checksum_of(portable::normal_cdf, -39, 9) == 0x24b4f2906eb368c6);
    CHECK(checksum_of(portable::normal_quantile, 0, 1) == 0x77c01a40bcd36c76);
    CHECK(checksum_of(portable::normal_quantile, 0, 1e-6) == 0xfab305a060747614);
}

TEST_CASE("each kind of draw returns the recorded bits")
{
    CHECK(checksum_of_draws([](Stream& s) { return s.uniform(); }) == 0x8678f565493447bb);
    CHECK(checksum_of_draws([](Stream& s) { return s.normal(); }) == 0xa5561b9c7daa4867);
    CHECK(checksum_of_draws([](Stream& s) { return s.gamma(3.7); }) == 0x743b6073baafc411);
    CHECK(checksum_of_draws([](Stream& s) { return s.gamma(0.3); }) == 0xcd6eb7087eb51453);
    CHECK(checksum_of_draws([](Stream& s) { return s.beta(6, 2); }) == 0x15490faa8b4e4e56);
    CHECK(checksum_of_draws([](Stream& s) { return s.beta(0.4, 0.2); }) == 0xb36fa5e12ad5eb39);
    CHECK(checksum_of_draws([](Stream& s) { return std::uint64_t{s.below(1'000'003)}; }) == 0x264b07341d44a4ea);
    CHECK(checksum_of_draws([](Stream& s) { return std::uint64_t{s.below(3'000'000'000)}; }) == 0x988f5fbbb99010f6);
}

TEST_CASE("the seeds of runs are the recorded ones")
{
    CHECK(run_key(0, 0).seed == 0x6cd10df2ff1dae59);
    CHECK(run_key(1, 0).seed == 0x5daa6164936f52f3);
    CHECK(run_key(1, 1).seed == 0xf52df537df873210);
    CHECK(run_key(0xFFFF'FFFF'FFFF'FFFF, 9999).seed == 0x9e15284402067220);
}
