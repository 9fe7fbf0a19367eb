#pragma once

#include <memory>

#include "docexport/storage/store_location.hpp"
#include "s3_bucket.hpp"
#include "support/loopback_s3.hpp"

namespace docexport::test {

/// A store in a new bucket of a loopback S3 of its own. Each request is sent once: what a fault leads to is seen at
/// once.
struct LoopbackFixture {
  LoopbackS3 server;
  StoreLocation location{.kind = StoreLocation::Kind::s3, .bucket = "bucket-one", .prefix = "some/prefix"};
  StoreOptions options{.environment = server.environment(), .transfer = {.max_attempts = 1}};
  std::unique_ptr<ObjectStore> store = open_store(location, options);

  LoopbackFixture() { create_bucket(location, options); }
};

}  // namespace docexport::test
