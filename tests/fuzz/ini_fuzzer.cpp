#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "docexport/base/error.hpp"
#include "storage/command_words.hpp"
#include "storage/credential_answer.hpp"
#include "storage/ini_file.hpp"

// Whatever stands in AWS's configuration files, and whatever a program or a metadata service gives: it is read or
// refused in one line that begins with the file's name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    static_cast<void>(docexport::parse_ini(bytes, "file"));
  } catch (const docexport::Error& error) {
    const std::string_view message = error.what();
    if (!message.starts_with("file") || message.find('\n') != std::string_view::npos) {
      std::abort();
    }
  }
  try {
    static_cast<void>(docexport::read_credential_answer(docexport::Secret(std::string(bytes)), {}, "source"));
  } catch (const docexport::Error&) {
  }
  static_cast<void>(docexport::split_command(bytes));
  return 0;
}
