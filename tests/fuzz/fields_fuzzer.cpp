#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "docexport/base/error.hpp"
#include "docexport/model/field.hpp"

/// A fields file of somebody else's making: an Error of kind input, or fields that are read again as they were.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace docexport;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<Field> fields;
  try {
    fields = parse_fields(text, "fields.json");
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      std::abort();
    }
    return 0;
  }
  const std::vector<Field> again = parse_fields(write_fields(fields), "fields.json");
  if (again.size() != fields.size()) {
    std::abort();
  }
  for (std::size_t index = 0; index < fields.size(); ++index) {
    if (again[index].value != fields[index].value || again[index].page != fields[index].page) {
      std::abort();
    }
  }
  return 0;
}
