/// \file Whether this build runs under a sanitizer: whole runs are some ten times slower there.
#pragma once

namespace mutualise::testing
{

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MUTUALISE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MUTUALISE_SANITIZED 1
#endif
#endif

#ifdef MUTUALISE_SANITIZED
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

} // namespace mutualise::testing
