#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "storage/object_checksum.hpp"

namespace docexport {

struct FinishedPart {
  std::string etag{};
  std::string checksum{};  ///< base64, of the upload's algorithm; empty where there is none
};

/// What has to be known of a put in several parts to go on with it in another process.
struct UploadState {
  std::string upload_id{};
  std::uint64_t size = 0;  ///< of the file
  std::string sha256{};    ///< of the file
  std::uint64_t part_size = 0;
  ChecksumAlgorithm algorithm = ChecksumAlgorithm::none;  ///< fixed when the upload was begun
  std::map<int, FinishedPart> parts{};                    ///< by number, from 1
};

/// Compact JSON of less than 1 MiB: where many long ETags would make it larger, the parts are left out.
std::string write_upload_state(const UploadState& state);

/// nullopt for what is not a state.
std::optional<UploadState> parse_upload_state(std::string_view text);

}  // namespace docexport
