#include "storage/multipart_answers.hpp"

#include <fmt/format.h>

#include "docexport/base/time.hpp"
#include "storage/object_range.hpp"
#include "storage/s3_answers.hpp"
#include "storage/xml_reader.hpp"

namespace docexport {
namespace {

std::optional<XmlElement> parse_root(std::string_view body, std::string_view name) {
  std::optional<XmlElement> root = parse_xml(body);
  return root && root->name == name ? std::move(root) : std::nullopt;
}

std::map<ChecksumAlgorithm, std::string> read_checksums(const XmlElement& element) {
  std::map<ChecksumAlgorithm, std::string> checksums;
  for (const ChecksumAlgorithm algorithm :
       {ChecksumAlgorithm::crc64nvme, ChecksumAlgorithm::crc32, ChecksumAlgorithm::sha256}) {
    const std::string_view text = element.child_text("Checksum" + name_of(algorithm));
    if (!text.empty()) {
      checksums[algorithm] = text;
    }
  }
  return checksums;
}

}  // namespace

std::optional<std::string> parse_create_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_root(body, "InitiateMultipartUploadResult");
  if (!root || root->child_text("UploadId").empty()) {
    return std::nullopt;
  }
  return std::string(root->child_text("UploadId"));
}

std::optional<PartsAnswer> parse_parts_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_root(body, "ListPartsResult");
  if (!root) {
    return std::nullopt;
  }
  PartsAnswer answer{.is_truncated = root->child_text("IsTruncated") == "true",
                     .next_marker = std::string(root->child_text("NextPartNumberMarker"))};
  for (const XmlElement& element : root->children) {
    if (element.name != "Part") {
      continue;
    }
    const auto number = parse_decimal(element.child_text("PartNumber"));
    const auto size = parse_decimal(element.child_text("Size"));
    if (!number || *number < 1 || *number > 100'000 || !size || element.child_text("ETag").empty()) {
      return std::nullopt;
    }
    answer.parts[static_cast<int>(*number)] = {
        .size = *size, .etag = std::string(element.child_text("ETag")), .checksums = read_checksums(element)};
  }
  return answer;
}

std::optional<UploadsAnswer> parse_uploads_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_root(body, "ListMultipartUploadsResult");
  if (!root) {
    return std::nullopt;
  }
  const bool is_encoded = root->child_text("EncodingType") == "url";
  const std::optional<std::string> next_key = decode_key(root->child_text("NextKeyMarker"), is_encoded);
  if (!next_key) {
    return std::nullopt;
  }
  UploadsAnswer answer{.is_truncated = root->child_text("IsTruncated") == "true",
                       .next_key = *next_key,
                       .next_upload_id = std::string(root->child_text("NextUploadIdMarker"))};
  for (const XmlElement& element : root->children) {
    if (element.name != "Upload") {
      continue;
    }
    std::optional<std::string> key = decode_key(element.child_text("Key"), is_encoded);
    if (!key || key->empty() || element.child_text("UploadId").empty()) {
      return std::nullopt;
    }
    answer.uploads.push_back({.key = std::move(*key),
                              .upload_id = std::string(element.child_text("UploadId")),
                              .started_at = parse_rfc3339(element.child_text("Initiated"))});
  }
  return answer;
}

std::optional<CompleteAnswer> parse_complete_answer(std::string_view body) {
  const std::optional<XmlElement> root = parse_root(body, "CompleteMultipartUploadResult");
  if (!root || root->child("ETag") == nullptr) {
    return std::nullopt;
  }
  return CompleteAnswer{.etag = std::string(root->child_text("ETag")), .checksums = read_checksums(*root)};
}

std::string write_complete_request(std::span<const CompletePart> parts, ChecksumAlgorithm algorithm) {
  const std::string checksum_name = "Checksum" + name_of(algorithm);
  std::string body = R"(<?xml version="1.0" encoding="UTF-8"?>)"
                     R"(<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">)";
  int number = 0;
  for (const CompletePart& part : parts) {
    body += fmt::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag>", ++number,
                        escape_xml(part.etag).value_or(std::string()));
    if (!part.checksum.empty() && is_object_checksum(algorithm)) {
      body += fmt::format("<{0}>{1}</{0}>", checksum_name, part.checksum);
    }
    body += "</Part>";
  }
  return body + "</CompleteMultipartUpload>";
}

}  // namespace docexport
