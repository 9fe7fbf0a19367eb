#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "docexport/base/environment.hpp"
#include "docexport/base/time.hpp"
#include "docexport/storage/object_store.hpp"
#include "docexport/storage/transfer_options.hpp"

namespace docexport {

/// `file:///folder` or `s3://bucket/prefix`, as `--store` and DOCEXPORT_STORE take it and as the catalog remembers it.
struct StoreLocation {
  enum class Kind { folder, s3 };
  Kind kind = Kind::folder;
  std::filesystem::path folder{};  ///< absolute
  std::string bucket{};
  std::string prefix{};  ///< without slashes at either end
};

/// Throws Error (`configuration`) that names the text and says what is expected. Relative folders, credentials in the
/// URL, bucket names against S3's rules and unknown schemes are refused.
StoreLocation parse_store_location(std::string_view text);

/// The same location in the one spelling that the catalog keeps.
std::string to_string(const StoreLocation& location);

/// What else decides how a store is reached.
struct StoreOptions {
  std::string endpoint{};  ///< overrides the environment's; an export's own when it is opened again
  std::string profile{};   ///< of the AWS configuration files; empty: AWS_PROFILE, else "default"
  std::string region{};    ///< empty: as the AWS tools find it
  Environment environment{};
  Clock clock = system_now;
  ObjectOptions object{};
  TransferOptions transfer{};
};

/// Where the requests of this location would go, for the catalog's `endpoint`; empty for a folder.
std::string effective_endpoint(const StoreLocation& location, const StoreOptions& options);

/// Opens no connection and creates no folder yet. Throws Error: `access` when an S3 location has no credentials,
/// `configuration` for settings that make no sense.
std::unique_ptr<ObjectStore> open_store(const StoreLocation& location, const StoreOptions& options);

}  // namespace docexport
