#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "docexport/catalog/export_life.hpp"

namespace docexport {

/// What the catalog keeps of an attempt's upload in several parts (`attempts.upload`): which file it is of, under which
/// key, and what the store needs to go on with it.
struct UploadRecord {
  std::string key{};
  std::uint64_t size = 0;
  std::string sha256{};
  std::string state{};  ///< PutRequest::upload_state

  [[nodiscard]] bool is_of(const RenderedFile& file) const { return size == file.size && sha256 == file.sha256; }
};

std::string write_upload_record(const UploadRecord& record);
/// nullopt when there is none, or none that can be read.
std::optional<UploadRecord> parse_upload_record(const std::string& json);

}  // namespace docexport
