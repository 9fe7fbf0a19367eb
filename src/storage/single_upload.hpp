#pragma once

#include <string>

#include "storage/s3_bucket.hpp"

namespace docexport {

/// Stores the file by one PUT, of at most 5 GiB, and returns the ETag. As ObjectStore::put has it.
std::string upload_in_one(S3Bucket& bucket, const FailedRequest& context, const PutRequest& request);

}  // namespace docexport
