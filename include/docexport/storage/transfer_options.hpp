#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace docexport {

/// What proves each byte on its way to S3, beside the payload's own hash. `automatic` is the best that the server
/// takes; what it refuses is remembered, then Content-MD5 is sent: never silently nothing.
enum class ChecksumChoice { automatic, crc64nvme, crc32, sha256, md5, none };

/// Properties of a stored object that only S3 has. Empty: the bucket's own default.
struct ObjectOptions {
  std::string storage_class{};
  std::string server_side_encryption{};  ///< AES256, aws:kms, aws:kms:dsse
  std::string kms_key_id{};
  std::string acl{};  ///< a canned one: private, bucket-owner-full-control …
  std::string cache_control{};
  std::vector<std::pair<std::string, std::string>> tags{};  ///< at most 10
};

/// How bytes move. What is not given here comes from the AWS configuration, else the default of the field's comment.
struct TransferOptions {
  ChecksumChoice checksum = ChecksumChoice::automatic;
  std::optional<int> max_attempts{};                    ///< of each request; AWS_MAX_ATTEMPTS, max_attempts, else 3
  std::optional<std::chrono::seconds> total_timeout{};  ///< of each operation, all its tries together; else none
  /// One line for whoever wants to know what goes on: each retry, clock correction, change of region. No secret is in
  /// it. May be called by any thread, one at a time.
  std::function<void(const std::string& line)> notice{};
};

}  // namespace docexport
