#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "docexport/http/http_client.hpp"
#include "docexport/storage/transfer_options.hpp"

namespace docexport {

/// What proves the bytes of a request on their way, beside the hash in its signature.
enum class ChecksumAlgorithm { crc64nvme, crc32, sha256, md5, none };

/// What to begin with. The best for `automatic`.
ChecksumAlgorithm first_algorithm(ChecksumChoice choice);

/// What to send to a server that refuses the algorithm; nullopt when there is nothing else, or nothing else was wanted.
std::optional<ChecksumAlgorithm> next_algorithm(ChecksumChoice choice, ChecksumAlgorithm refused);

/// As people and S3's headers write it: `CRC64NVME`.
std::string name_of(ChecksumAlgorithm algorithm);
std::optional<ChecksumAlgorithm> algorithm_of(std::string_view name);

/// `x-amz-checksum-crc64nvme`, `content-md5`; empty for none.
std::string header_of(ChecksumAlgorithm algorithm);

/// Whether S3 knows it as a checksum of objects, which Content-MD5 is not.
bool is_object_checksum(ChecksumAlgorithm algorithm);

/// `FULL_OBJECT` where the whole's checksum comes from those of its parts, else `COMPOSITE`.
std::string type_of(ChecksumAlgorithm algorithm);

/// What is to be computed of some bytes of a file.
struct ProofRequest {
  ChecksumAlgorithm algorithm = ChecksumAlgorithm::none;
  bool with_sha256 = false;  ///< for the signature
  bool with_crc64 = false;   ///< for the comparison with the whole file's
  std::stop_token stop{};    ///< asks to give up: Error (`interrupted`)
};

struct Proof {
  std::string checksum{};  ///< base64, as the header has it; empty for none
  std::string sha256{};    ///< hexadecimal; empty unless wanted
  std::uint64_t crc = 0;   ///< the number that `checksum` writes, of a CRC
  std::uint64_t crc64 = 0;
  std::uint64_t size = 0;
};

/// Reads the part of the file with pread, in small pieces. Throws Error: `integrity` when the file is shorter,
/// `interrupted`; `action` begins the message.
Proof prove(const FileBody& part, const ProofRequest& wanted, const std::string& action);

/// The checksum of the parts one behind the other, as base64; empty unless the algorithm is a CRC.
std::string whole_checksum(ChecksumAlgorithm algorithm, const std::vector<Proof>& parts);
std::uint64_t whole_crc64(const std::vector<Proof>& parts);

/// The CRC of bytes that come in pieces, compared with what the answer to a GET says of the whole object.
class ReceivedChecksum {
 public:
  /// Takes the checksum that the answer gives, if it gives one of the whole object that is worth comparing.
  explicit ReceivedChecksum(const HttpResponse& answer);

  void update(std::string_view bytes);
  [[nodiscard]] bool is_right() const;

 private:
  ChecksumAlgorithm algorithm_ = ChecksumAlgorithm::none;
  std::string expected_{};
  std::uint64_t crc_ = 0;
};

}  // namespace docexport
