#include "documents/odt_reader.hpp"

#include <set>
#include <string>
#include <string_view>

#include "docexport/base/text.hpp"
#include "documents/content_start.hpp"
#include "documents/odf_document.hpp"
#include "documents/odf_forms.hpp"
#include "documents/odf_sink_target.hpp"
#include "documents/odf_walker.hpp"

namespace docexport {
namespace {

/// The headers or footers of all master pages, each text once.
void push_furniture(OdfDocument& document, std::string_view element, BlockLabel label, ContentSink& sink) {
  OdfState& state = document.state();
  state.styles = &document.master_page_styles();
  std::set<std::string> texts;
  for (const pugi::xml_node page : document.master_styles().children()) {
    for (const pugi::xml_node part : page.children()) {
      const std::string_view name = local_name(part);
      if (!name.starts_with(element) || xml_value(part, "display") == "false") {
        continue;
      }
      OdfTextTarget target;
      OdfWalker(state, target).read_children(part);
      const std::string text(trim(target.text()));
      if (!text.empty() && texts.insert(text).second) {
        sink.block({.label = label, .text = text});
      }
    }
  }
  state.styles = &document.styles();
}

}  // namespace

void read_odt(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  OdfDocument document(source, request);
  const pugi::xml_node body = document.body("text");
  start_content(document.metadata(), request.fields, sink);
  for (const Field& field : read_odf_form_fields(body)) {
    sink.field(field);
  }
  push_furniture(document, "header", BlockLabel::page_header, sink);
  OdfSinkTarget target(sink);
  OdfWalker(document.state(), target).read_children(body);
  push_odf_notes(document.state(), target);
  push_odf_comments(document.state(), "", target);
  push_furniture(document, "footer", BlockLabel::page_footer, sink);
  document.finish(sink);
}

}  // namespace docexport
