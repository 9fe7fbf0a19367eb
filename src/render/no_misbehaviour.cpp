#include "docexport/base/error.hpp"
#include "render/misbehaviour.hpp"

namespace docexport {

std::optional<std::string> deed_of_document(const DocumentSource& /*source*/) {
  return std::nullopt;
}

RenderOutcome misbehave(const std::string& /*deed*/, RenderOperation /*operation*/,
                        const RenderDescriptors& /*files*/) {
  throw Error(ErrorKind::internal, "this build has no test documents");
}

}  // namespace docexport
