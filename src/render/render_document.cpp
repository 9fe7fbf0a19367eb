#include "render/render_document.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docexport/base/file.hpp"
#include "docexport/documents/document_source.hpp"
#include "docexport/documents/field_finder.hpp"
#include "docexport/documents/readers.hpp"
#include "docexport/formats/writers.hpp"
#include "docexport/model/field.hpp"
#include "docexport/model/media_type.hpp"
#include "render/misbehaviour.hpp"
#include "render/warning_recorder.hpp"

namespace docexport {

namespace {

std::vector<Field> fields_of(const RenderRequest& request) {
  return request.fields_json.empty() ? std::vector<Field>()
                                     : parse_fields(request.fields_json, "the fields of " + request.document_name);
}

/// A table has columns and a mailbox has messages, each with fields of its own.
bool may_have_fields(std::string_view media_type) {
  for (const ReadableType& type : readable_types()) {
    if (type.media_type == media_type) {
      return !type.tabular && !type.tables_are_rows && media_type != "application/mbox";
    }
  }
  return false;
}

}  // namespace

RenderOutcome render_document(const RenderRequest& request, const RenderDescriptors& files) {
  const DocumentSource source(files.document, file_size(files.document, request.document_name), request.document_name);
  if (const std::optional<std::string> deed = deed_of_document(source)) {
    return misbehave(*deed, request.operation, files);
  }
  RenderOutcome outcome;
  outcome.media_type = identify_document(source, request.media_type);
  if (request.operation == RenderOperation::identify) {
    return outcome;
  }
  const std::unique_ptr<Writer> writer =
      make_writer(request, outcome.media_type, {.output = files.output, .scratch = files.scratch});
  WarningRecorder recorder(*writer, outcome.warnings);
  FieldFinder finder(recorder);
  const bool finds_fields = request.options.find_fields && may_have_fields(outcome.media_type);
  ContentSink& sink = finds_fields ? static_cast<ContentSink&>(finder) : recorder;
  read_document(source, outcome.media_type,
                {.fields = fields_of(request), .options = request.options, .limits = request.limits}, sink);
  sink.finish();
  outcome.records_count = writer->records_count();
  outcome.stats = writer->stats();
  for (std::string& text : writer->warnings()) {
    outcome.warnings.push_back(std::move(text));
  }
  return outcome;
}

}  // namespace docexport
