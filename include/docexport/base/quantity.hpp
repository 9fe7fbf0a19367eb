#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docexport {

/// `10M 2GiB 512k 100B`: K, M, G, T with or without `iB` are powers of 1024, with `B` (`kB MB`) powers of 1000.
/// Throws Error (`usage`) when the unit is unknown or the number is not one.
std::uint64_t parse_size(std::string_view text);

/// `1.2 KiB`, `84 KiB`, `512 B`: for people; machines get the number of bytes.
std::string format_size(std::uint64_t bytes);

}  // namespace docexport
