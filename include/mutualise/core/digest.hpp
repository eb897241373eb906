/// \file SHA-256 (FIPS 180-4), for canonical hashes. The door to OpenSSL's libcrypto.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace mutualise
{

/// A digest fed piece by piece.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void update(std::span<const std::byte> bytes);
    void update(std::string_view text);
    std::string hex(); ///< 64 digits; ends the digest

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// The SHA-256 digest of a text, 64 hexadecimal digits.
std::string sha256_hex(std::string_view text);

} // namespace mutualise
