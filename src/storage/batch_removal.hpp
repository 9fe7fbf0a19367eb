#pragma once

#include <span>
#include <string>
#include <vector>

#include "storage/s3_bucket.hpp"

namespace docexport {

/// As ObjectStore::remove has it.
void remove_object(S3Bucket& bucket, const std::string& key);

/// As ObjectStore::remove_many has it: thousands by one DeleteObjects, and one by one, side by side, what that does not
/// remove or a server that does not have it.
std::vector<RemoveFailure> remove_objects(S3Bucket& bucket, std::span<const std::string> keys);

}  // namespace docexport
