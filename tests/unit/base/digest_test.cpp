#include "docexport/base/digest.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string>

#include "docexport/base/file.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {

TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples") {
  CHECK(hexadecimal(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hexadecimal(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hexadecimal(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hexadecimal(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on how the bytes come") {
  Sha256 hash;
  hash.update("a");
  hash.update("");
  hash.update("bc");
  Sha256 moved = std::move(hash);
  CHECK(hexadecimal(moved.finish()) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("HMAC-SHA-256 gives the digests of RFC 4231") {
  CHECK(hexadecimal(hmac_sha256(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hexadecimal(hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hexadecimal(hmac_sha256(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("HMAC-SHA-256 takes an empty key and an empty message") {
  CHECK(hexadecimal(hmac_sha256({}, {})) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST_CASE("MD5 comes as base64, as Content-MD5 has it") {
  CHECK(md5_base64("") == "1B2M2Y8AsgTpgAmY7PhCfg==");
  CHECK(md5_base64("hello world") == "XrY7u+Ae7tCTyyK7j1rNww==");
}

TEST_CASE("bytes are written as two lower-case hexadecimal digits each") {
  using namespace std::string_view_literals;
  CHECK(hexadecimal("\x00\x0f\xf0\xff"sv) == "000ff0ff");
  CHECK(hexadecimal(""sv).empty());
  CHECK(as_bytes(sha256("")).substr(0, 2) == "\xe3\xb0");
}

TEST_CASE("a file's SHA-256 is of all its bytes, whatever the descriptor's position") {
  const test::TemporaryDirectory folder;
  const std::string text = std::string(3'000'000, 'x') + "end";
  std::ofstream(folder.path() / "a") << text;
  const FileDescriptor descriptor = open_regular_file(folder.path() / "a");
  std::array<char, 10> ignored{};
  REQUIRE(::read(descriptor.get(), ignored.data(), ignored.size()) == 10);
  CHECK(file_sha256(descriptor.get(), "x") == hexadecimal(sha256(text)));
}

TEST_CASE("a file's digests are those of its bytes") {
  const FileDescriptor file = open_unnamed_file(std::filesystem::temp_directory_path());
  write_all(file.get(), "123456789", "a test's file");
  const FileDigests digests = file_digests(file.get(), "a test's file");
  CHECK(digests.sha256 == hexadecimal(sha256("123456789")));
  CHECK(digests.crc64nvme == 0xae8b14860a799888U);
}

TEST_CASE("base64 pads as it should") {
  CHECK(base64("").empty());
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64(std::string_view("\0\xff\xfe", 3)) == "AP/+");
}

TEST_CASE("MD5 of pieces is that of the whole") {
  Md5 digest;
  digest.update("mess");
  digest.update("age digest");
  CHECK(digest.finish_base64() == md5_base64("message digest"));
  CHECK(md5_base64("message digest") == "+WtpfXy3k41SWi8xqvFh0A==");
}

}  // namespace docexport
