#include "documents/odf_document.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/odf_package.hpp"

namespace docexport {
namespace {

std::unique_ptr<XmlDocument> open_content(ZipArchive& archive, const ReadingBudget& budget) {
  check_odf_package(archive, budget);
  return std::make_unique<XmlDocument>(archive, "content.xml", budget, XmlText::mixed);
}

/// Null when there is none, or it is too damaged.
std::unique_ptr<XmlDocument> open_styles(ZipArchive& archive, const ReadingBudget& budget) {
  if (!archive.contains("styles.xml")) {
    return nullptr;
  }
  try {
    return std::make_unique<XmlDocument>(archive, "styles.xml", budget, XmlText::mixed);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return nullptr;
  }
}

pugi::xml_node part_of(const std::unique_ptr<XmlDocument>& document, std::string_view name) {
  return document == nullptr ? pugi::xml_node() : xml_child(document->root(), name);
}

}  // namespace

OdfDocument::OdfDocument(const DocumentSource& source, const ReadRequest& request)
    : budget_(request.limits, source.name()),
      archive_(source, budget_),
      content_(open_content(archive_, budget_)),
      shared_(open_styles(archive_, budget_)),
      styles_(part_of(shared_, "styles"), part_of(content_, "automatic-styles")),
      master_page_styles_(part_of(shared_, "styles"), part_of(shared_, "automatic-styles")),
      state_{.archive = archive_, .budget = budget_, .styles = &styles_} {}

pugi::xml_node OdfDocument::body(std::string_view name) const {
  const pugi::xml_node body = xml_child(xml_child(content_->root(), "body"), name);
  if (!body) {
    throw Error(ErrorKind::input, fmt::format("{} is damaged: it has no {} in its content.xml; get a whole copy of it",
                                              archive_.document_name(), name));
  }
  return body;
}

pugi::xml_node OdfDocument::master_styles() const {
  return part_of(shared_, "master-styles");
}

Metadata OdfDocument::metadata() {
  return read_odf_metadata(archive_, budget_);
}

void OdfDocument::finish(ContentSink& sink) {
  if (!content_->fault().empty()) {
    sink.warning(content_->fault());
  }
  state_.warnings.push(sink);
  for (const std::string& warning : archive_.warnings()) {
    sink.warning(warning);
  }
}

}  // namespace docexport
