#include "docexport/base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <string_view>

#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"

namespace docexport {

namespace {

std::string random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = ::getrandom(bytes.data() + done, count - done, 0);
    if (got < 0 && errno == EINTR) {
      continue;
    }
    if (got < 0) {
      throw system_error("cannot read random bytes from the kernel", errno);
    }
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

std::string random_uuid() {
  std::string bytes = random_bytes(16);
  bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x40U);
  bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
  std::string text = hexadecimal(std::string_view(bytes));
  for (const std::size_t position : {8U, 13U, 18U, 23U}) {
    text.insert(position, 1, '-');
  }
  return text;
}

std::string random_hexadecimal(std::size_t bytes) {
  return hexadecimal(std::string_view(random_bytes(bytes)));
}

}  // namespace docexport
