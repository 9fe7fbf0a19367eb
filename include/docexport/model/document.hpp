#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "docexport/base/time.hpp"

namespace docexport {

/// Where a document's bytes are: in the user's own file (absolute path), or in the data folder's content-addressed
/// copy.
enum class SourceKind { file, copy };

struct Document {
  std::string id{};
  std::string name{};
  std::string media_type{};
  std::optional<std::string> document_type{};  ///< invoice, receipt …: what the user said it is
  std::uint64_t size = 0;
  std::string sha256{};
  SourceKind source_kind = SourceKind::file;
  std::string source_path{};  ///< absolute
  std::string fields_json{};  ///< an array as `--fields` takes it (model/field.hpp); empty when there are none
  std::string owner{};
  Timestamp added_at{};
};

}  // namespace docexport
