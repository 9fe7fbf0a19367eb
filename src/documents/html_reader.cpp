#include "documents/html_reader.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "documents/content_start.hpp"
#include "documents/html_charset.hpp"
#include "documents/html_forms.hpp"
#include "documents/html_metadata.hpp"
#include "documents/html_survey.hpp"
#include "documents/html_tags.hpp"
#include "documents/html_tree.hpp"
#include "documents/html_walker.hpp"
#include "documents/limits.hpp"
#include "documents/reading_budget.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// An XML declaration, or XHTML's namespace in the first tag.
bool is_xhtml(std::string_view text) {
  const std::string_view head = text.substr(0, 2048);
  return head.starts_with("<?xml") || head.find("xmlns=\"http://www.w3.org/1999/xhtml\"") != std::string_view::npos;
}

}  // namespace

void read_html(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  if (source.size() > max_html_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{} has {}; HTML is read up to {}", source.name(),
                                              format_size(source.size()), format_size(max_html_bytes)));
  }
  const CharacterSet character_set = find_html_character_set(source);
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  std::string text = decode_all(decoder, max_html_bytes, source.name());
  if (is_xhtml(text)) {
    text = expand_empty_elements(text);
  }
  ReadingBudget budget(request.limits, source.name());
  const HtmlTree tree(std::move(text), source.name(), budget);
  const HtmlSurvey survey = survey_html(tree);
  Metadata metadata = read_html_metadata(tree);
  metadata.encoding = character_set.name;
  if (survey.images > 0) {
    metadata.image_count = survey.images;
  }
  start_content(metadata, request.fields, sink);
  for (const Field& field : read_html_forms(tree)) {
    sink.field(field);
  }
  HtmlLosses losses;
  read_html_page(tree, survey, {.name = source.name(), .budget = &budget, .sink = &sink}, losses);
  warn_about_losses(losses, sink);
  warn_about_encoding(character_set, decoder, sink);
}

}  // namespace docexport
