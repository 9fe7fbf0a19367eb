#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace docexport::test {

/// Checks a JSON export against docexport-1.schema.json; empty if it is valid, else what is wrong.
std::string schema_problems(const nlohmann::json& document);

/// The same against another schema.
std::string schema_problems(const nlohmann::json& document, const std::string& schema_file);

}  // namespace docexport::test
