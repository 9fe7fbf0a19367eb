#include "zip_reading.hpp"

#include <expat.h>
#include <zlib.h>

#include <memory>
#include <stdexcept>

namespace docexport::test {

namespace {

void expect(bool condition, const char* what) {
  if (!condition) {
    throw std::runtime_error(what);
  }
}

std::size_t number_at(std::string_view bytes, std::size_t offset, std::size_t size) {
  expect(offset + size <= bytes.size(), "a header is cut off");
  std::size_t number = 0;
  for (std::size_t index = size; index > 0; --index) {
    number = number << 8U | static_cast<unsigned char>(bytes[offset + index - 1]);
  }
  return number;
}

std::string inflated(std::string_view bytes, std::size_t size) {
  std::string text(size + 1, '\0');
  z_stream stream{};
  expect(inflateInit2(&stream, -MAX_WBITS) == Z_OK, "zlib does not begin");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int result = inflate(&stream, Z_FINISH);
  const bool is_whole = result == Z_STREAM_END && stream.total_out == size && stream.avail_in == 0;
  inflateEnd(&stream);
  expect(is_whole, "a member is not as long as it says");
  text.resize(size);
  return text;
}

std::string read_member(std::string_view bytes, std::size_t entry, const std::string& name) {
  const std::size_t crc = number_at(bytes, entry + 16, 4);
  const std::size_t compressed = number_at(bytes, entry + 20, 4);
  const std::size_t size = number_at(bytes, entry + 24, 4);
  const std::size_t local = number_at(bytes, entry + 42, 4);
  expect(bytes.substr(local, 4) == std::string_view("PK\x03\x04", 4), "a member has no header");
  expect(bytes.substr(local + 30, name.size()) == name, "a member is called otherwise");
  expect(number_at(bytes, local + 14, 4) == crc && number_at(bytes, local + 18, 4) == compressed &&
             number_at(bytes, local + 22, 4) == size,
         "header and directory differ");
  const std::size_t data = local + 30 + name.size() + number_at(bytes, local + 28, 2);
  std::string text = inflated(bytes.substr(data, compressed), size);
  expect(crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()) == crc, "a checksum is wrong");
  return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_zip(std::string_view bytes) {
  constexpr std::size_t end_bytes = 22;
  expect(bytes.size() >= end_bytes, "there is no end of directory");
  const std::size_t end = bytes.size() - end_bytes;
  expect(bytes.substr(end, 4) == std::string_view("PK\x05\x06", 4), "there is no end of directory");
  std::size_t entry = number_at(bytes, end + 16, 4);
  expect(entry + number_at(bytes, end + 12, 4) == end, "the directory is not where it should be");
  std::vector<std::pair<std::string, std::string>> members;
  for (std::size_t left = number_at(bytes, end + 10, 2); left > 0; --left) {
    expect(bytes.substr(entry, 4) == std::string_view("PK\x01\x02", 4), "the directory has no entry");
    const std::string name(bytes.substr(entry + 46, number_at(bytes, entry + 28, 2)));
    members.emplace_back(name, read_member(bytes, entry, name));
    entry += 46 + name.size() + number_at(bytes, entry + 30, 2) + number_at(bytes, entry + 32, 2);
  }
  expect(entry == end, "the directory is longer than its entries");
  return members;
}

std::string zip_member(std::string_view bytes, std::string_view name) {
  for (const auto& [member, content] : read_zip(bytes)) {
    if (member == name) {
      return content;
    }
  }
  return "";
}

std::string xml_problem(std::string_view text) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"), XML_ParserFree);
  if (XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK) {
    return "";
  }
  return std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) + " in line " +
         std::to_string(XML_GetCurrentLineNumber(parser.get()));
}

}  // namespace docexport::test
