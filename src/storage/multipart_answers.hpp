#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/storage/object_store.hpp"
#include "storage/object_checksum.hpp"

namespace docexport {

/// A part as the server has it.
struct ListedPart {
  std::uint64_t size = 0;
  std::string etag{};
  std::map<ChecksumAlgorithm, std::string> checksums{};
};

struct PartsAnswer {
  std::map<int, ListedPart> parts{};  ///< by number
  bool is_truncated = false;
  std::string next_marker{};
};

struct UploadsAnswer {
  std::vector<OpenUpload> uploads{};  ///< with whole keys
  bool is_truncated = false;
  std::string next_key{};
  std::string next_upload_id{};
};

struct CompleteAnswer {
  std::string etag{};  ///< some servers leave it empty, or leave its quotes out
  std::map<ChecksumAlgorithm, std::string> checksums{};
};

// Each is nullopt when the body is not that answer, whole and well formed.
std::optional<std::string> parse_create_answer(std::string_view body);  ///< the upload's id
std::optional<PartsAnswer> parse_parts_answer(std::string_view body);
std::optional<UploadsAnswer> parse_uploads_answer(std::string_view body);
std::optional<CompleteAnswer> parse_complete_answer(std::string_view body);

/// A part as CompleteMultipartUpload names it; they are numbered from 1 on.
struct CompletePart {
  std::string etag{};
  std::string checksum{};  ///< base64; empty: not mentioned
};

std::string write_complete_request(std::span<const CompletePart> parts, ChecksumAlgorithm algorithm);

}  // namespace docexport
