#pragma once

#include <optional>
#include <string>

#include "docexport/model/attempt.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

class Connection;

/// ExportLife::begin_attempt inside the caller's transaction.
std::optional<Export> start_attempt(Connection& connection, const std::string& id, const Attempt& attempt);

}  // namespace docexport
