#include "fuzz/fuzzed_document.hpp"

// Seeds are archives whose members are not packed: what is changed in one is still XML, or nearly.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  docexport::test::read_fuzzed_document(data, size,
                                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  return 0;
}
