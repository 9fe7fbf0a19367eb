#include "app/attempt_runner.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>

#include "app/document_files.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/random.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/rendering/renderer.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string("unknown");
}

Error changed_meanwhile(const Export& row) {
  return {ErrorKind::conflict, fmt::format("export {} was changed by another process meanwhile. See it with: docexport "
                                           "show {}",
                                           row.id, short_id(row.id))};
}

class Attempting {
 public:
  Attempting(Services& services, const Attempt& attempt, const Document& document, AttemptResult& result)
      : services_(services),
        document_(document),
        result_(result),
        attempt_(attempt),
        reference_{.export_id = attempt.export_id, .number = attempt.number, .nonce = attempt.nonce} {}

  void run() {
    const FileDescriptor source = open_registered_document(document_);
    render(source);
    store();
  }

  void fail(const Error& error) {
    services_.catalog().life().fail(reference_, {.error_class = error_class_of(error.kind()), .message = error.what()});
    result_.failure = Failure{.kind = error.kind(), .message = error.what()};
    reload();
  }

 private:
  void render(const FileDescriptor& source) {
    const std::filesystem::path& folder = services_.settings().data_folder;
    create_private_directories(folder);
    result_.file = open_unnamed_file(folder);
    const FileDescriptor scratch = open_unnamed_file(folder);
    const Export& row = result_.row;
    const RenderOutcome outcome =
        services_.renderer().render({.operation = RenderOperation::render,
                                     .document_name = document_.name,
                                     .media_type = document_.media_type,
                                     .document_sha256 = document_.sha256,
                                     .document_size = document_.size,
                                     .format = row.format,
                                     .options = parse_render_options(row.options_json),
                                     .fields_json = document_.fields_json},
                                    {.document = source.get(), .output = result_.file.get(), .scratch = scratch.get()});
    result_.warnings = outcome.warnings;
    if (outcome.failure) {
      throw Error(outcome.failure->kind, outcome.failure->message);
    }
    throw_if_interrupted();
    rendered_ = {.size = file_size(result_.file.get(), row.file_name),
                 .sha256 = file_sha256(result_.file.get(), row.file_name),
                 .records_count = outcome.records_count,
                 .stats_json = write_render_stats(outcome.stats)};
    require(services_.catalog().life().record_rendered(reference_, rendered_));
  }

  void store() {
    const Export& row = result_.row;
    ObjectStore& store = services_.store_at(row.store, row.endpoint);
    const std::string etag = store.put({.key = attempt_.object_key,
                                        .descriptor = result_.file.get(),
                                        .size = rendered_.size,
                                        .sha256 = rendered_.sha256,
                                        .content_type = std::string(content_type(row.format)),
                                        .file_name = row.file_name});
    require(services_.catalog().life().complete(reference_, etag, ExportLife::Completion::own));
    reload();
  }

  void require(bool has_changed_it) const {
    if (!has_changed_it) {
      throw changed_meanwhile(result_.row);
    }
  }

  void reload() { result_.row = services_.catalog().exports().find(reference_.export_id).value_or(result_.row); }

  Services& services_;
  const Document& document_;
  AttemptResult& result_;
  const Attempt& attempt_;
  AttemptRef reference_;
  RenderedFile rendered_{};
};

}  // namespace

/// The key is `<catalog id>/<export id>/<attempt>-<nonce>/<file name>`: unique to the attempt, so that a process that
/// comes back from the dead writes over nothing. The store puts its own prefix before it.
Attempt plan_attempt(Services& services, const Export& row) {
  Attempt attempt;
  attempt.export_id = row.id;
  attempt.number = row.attempts + 1;
  attempt.nonce = random_hexadecimal(8);
  attempt.object_key =
      fmt::format("{}/{}/{}-{}/{}", services.catalog().id(), row.id, attempt.number, attempt.nonce, row.file_name);
  attempt.host = host_name();
  attempt.process_id = ::getpid();
  return attempt;
}

AttemptResult run_attempt(Services& services, const Export& accepted, const Document& document) {
  const Attempt attempt = plan_attempt(services, accepted);
  const std::optional<Export> begun = services.catalog().life().begin_attempt(accepted.id, attempt);
  if (!begun) {
    throw changed_meanwhile(accepted);
  }
  return run_begun_attempt(services, *begun, attempt, document);
}

AttemptResult run_begun_attempt(Services& services, const Export& begun, const Attempt& attempt,
                                const Document& document) {
  AttemptResult result{.row = begun};
  Attempting attempting(services, attempt, document, result);
  try {
    attempting.run();
  } catch (const Error& error) {
    attempting.fail(error);
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
  }
  return result;
}

}  // namespace docexport
