#pragma once

#include <doctest/doctest.h>

#include "docexport/http/http_client.hpp"
#include "docexport/storage/store_location.hpp"
#include "storage/credential_chain.hpp"
#include "storage/s3_client.hpp"

namespace docexport::test {

/// Makes the location's bucket, with the credentials and at the endpoint of the options.
inline void create_bucket(const StoreLocation& location, const StoreOptions& options) {
  S3Client client(location.bucket, read_s3_settings(location.bucket, options),
                  make_credentials_provider(options, "a test"), options.clock, options.transfer);
  const HttpResponse response = client.send({.method = "PUT"});
  REQUIRE_MESSAGE(response.status == 200, response.body);
}

}  // namespace docexport::test
