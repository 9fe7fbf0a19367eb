#include <cstdint>
#include <cstdlib>
#include <string>

#include "docexport/base/text.hpp"
#include "docexport/model/render_protocol.hpp"

/// What a hostile child may say: an Error, or an outcome within its bounds that is read again as it was.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace docexport;
  try {
    const RenderOutcome outcome = parse_render_outcome(std::string(data, data + size));
    bool is_sound = outcome.warnings.size() <= 1000 && is_valid_utf8(outcome.media_type);
    for (const std::string& warning : outcome.warnings) {
      is_sound = is_sound && warning.size() <= 1000 && is_valid_utf8(warning);
    }
    const RenderOutcome again = parse_render_outcome(write_render_outcome(outcome));
    if (!is_sound || again.records_count != outcome.records_count || again.warnings != outcome.warnings) {
      std::abort();
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::internal) {
      std::abort();
    }
  }
  return 0;
}
