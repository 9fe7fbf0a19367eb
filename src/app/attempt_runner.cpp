#include "app/attempt_runner.hpp"

#include <fmt/format.h>

#include "app/attempt_steps.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/rendering/renderer.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

namespace {

class Attempting {
 public:
  Attempting(Services& services, AttemptPlan plan, const Document& document, AttemptResult& result)
      : services_(services),
        document_(document),
        result_(result),
        plan_(std::move(plan)),
        reference_{.export_id = plan_.attempt.export_id, .number = plan_.attempt.number, .nonce = plan_.attempt.nonce} {
  }

  void run() {
    const std::filesystem::path& folder = services_.settings().data_folder;
    create_private_directories(folder);
    Rendering rendering = render_export(services_.renderer(), folder, result_.row, document_);
    services_.renderer().finish();
    result_.warnings = std::move(rendering.warnings);
    if (rendering.failure) {
      throw Error(*rendering.failure);
    }
    store(rendering);
  }

  void fail(const Error& error) {
    life().fail(reference_, {.error_class = error_class_of(error.kind()), .message = error.what()});
    result_.failure = Failure{.kind = error.kind(), .message = error.what()};
    reload();
  }

 private:
  void store(Rendering& rendering) {
    const Upload upload =
        plan_upload(plan_, result_.row, rendering, services_.store_to_write(result_.row, plan_.object));
    result_.file = std::move(rendering.file);
    require(life().record_rendered(reference_, upload.facts));
    const std::string etag =
        upload_export(upload, [this](const std::string& json) { require(life().record_upload(reference_, json)); });
    require(life().complete(reference_, etag, ExportLife::Completion::own));
    reload();
  }

  void require(bool has_changed_it) const {
    if (!has_changed_it) {
      throw changed_meanwhile(result_.row);
    }
  }

  void reload() { result_.row = services_.catalog().exports().find(reference_.export_id).value_or(result_.row); }

  ExportLife& life() { return services_.catalog().life(); }

  Services& services_;
  const Document& document_;
  AttemptResult& result_;
  AttemptPlan plan_;
  AttemptRef reference_;
};

}  // namespace

Error changed_meanwhile(const Export& row) {
  return {ErrorKind::conflict, fmt::format("export {} was changed by another process meanwhile. See it with: docexport "
                                           "show {}",
                                           row.id, short_id(row.id))};
}

AttemptResult run_attempt(Services& services, const Export& accepted, const Document& document,
                          const ObjectOptions& object) {
  AttemptPlan plan = plan_attempt(services, accepted);
  plan.object = object;
  const std::optional<Export> begun = services.catalog().life().begin_attempt(accepted.id, plan.attempt);
  if (!begun) {
    throw changed_meanwhile(accepted);
  }
  return run_begun_attempt(services, *begun, std::move(plan), document);
}

AttemptResult run_begun_attempt(Services& services, const Export& begun, AttemptPlan plan, const Document& document) {
  AttemptResult result{.row = begun};
  Attempting attempting(services, std::move(plan), document, result);
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
