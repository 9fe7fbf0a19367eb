#include "app/attempt_steps.hpp"

#include "app/document_files.hpp"
#include "app/kept_limits.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/rendering/renderer.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

namespace {

void render_into(Rendering& rendering, Renderer& renderer, const std::filesystem::path& folder, const Export& row,
                 const Document& document) {
  const FileDescriptor source = open_registered_document(document);
  rendering.file = open_unnamed_file(folder);
  const FileDescriptor scratch = open_unnamed_file(folder);
  const RenderOutcome outcome =
      renderer.render({.operation = RenderOperation::render,
                       .document_name = document.name,
                       .media_type = document.media_type,
                       .document_sha256 = document.sha256,
                       .document_size = document.size,
                       .format = row.format,
                       .options = parse_render_options(row.options_json),
                       .fields_json = document.fields_json,
                       .limits = parse_limits(row.options_json)},
                      {.document = source.get(), .output = rendering.file.get(), .scratch = scratch.get()});
  rendering.warnings = outcome.warnings;
  if (outcome.failure) {
    throw Error(outcome.failure->kind, outcome.failure->message);
  }
  throw_if_interrupted();
  const FileDigests digests = file_digests(rendering.file.get(), row.file_name);
  rendering.crc64nvme = digests.crc64nvme;
  rendering.facts = {.size = file_size(rendering.file.get(), row.file_name),
                     .sha256 = digests.sha256,
                     .records_count = outcome.records_count,
                     .stats_json = write_render_stats(outcome.stats)};
}

std::string_view content_type_of(const Export& row) {
  switch (row.type) {
    case ExportType::bulk_export:
      return "application/zip";
    case ExportType::document_export:
      break;
  }
  return content_type(row.format, parse_render_options(row.options_json).compression);
}

/// What stays because the store cannot be asked now is found by prune when it is old enough.
void abort_leftovers(const Upload& upload) {
  try {
    if (upload.stale) {
      upload.store->abort_upload(upload.stale->key, upload.stale->state);
    }
    if (!upload.unrecorded_key.empty()) {
      for (const OpenUpload& open : upload.store->open_uploads(upload.unrecorded_key)) {
        upload.store->abort_upload(open);
      }
    }
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
  }
}

}  // namespace

Rendering render_export(Renderer& renderer, const std::filesystem::path& folder, const Export& row,
                        const Document& document) {
  Rendering rendering;
  try {
    render_into(rendering, renderer, folder, row, document);
  } catch (const Error& error) {
    rendering.file = {};
    rendering.failure = error;
  }
  return rendering;
}

Upload plan_upload(AttemptPlan& plan, const Export& row, Rendering& rendering, ObjectStore& store) {
  Upload upload{.store = &store,
                .descriptor = rendering.file.get(),
                .crc64nvme = rendering.crc64nvme,
                .content_type = content_type_of(row),
                .file_name = row.file_name,
                .unrecorded_key = plan.unrecorded_key};
  upload.stale = settle_key(plan, rendering.facts);
  upload.facts = rendering.facts;
  upload.key = plan.attempt.object_key;
  if (plan.upload) {
    upload.upload_state = plan.upload->state;
  }
  return upload;
}

std::string upload_export(const Upload& upload, const std::function<void(const std::string&)>& record) {
  throw_if_interrupted();
  abort_leftovers(upload);
  return upload.store->put(
      {.key = upload.key,
       .descriptor = upload.descriptor,
       .size = upload.facts.size,
       .sha256 = upload.facts.sha256,
       .crc64nvme = upload.crc64nvme,
       .content_type = std::string(upload.content_type),
       .file_name = upload.file_name,
       .upload_state = upload.upload_state,
       .on_upload_state = [&](const std::string& state) {
         record(write_upload_record(
             {.key = upload.key, .size = upload.facts.size, .sha256 = upload.facts.sha256, .state = state}));
       }});
}

}  // namespace docexport
