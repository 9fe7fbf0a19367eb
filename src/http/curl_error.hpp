#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

#include "docexport/base/error.hpp"

namespace docexport {

/// What a failed transfer means to a caller. `host` is the server's host and port, `detail` what libcurl wrote into its
/// error buffer; only details that cannot hold a part of the request are repeated.
Error transfer_error(CURLcode code, const std::string& host, std::string_view detail);

}  // namespace docexport
