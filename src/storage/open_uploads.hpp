#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/multipart_answers.hpp"
#include "storage/s3_bucket.hpp"

namespace docexport {

/// One upload in parts; the key is relative to the store.
struct UploadName {
  std::string key{};
  std::string upload_id{};
};

/// The parts that the server has, by number; nullopt when there is no such upload (any more).
std::optional<std::map<int, ListedPart>> list_parts(S3Bucket& bucket, const FailedRequest& context,
                                                    const UploadName& upload);

/// Removes the upload's parts. Repeats where parts that were on their way arrive after it; succeeds where nothing is.
void abort_upload(S3Bucket& bucket, const FailedRequest& context, const UploadName& upload);

/// All uploads under keys that begin with the prefix, with keys relative to the store.
std::vector<OpenUpload> list_open_uploads(S3Bucket& bucket, const FailedRequest& context, const std::string& prefix);

/// Whether the answer says that there is no such upload.
bool is_upload_gone(const HttpResponse& response);

}  // namespace docexport
