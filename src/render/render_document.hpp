#pragma once

#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// The descriptors that came with a request; -1 for those that did not.
struct RenderDescriptors {
  int document = -1;
  int output = -1;
  int scratch = -1;
};

/// Identifies the document and, if the request says so, reads it and writes it in the request's format. Throws what the
/// reader and the writer throw.
RenderOutcome render_document(const RenderRequest& request, const RenderDescriptors& files);

}  // namespace docexport
