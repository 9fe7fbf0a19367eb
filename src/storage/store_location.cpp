#include "docexport/storage/store_location.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "storage/credential_chain.hpp"
#include "storage/local_object_store.hpp"
#include "storage/object_key.hpp"
#include "storage/percent_encoding.hpp"
#include "storage/s3_object_store.hpp"
#include "storage/s3_settings.hpp"

namespace docexport {
namespace {

constexpr std::string_view folder_scheme = "file://";
constexpr std::string_view s3_scheme = "s3://";
// With it the longest key (900 bytes) stays within S3's 1,024.
constexpr std::size_t max_prefix_bytes = 120;

Error location_error(std::string_view text, std::string_view problem) {
  return {ErrorKind::configuration,
          fmt::format("{} is not a store: {}. Give file:///folder or s3://bucket/prefix.", text, problem)};
}

bool is_letter_or_digit(char each) {
  return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9');
}

bool looks_like_address(std::string_view bucket) {
  return std::count(bucket.begin(), bucket.end(), '.') == 3 && std::all_of(bucket.begin(), bucket.end(), [](char each) {
           return each == '.' || (each >= '0' && each <= '9');
         });
}

bool is_bucket_name(std::string_view bucket) {
  return bucket.size() >= 3 && bucket.size() <= 63 && is_letter_or_digit(bucket.front()) &&
         is_letter_or_digit(bucket.back()) && bucket.find("..") == std::string_view::npos &&
         !looks_like_address(bucket) && std::all_of(bucket.begin(), bucket.end(), [](char each) {
           return is_letter_or_digit(each) || each == '-' || each == '.';
         });
}

StoreLocation parse_folder(std::string_view text) {
  const std::string_view encoded = text.substr(folder_scheme.size());
  const std::optional<std::string> path = percent_decode(encoded);
  if (!encoded.starts_with('/')) {
    throw location_error(text, "the folder has to be absolute, after three slashes");
  }
  if (!path || path->find('\0') != std::string::npos) {
    throw location_error(text, "a % has to be followed by two hexadecimal digits, other than 00");
  }
  std::filesystem::path folder = std::filesystem::path(*path).lexically_normal();
  if (!folder.has_filename() && folder != folder.root_path()) {
    folder = folder.parent_path();
  }
  return {.kind = StoreLocation::Kind::folder, .folder = folder};
}

StoreLocation parse_s3(std::string_view text) {
  const std::string_view rest = text.substr(s3_scheme.size());
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  StoreLocation location{.kind = StoreLocation::Kind::s3, .bucket = std::string(rest.substr(0, slash))};
  if (location.bucket.find('@') != std::string::npos) {
    throw Error(ErrorKind::configuration,
                "the store's URL holds credentials. Give s3://bucket/prefix, and set AWS_ACCESS_KEY_ID and "
                "AWS_SECRET_ACCESS_KEY.");
  }
  if (!is_bucket_name(location.bucket)) {
    throw location_error(text, "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens");
  }
  std::string_view prefix = rest.substr(slash);
  prefix.remove_prefix(std::min(prefix.find_first_not_of('/'), prefix.size()));
  prefix = prefix.substr(0, prefix.find_last_not_of('/') + 1);
  const bool is_prefix = prefix.size() <= max_prefix_bytes && is_valid_utf8(prefix) &&
                         prefix.find('\0') == std::string_view::npos &&
                         (prefix.empty() || has_plain_components(prefix));
  if (!is_prefix) {
    throw location_error(
        text, fmt::format("a prefix has at most {} bytes, and no component that is empty, . or ..", max_prefix_bytes));
  }
  location.prefix = prefix;
  return location;
}

}  // namespace

StoreLocation parse_store_location(std::string_view text) {
  if (text.starts_with(folder_scheme)) {
    return parse_folder(text);
  }
  if (text.starts_with(s3_scheme)) {
    return parse_s3(text);
  }
  if (text.starts_with("https://") || text.starts_with("http://")) {
    throw Error(
        ErrorKind::configuration,
        "a store is not given by its server's URL: set AWS_ENDPOINT_URL_S3 to that, and give s3://bucket/prefix.");
  }
  throw location_error(text, "its scheme is unknown");
}

std::string to_string(const StoreLocation& location) {
  switch (location.kind) {
    case StoreLocation::Kind::folder:
      return std::string(folder_scheme) + percent_encode(location.folder.string(), KeepSlash::yes);
    case StoreLocation::Kind::s3:
      return std::string(s3_scheme) + location.bucket + (location.prefix.empty() ? "" : "/" + location.prefix);
  }
  return {};
}

std::string effective_endpoint(const StoreLocation& location, const StoreOptions& options) {
  switch (location.kind) {
    case StoreLocation::Kind::folder:
      return {};
    case StoreLocation::Kind::s3:
      return to_string(read_s3_settings(location.bucket, options).endpoint);
  }
  return {};
}

std::unique_ptr<ObjectStore> open_store(const StoreLocation& location, const StoreOptions& options) {
  switch (location.kind) {
    case StoreLocation::Kind::folder:
      return std::make_unique<LocalObjectStore>(location.folder);
    case StoreLocation::Kind::s3:
      return std::make_unique<S3ObjectStore>(location, options,
                                             make_credentials_provider(options, to_string(location)));
  }
  throw Error(ErrorKind::internal, "a store of unknown kind");
}

}  // namespace docexport
