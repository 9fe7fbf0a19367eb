#include "docexport/base/digest.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>

#include "docexport/base/crc.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {

namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const noexcept { EVP_MD_CTX_free(context); }
};

void require(bool succeeded) {
  if (!succeeded) {
    throw Error(ErrorKind::internal, "libcrypto cannot compute a digest: check the OpenSSL installation");
  }
}

struct FreeAlgorithm {
  void operator()(EVP_MD* algorithm) const noexcept { EVP_MD_free(algorithm); }
};
using Algorithm = std::unique_ptr<EVP_MD, FreeAlgorithm>;

// EVP_sha256() would be looked up again for each hash, which takes longer than to hash a small text.
const EVP_MD* sha256_algorithm() {
  static const Algorithm algorithm{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
  require(algorithm != nullptr);
  return algorithm.get();
}

const EVP_MD* md5_algorithm() {
  static const Algorithm algorithm{EVP_MD_fetch(nullptr, "MD5", nullptr)};
  require(algorithm != nullptr);
  return algorithm.get();
}

constexpr std::size_t sha256_block_size = 64;

/// A key of HMAC as RFC 2104 pads it: wiped when it is no longer needed.
class PaddedKey {
 public:
  explicit PaddedKey(std::string_view key) {
    if (key.size() > bytes_.size()) {
      const Sha256Bytes digest = sha256(key);
      std::copy(digest.begin(), digest.end(), bytes_.begin());
    } else {
      std::copy(key.begin(), key.end(), bytes_.begin());
    }
  }
  ~PaddedKey() { OPENSSL_cleanse(bytes_.data(), bytes_.size()); }
  PaddedKey(const PaddedKey&) = delete;
  PaddedKey& operator=(const PaddedKey&) = delete;

  /// What a hash begins with: each byte combined with `padding`.
  void begin(Sha256& hash, unsigned char padding) {
    combine(padding);
    hash.update({reinterpret_cast<const char*>(bytes_.data()), bytes_.size()});
    combine(padding);
  }

 private:
  void combine(unsigned char padding) {
    for (unsigned char& byte : bytes_) {
      byte ^= padding;
    }
  }

  std::array<unsigned char, sha256_block_size> bytes_{};
};

}  // namespace

struct Sha256::State {
  std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  require(state_->context && EVP_DigestInit_ex(state_->context.get(), sha256_algorithm(), nullptr) == 1);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

Sha256Bytes Sha256::finish() {
  Sha256Bytes digest{};
  unsigned length = 0;
  require(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &length) == 1 && length == digest.size());
  return digest;
}

Sha256Bytes sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

Sha256Bytes hmac_sha256(std::string_view key, std::string_view message) {
  constexpr unsigned char inner_padding = 0x36;
  constexpr unsigned char outer_padding = 0x5c;
  PaddedKey padded(key);
  Sha256 inner;
  padded.begin(inner, inner_padding);
  inner.update(message);
  Sha256 outer;
  padded.begin(outer, outer_padding);
  outer.update(as_bytes(inner.finish()));
  return outer.finish();
}

std::string file_sha256(int descriptor, const std::string& name) {
  Sha256 hash;
  read_through(descriptor, name, [&](std::string_view bytes) { hash.update(bytes); });
  return hexadecimal(hash.finish());
}

FileDigests file_digests(int descriptor, const std::string& name) {
  Sha256 hash;
  FileDigests digests;
  read_through(descriptor, name, [&](std::string_view bytes) {
    hash.update(bytes);
    digests.crc64nvme = crc64_nvme(bytes, digests.crc64nvme);
  });
  digests.sha256 = hexadecimal(hash.finish());
  return digests;
}

struct Md5::State {
  std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Md5::Md5() : state_(std::make_unique<State>()) {
  require(state_->context && EVP_DigestInit_ex(state_->context.get(), md5_algorithm(), nullptr) == 1);
}
Md5::Md5(Md5&&) noexcept = default;
Md5& Md5::operator=(Md5&&) noexcept = default;
Md5::~Md5() = default;

void Md5::update(std::string_view bytes) {
  require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

namespace {

std::array<char, 16> finish(EVP_MD_CTX* md5) {
  std::array<char, 16> digest{};
  unsigned length = 0;
  require(EVP_DigestFinal_ex(md5, reinterpret_cast<unsigned char*>(digest.data()), &length) == 1 &&
          length == digest.size());
  return digest;
}

}  // namespace

std::string Md5::finish_base64() {
  const std::array<char, 16> digest = finish(state_->context.get());
  return base64({digest.data(), digest.size()});
}

std::string Md5::finish_hexadecimal() {
  const std::array<char, 16> digest = finish(state_->context.get());
  return hexadecimal(std::string_view(digest.data(), digest.size()));
}

std::string file_md5(int descriptor, const std::string& name) {
  Md5 digest;
  read_through(descriptor, name, [&](std::string_view bytes) { digest.update(bytes); });
  return digest.finish_hexadecimal();
}

std::string md5_base64(std::string_view bytes) {
  Md5 digest;
  digest.update(bytes);
  return digest.finish_base64();
}

std::string base64(std::string_view bytes) {
  // EVP_EncodeBlock ends what it writes with a zero byte.
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

std::string hexadecimal(const Sha256Bytes& digest) {
  return hexadecimal(as_bytes(digest));
}

std::string_view as_bytes(const Sha256Bytes& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace docexport
