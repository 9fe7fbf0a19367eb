#pragma once

#include <string>

#include "storage/s3_bucket.hpp"

namespace docexport {

/// As ObjectStore::list has it, by ListObjectsV2 or, where the server has only that, by ListObjects.
ListPage list_objects(S3Bucket& bucket, const std::string& prefix, const std::string& next, std::size_t limit);

}  // namespace docexport
