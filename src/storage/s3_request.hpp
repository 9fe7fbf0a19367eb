#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "docexport/http/http_client.hpp"
#include "storage/sigv4.hpp"

namespace docexport {

/// A request to a bucket or to an object in it. Nothing is encoded yet.
struct S3Request {
  std::string method = "GET";
  std::string key{};  ///< whole; empty for the bucket itself
  NameValues query{};
  NameValues headers{};
  std::string body{};
  FileBody file{};
  std::string payload_hash{};  ///< of `file`: SHA-256 in hexadecimal, or UNSIGNED-PAYLOAD; that of `body` is computed
  /// The answer's body is an XML document (Complete, DeleteObjects, a list): one that is cut short, or is something
  /// else, is asked for again. An <Error> under a 2xx status counts as that error in any answer that is not received
  /// piece by piece; its status is 500 then.
  bool may_fail_in_body = false;
  /// A 2xx answer without an ETag is none of S3's (PUT, UploadPart, GET, HEAD of an object) and is asked for again. A
  /// receiver sees no byte of it.
  bool needs_etag = false;
  /// The server may be silent for minutes while it works (Complete): only a total deadline ends it. A
  /// ConditionalRequestConflict is returned at once, because the parts have to be sent anew.
  bool may_take_long = false;
  std::stop_token stop{};  ///< asks to end it, and not to send it again: Error (`interrupted`)
  /// Called before the request is sent again, to change it: a download goes on behind the bytes that its receiver has.
  /// Without it a request whose receiver got bytes is not sent again. What it throws ends the request.
  std::function<void(S3Request& request)> before_resend{};
};

}  // namespace docexport
