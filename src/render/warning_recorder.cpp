#include "render/warning_recorder.hpp"

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::size_t most_warnings = 1000;
constexpr std::size_t warning_bytes = 1000;

}  // namespace

void WarningRecorder::warning(std::string_view text) {
  if (warnings_.size() < most_warnings) {
    warnings_.push_back(to_valid_utf8(text.substr(0, warning_bytes)));
  }
  next_.warning(text);
}

}  // namespace docexport
