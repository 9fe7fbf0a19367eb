#pragma once

namespace docexport {

/// Whether this build has AddressSanitizer: it needs more addresses and a place for its reports.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool is_sanitized_build = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
inline constexpr bool is_sanitized_build = true;
#else
inline constexpr bool is_sanitized_build = false;
#endif
#else
inline constexpr bool is_sanitized_build = false;
#endif

}  // namespace docexport
