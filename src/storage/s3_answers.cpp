#include "storage/s3_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "docexport/base/text.hpp"
#include "storage/percent_encoding.hpp"
#include "storage/xml_reader.hpp"

namespace docexport {
namespace {

std::optional<ObjectInfo> read_object(const XmlElement& element, bool is_encoded) {
  std::optional<std::string> key = decode_key(element.child_text("Key"), is_encoded);
  const std::string_view size = element.child_text("Size");
  ObjectInfo object{.etag = std::string(element.child_text("ETag")),
                    .modified_at = parse_rfc3339(element.child_text("LastModified"))};
  const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), object.size);
  if (!key || key->empty() || error != std::errc() || end != size.data() + size.size()) {
    return std::nullopt;
  }
  object.key = std::move(*key);
  return object;
}

}  // namespace

std::optional<std::string> decode_key(std::string_view text, bool is_encoded) {
  std::string key(text);
  if (!is_encoded) {
    return key;
  }
  std::replace(key.begin(), key.end(), '+', ' ');
  return percent_decode(key);
}

std::optional<ErrorAnswer> parse_error_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_xml(body);
  if (!root || root->name != "Error") {
    return std::nullopt;
  }
  return ErrorAnswer{
      .code = std::string(root->child_text("Code")),
      .request_id = std::string(root->child_text("RequestId")),
      .region = std::string(root->child_text("Region")),
      .subject = to_lower_ascii(fmt::format("{} {} {}", root->child_text("Message"), root->child_text("Header"),
                                            root->child_text("ArgumentName")))};
}

std::string error_code(std::string_view body) {
  return parse_error_answer(body).value_or(ErrorAnswer{}).code;
}

std::optional<ListAnswer> parse_list_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_xml(body);
  if (!root || root->name != "ListBucketResult" || root->child("IsTruncated") == nullptr) {
    return std::nullopt;
  }
  ListAnswer answer{.is_truncated = root->child_text("IsTruncated") == "true",
                    .next_token = std::string(root->child_text("NextContinuationToken"))};
  answer.is_first_kind = answer.is_truncated && answer.next_token.empty() && root->child("KeyCount") == nullptr;
  const bool is_encoded = root->child_text("EncodingType") == "url";
  for (const XmlElement& element : root->children) {
    if (element.name != "Contents") {
      continue;
    }
    std::optional<ObjectInfo> object = read_object(element, is_encoded);
    if (!object) {
      return std::nullopt;
    }
    answer.objects.push_back(std::move(*object));
  }
  return answer;
}

std::optional<std::vector<DeleteFailure>> parse_delete_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_xml(body);
  if (!root || root->name != "DeleteResult") {
    return std::nullopt;
  }
  std::vector<DeleteFailure> failures;
  for (const XmlElement& element : root->children) {
    if (element.name == "Error") {
      failures.push_back(
          {.key = std::string(element.child_text("Key")), .code = std::string(element.child_text("Code"))});
    }
  }
  return failures;
}

std::string write_delete_request(std::span<const std::string> keys) {
  std::string body = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                     R"(<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet>true</Quiet>)";
  for (const std::string& key : keys) {
    body += "<Object><Key>" + escape_xml(key).value_or("") + "</Key></Object>";
  }
  return body + "</Delete>";
}

}  // namespace docexport
