#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "docexport/base/digest.hpp"

namespace docexport {

/// The SHA-256 of a file whose ranges arrive in any order: computed by a thread of its own, from the beginning as far
/// as the bytes are there, while others still arrive.
class RangeHasher {
 public:
  RangeHasher(int descriptor, std::uint64_t size, std::string name);
  ~RangeHasher();
  RangeHasher(const RangeHasher&) = delete;
  RangeHasher& operator=(const RangeHasher&) = delete;

  /// These bytes are in the file.
  void add(std::uint64_t offset, std::uint64_t size);
  /// Hexadecimal; empty when a range was never added. Throws Error when the file could not be read.
  std::string finish();

 private:
  void run();
  void hash_to(std::uint64_t end);
  /// Where the bytes end that are there without a gap.
  [[nodiscard]] std::uint64_t reached() const;

  int descriptor_;
  std::uint64_t size_;
  std::string name_;
  Sha256 hash_{};
  std::uint64_t hashed_ = 0;
  std::mutex mutex_{};
  std::condition_variable changed_{};
  std::map<std::uint64_t, std::uint64_t> ranges_{};  ///< offset and end
  bool is_ending_ = false;
  std::exception_ptr failure_{};
  std::jthread thread_{};
};

}  // namespace docexport
