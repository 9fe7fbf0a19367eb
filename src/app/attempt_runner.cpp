#include "app/attempt_runner.hpp"

#include <fmt/format.h>

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
  Attempting(Services& services, AttemptPlan plan, const RenderWork& work, AttemptResult& result)
      : services_(services),
        work_(work),
        result_(result),
        plan_(std::move(plan)),
        reference_{.export_id = plan_.attempt.export_id, .number = plan_.attempt.number, .nonce = plan_.attempt.nonce} {
  }

  void run() {
    create_private_directories(services_.settings().data_folder);
    Rendering rendering = work_(result_.row);
    services_.renderer().finish();
    result_.warnings = std::move(rendering.warnings);
    result_.documents = std::move(rendering.documents);
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
  const RenderWork& work_;
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

RenderWork rendering_of(Services& services, const Document& document) {
  return [&services, &document](const Export& row) {
    return render_export(services.renderer(), services.settings().data_folder, row, document);
  };
}

AttemptResult run_attempt(Services& services, const Export& accepted, const RenderWork& work,
                          const ObjectOptions& object) {
  AttemptPlan plan = plan_attempt(services, accepted);
  plan.object = object;
  const std::optional<Export> begun = services.catalog().life().begin_attempt(accepted.id, plan.attempt);
  if (!begun) {
    throw changed_meanwhile(accepted);
  }
  return run_begun_attempt(services, *begun, std::move(plan), work);
}

AttemptResult run_begun_attempt(Services& services, const Export& begun, AttemptPlan plan, const RenderWork& work) {
  AttemptResult result{.row = begun};
  Attempting attempting(services, std::move(plan), work, result);
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
