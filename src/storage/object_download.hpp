#pragma once

#include <functional>
#include <string_view>

#include "storage/s3_bucket.hpp"

namespace docexport {

/// As ObjectStore::get has it: one request, which goes on behind the bytes that arrived when its connection is cut.
void download_object(S3Bucket& bucket, const FailedRequest& context, const GetRequest& request,
                     const std::function<void(std::string_view)>& take);

/// As ObjectStore::fetch has it: ranges side by side, of an object that stays the same.
void download_ranges(S3Bucket& bucket, const FailedRequest& context, const FetchRequest& request);

}  // namespace docexport
