#pragma once

#include <string>

namespace docexport {

/// A version 4 UUID (RFC 9562) from the kernel's generator, in lower case.
std::string random_uuid();

/// `bytes` random bytes as lower-case hexadecimal digits.
std::string random_hexadecimal(std::size_t bytes);

}  // namespace docexport
