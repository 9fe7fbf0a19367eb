#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "storage/s3_answers.hpp"
#include "storage/xml_reader.hpp"

// Whatever a server answers: no crash, no hang, and what we escape is read back as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(docexport::parse_error_answer(bytes));
  static_cast<void>(docexport::parse_list_answer(bytes));
  static_cast<void>(docexport::parse_delete_answer(bytes));
  if (const auto escaped = docexport::escape_xml(bytes)) {
    const auto root = docexport::parse_xml("<a>" + *escaped + "</a>");
    if (!root || root->text != bytes) {
      std::abort();
    }
  }
  return 0;
}
