#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "docexport/model/content_sink.hpp"

namespace docexport {

/// What of an Office document is not read.
enum class Omitted {
  comment,
  deletion,
  hidden_text,
  embedded_object,
  embedded_document,
  missing_chart,
  missing_diagram,
  missing_picture,
  media,
  hidden_slide,
  unknown_object
};

/// Counts what is left out, so that each kind is one sentence.
class OpcWarnings {
 public:
  void add(Omitted kind, std::size_t count = 1) { counts_.at(static_cast<std::size_t>(kind)) += count; }
  /// A sentence of its own; the same again is not repeated.
  void add(const std::string& sentence);
  void push(ContentSink& sink) const;

 private:
  std::array<std::size_t, static_cast<std::size_t>(Omitted::unknown_object) + 1> counts_{};
  std::vector<std::string> sentences_{};
  std::set<std::string> known_{};
};

}  // namespace docexport
