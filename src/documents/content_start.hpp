#pragma once

#include <vector>

#include "docexport/model/content_sink.hpp"

namespace docexport {

/// How every reader starts, once it knows what the document says about itself: metadata, then the fields.
inline void start_content(const Metadata& metadata, const std::vector<Field>& fields, ContentSink& sink) {
  sink.begin(metadata);
  for (const Field& field : fields) {
    sink.field(field);
  }
}

}  // namespace docexport
