#include "fuzz/fuzzed_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const docexport::test::FuzzedDocument document(data, size);
  try {
    static_cast<void>(docexport::identify_document(document.source(), ""));
  } catch (const docexport::Error& error) {
    docexport::test::check_kind(error);
  }
  return 0;
}
