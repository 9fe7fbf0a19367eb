#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/attempt_plan.hpp"
#include "docexport/app/bundles.hpp"
#include "docexport/base/file.hpp"
#include "docexport/model/document.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// The steps of an attempt that touch no catalog: any thread may take them.

struct Rendering {
  FileDescriptor file{};
  RenderedFile facts{};
  std::uint64_t crc64nvme = 0;
  std::vector<std::string> warnings{};
  std::vector<DocumentReport> documents{};  ///< of a bundle: those with something to tell
  std::optional<Error> failure{};           ///< then there is no file
};

/// Reads the document and writes the export file, without a name, into `folder`. A failure is returned, with what the
/// reader warned of before.
Rendering render_export(Renderer& renderer, const std::filesystem::path& folder, const Export& row,
                        const Document& document);

struct Upload {
  ObjectStore* store = nullptr;
  std::string key{};
  int descriptor = -1;
  std::uint64_t crc64nvme = 0;
  RenderedFile facts{};
  std::string_view content_type{};
  std::string file_name{};
  std::string upload_state{};           ///< to go on with
  std::optional<UploadRecord> stale{};  ///< to be aborted first
  std::string unrecorded_key{};         ///< whatever was begun under it is aborted first
};

/// What has to be uploaded after the file was rendered; settles the plan's key.
Upload plan_upload(AttemptPlan& plan, const Export& row, Rendering& rendering, ObjectStore& store);

/// Returns the etag. `record` gets what `attempts.upload` is to hold, before the first part is sent and as they arrive.
std::string upload_export(const Upload& upload, const std::function<void(const std::string& json)>& record);

}  // namespace docexport
