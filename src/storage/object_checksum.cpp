#include "storage/object_checksum.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "docexport/base/crc.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/interruption.hpp"

namespace docexport {
namespace {

constexpr std::size_t piece_bytes = std::size_t{256} << 10;

template <typename Word>
std::string base64_of(Word crc) {
  std::string bytes(sizeof(crc), '\0');
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    bytes[at] = static_cast<char>((crc >> (8 * (bytes.size() - 1 - at))) & 0xffU);
  }
  return base64(bytes);
}

std::string encoded_crc(ChecksumAlgorithm algorithm, std::uint64_t crc) {
  return algorithm == ChecksumAlgorithm::crc32 ? base64_of(static_cast<std::uint32_t>(crc)) : base64_of(crc);
}

bool is_crc(ChecksumAlgorithm algorithm) {
  return algorithm == ChecksumAlgorithm::crc64nvme || algorithm == ChecksumAlgorithm::crc32;
}

std::uint64_t update_crc(ChecksumAlgorithm algorithm, std::string_view bytes, std::uint64_t before) {
  return algorithm == ChecksumAlgorithm::crc32 ? crc32(bytes, static_cast<std::uint32_t>(before))
                                               : crc64_nvme(bytes, before);
}

/// All that is wanted, in one pass over the bytes.
class ProofComputation {
 public:
  explicit ProofComputation(const ProofRequest& wanted) : wanted_(wanted) {
    if (wanted.with_sha256 || wanted.algorithm == ChecksumAlgorithm::sha256) {
      sha256_.emplace();
    }
    if (wanted.algorithm == ChecksumAlgorithm::md5) {
      md5_.emplace();
    }
  }

  void update(std::string_view bytes) {
    proof_.size += bytes.size();
    if (is_crc(wanted_.algorithm)) {
      proof_.crc = update_crc(wanted_.algorithm, bytes, proof_.crc);
    }
    if (wanted_.with_crc64 && wanted_.algorithm != ChecksumAlgorithm::crc64nvme) {
      proof_.crc64 = crc64_nvme(bytes, proof_.crc64);
    }
    if (sha256_) {
      sha256_->update(bytes);
    }
    if (md5_) {
      md5_->update(bytes);
    }
  }

  Proof finish() {
    const Sha256Bytes digest = sha256_ ? sha256_->finish() : Sha256Bytes{};
    if (wanted_.with_sha256) {
      proof_.sha256 = hexadecimal(digest);
    }
    switch (wanted_.algorithm) {
      case ChecksumAlgorithm::crc64nvme:
        proof_.crc64 = proof_.crc;
        [[fallthrough]];
      case ChecksumAlgorithm::crc32:
        proof_.checksum = encoded_crc(wanted_.algorithm, proof_.crc);
        break;
      case ChecksumAlgorithm::sha256:
        proof_.checksum = base64(as_bytes(digest));
        break;
      case ChecksumAlgorithm::md5:
        proof_.checksum = md5_->finish_base64();
        break;
      case ChecksumAlgorithm::none:
        break;
    }
    return std::move(proof_);
  }

 private:
  ProofRequest wanted_;
  std::optional<Sha256> sha256_;
  std::optional<Md5> md5_;
  Proof proof_;
};

struct AlgorithmName {
  ChecksumAlgorithm algorithm;
  std::string_view name;
  std::string_view header;
};

constexpr std::array algorithm_names = {
    AlgorithmName{ChecksumAlgorithm::crc64nvme, "CRC64NVME", "x-amz-checksum-crc64nvme"},
    AlgorithmName{ChecksumAlgorithm::crc32, "CRC32", "x-amz-checksum-crc32"},
    AlgorithmName{ChecksumAlgorithm::sha256, "SHA256", "x-amz-checksum-sha256"},
    AlgorithmName{ChecksumAlgorithm::md5, "MD5", "content-md5"},
    AlgorithmName{ChecksumAlgorithm::none, "NONE", ""},
};

const AlgorithmName& row_of(ChecksumAlgorithm algorithm) {
  return *std::find_if(algorithm_names.begin(), algorithm_names.end(),
                       [&](const AlgorithmName& each) { return each.algorithm == algorithm; });
}

}  // namespace

ChecksumAlgorithm first_algorithm(ChecksumChoice choice) {
  switch (choice) {
    case ChecksumChoice::automatic:
    case ChecksumChoice::crc64nvme:
      return ChecksumAlgorithm::crc64nvme;
    case ChecksumChoice::crc32:
      return ChecksumAlgorithm::crc32;
    case ChecksumChoice::sha256:
      return ChecksumAlgorithm::sha256;
    case ChecksumChoice::md5:
      return ChecksumAlgorithm::md5;
    case ChecksumChoice::none:
      return ChecksumAlgorithm::none;
  }
  return ChecksumAlgorithm::md5;
}

std::optional<ChecksumAlgorithm> next_algorithm(ChecksumChoice choice, ChecksumAlgorithm refused) {
  if (choice != ChecksumChoice::automatic) {
    return std::nullopt;
  }
  switch (refused) {
    case ChecksumAlgorithm::crc64nvme:
      return ChecksumAlgorithm::crc32;
    case ChecksumAlgorithm::crc32:
    case ChecksumAlgorithm::sha256:
      return ChecksumAlgorithm::md5;
    case ChecksumAlgorithm::md5:
    case ChecksumAlgorithm::none:
      return std::nullopt;
  }
  return std::nullopt;
}

std::string name_of(ChecksumAlgorithm algorithm) {
  return std::string(row_of(algorithm).name);
}

std::optional<ChecksumAlgorithm> algorithm_of(std::string_view name) {
  const auto* const found = std::find_if(algorithm_names.begin(), algorithm_names.end(),
                                         [&](const AlgorithmName& each) { return each.name == name; });
  return found == algorithm_names.end() ? std::nullopt : std::optional(found->algorithm);
}

std::string header_of(ChecksumAlgorithm algorithm) {
  return std::string(row_of(algorithm).header);
}

bool is_object_checksum(ChecksumAlgorithm algorithm) {
  return is_crc(algorithm) || algorithm == ChecksumAlgorithm::sha256;
}

std::string type_of(ChecksumAlgorithm algorithm) {
  return is_crc(algorithm) ? "FULL_OBJECT" : "COMPOSITE";
}

Proof prove(const FileBody& part, const ProofRequest& wanted, const std::string& action) {
  ProofComputation computation(wanted);
  std::vector<char> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(piece_bytes, part.size)));
  for (std::uint64_t done = 0; done < part.size;) {
    throw_if_interrupted();
    if (wanted.stop.stop_requested()) {
      throw Error(ErrorKind::interrupted, action + ": stopped");
    }
    const auto room = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), part.size - done));
    const std::size_t count =
        read_at(part.descriptor, std::span(buffer.data(), room), part.offset + done, "the file to be sent");
    if (count == 0) {
      throw Error(ErrorKind::integrity, action + ": the export file is shorter than it was. Try again.");
    }
    computation.update({buffer.data(), count});
    done += count;
  }
  return computation.finish();
}

std::string whole_checksum(ChecksumAlgorithm algorithm, const std::vector<Proof>& parts) {
  if (!is_crc(algorithm)) {
    return {};
  }
  std::uint64_t crc = 0;
  for (const Proof& part : parts) {
    crc = algorithm == ChecksumAlgorithm::crc32
              ? combine_crc32(static_cast<std::uint32_t>(crc), static_cast<std::uint32_t>(part.crc), part.size)
              : combine_crc64_nvme(crc, part.crc, part.size);
  }
  return encoded_crc(algorithm, crc);
}

std::uint64_t whole_crc64(const std::vector<Proof>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::uint64_t{0}, [](std::uint64_t crc, const Proof& part) {
    return combine_crc64_nvme(crc, part.crc64, part.size);
  });
}

ReceivedChecksum::ReceivedChecksum(const HttpResponse& answer) {
  // What was uploaded in parts may have a checksum of its parts' checksums: `…-7`.
  for (const ChecksumAlgorithm algorithm : {ChecksumAlgorithm::crc64nvme, ChecksumAlgorithm::crc32}) {
    const auto found = answer.headers.find(header_of(algorithm));
    if (answer.status == 200 && found != answer.headers.end() && found->second.find('-') == std::string::npos) {
      algorithm_ = algorithm;
      expected_ = found->second;
      return;
    }
  }
}

void ReceivedChecksum::update(std::string_view bytes) {
  if (algorithm_ != ChecksumAlgorithm::none) {
    crc_ = update_crc(algorithm_, bytes, crc_);
  }
}

bool ReceivedChecksum::is_right() const {
  return algorithm_ == ChecksumAlgorithm::none || encoded_crc(algorithm_, crc_) == expected_;
}

}  // namespace docexport
