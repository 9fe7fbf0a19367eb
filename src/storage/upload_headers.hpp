#pragma once

#include <string>

#include "docexport/http/http_client.hpp"
#include "docexport/storage/object_store.hpp"
#include "docexport/storage/transfer_options.hpp"
#include "storage/sigv4.hpp"

namespace docexport {

/// What an object is given when it is made: its SHA-256, its type and name, and what the options ask for.
NameValues upload_headers(const PutRequest& request, const ObjectOptions& options);

/// The command-line options that gave the object its properties, for a server that refuses one: "--storage-class X".
/// Narrowed down to what the refusal names; empty where no option was given.
std::string blamed_options(const ObjectOptions& options, const HttpResponse& refusal);

}  // namespace docexport
