#include <string_view>

#include "fuzz/fuzzed_document.hpp"

// The first byte chooses the kind, the rest is the document: an archive whose members are not packed.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  constexpr std::string_view kinds[] = {"application/vnd.oasis.opendocument.spreadsheet",
                                        "application/vnd.oasis.opendocument.text",
                                        "application/vnd.oasis.opendocument.presentation"};
  if (size > 0) {
    docexport::test::read_fuzzed_document(data + 1, size - 1, kinds[data[0] % 3]);
  }
  return 0;
}
