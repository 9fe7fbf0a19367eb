#include "storage/upload_headers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "docexport/base/text.hpp"
#include "storage/content_disposition.hpp"
#include "storage/percent_encoding.hpp"
#include "storage/s3_answers.hpp"

namespace docexport {
namespace {

std::string encode_tags(const ObjectOptions& options) {
  std::string text;
  for (const auto& [name, value] : options.tags) {
    text += (text.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
  }
  return text;
}

/// An option, the header it becomes, and the words by which servers tell that it is the one they refuse.
struct OptionHeader {
  std::string header{};
  std::string value{};
  std::string option{};
  std::vector<std::string> words{};
};

std::vector<OptionHeader> option_headers(const ObjectOptions& options) {
  std::vector<OptionHeader> all{
      {"x-amz-storage-class", options.storage_class, "--storage-class " + options.storage_class, {"storage"}},
      {"x-amz-server-side-encryption",
       options.server_side_encryption,
       "--sse " + options.server_side_encryption,
       {"encrypt", "sse"}},
      {"x-amz-server-side-encryption-aws-kms-key-id", options.kms_key_id, "--sse-kms-key-id", {"kms", "keyid"}},
      {"x-amz-acl", options.acl, "--acl " + options.acl, {"acl", "accesscontrol"}},
      {"cache-control", options.cache_control, "--cache-control", {"cache-control"}},
      {"x-amz-tagging", encode_tags(options), "--tag", {"tag"}},
  };
  std::erase_if(all, [](const OptionHeader& each) { return each.value.empty(); });
  return all;
}

bool is_named(const OptionHeader& each, const std::string& text) {
  return std::any_of(each.words.begin(), each.words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string::npos; });
}

}  // namespace

NameValues upload_headers(const PutRequest& request, const ObjectOptions& options) {
  NameValues headers{{"x-amz-meta-sha256", request.sha256}};
  if (!request.content_type.empty()) {
    headers.emplace_back("content-type", request.content_type);
  }
  if (!request.file_name.empty()) {
    headers.emplace_back("content-disposition", attachment_disposition(request.file_name));
  }
  for (const OptionHeader& each : option_headers(options)) {
    headers.emplace_back(each.header, each.value);
  }
  return headers;
}

std::string blamed_options(const ObjectOptions& options, const HttpResponse& refusal) {
  const ErrorAnswer answer = parse_error_answer(refusal.body).value_or(ErrorAnswer{});
  const std::string text = to_lower_ascii(answer.code) + " " + answer.subject;
  std::string all;
  std::string named;
  for (const OptionHeader& each : option_headers(options)) {
    all += (all.empty() ? "" : ", ") + each.option;
    if (is_named(each, text)) {
      named += (named.empty() ? "" : ", ") + each.option;
    }
  }
  return named.empty() ? all : named;
}

}  // namespace docexport
