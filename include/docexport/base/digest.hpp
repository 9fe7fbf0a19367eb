#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace docexport {

using Sha256Bytes = std::array<unsigned char, 32>;

/// SHA-256 of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void update(std::string_view bytes);
  /// Ends the computation; the object is not to be used afterwards.
  Sha256Bytes finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Sha256Bytes sha256(std::string_view bytes);
Sha256Bytes hmac_sha256(std::string_view key, std::string_view message);

/// The file's SHA-256 as 64 lower-case hexadecimal digits.
std::string file_sha256(int descriptor, const std::string& name);

struct FileDigests {
  std::string sha256{};
  std::uint64_t crc64nvme = 0;
};

/// Both in one reading; the second costs next to nothing (docexport/base/crc.hpp).
FileDigests file_digests(int descriptor, const std::string& name);

/// MD5 of bytes that come in pieces: for Content-MD5 (RFC 1864), and to compare with ETags that are one.
class Md5 {
 public:
  Md5();
  Md5(Md5&&) noexcept;
  Md5& operator=(Md5&&) noexcept;
  ~Md5();

  void update(std::string_view bytes);
  /// Ends the computation; the object is not to be used afterwards.
  std::string finish_base64();
  std::string finish_hexadecimal();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The file's MD5 as 32 lower-case hexadecimal digits.
std::string file_md5(int descriptor, const std::string& name);

std::string md5_base64(std::string_view bytes);

std::string base64(std::string_view bytes);

std::string hexadecimal(std::string_view bytes);
std::string hexadecimal(const Sha256Bytes& digest);
std::string_view as_bytes(const Sha256Bytes& digest);

}  // namespace docexport
