#include "fuzz/fuzzed_document.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  docexport::test::read_fuzzed_document(data, size, "application/xml");
  return 0;
}
