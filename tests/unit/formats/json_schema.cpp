#include "json_schema.hpp"

#include <fstream>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

namespace docexport::test {

std::string schema_problems(const nlohmann::json& document) {
  return schema_problems(document, DOCEXPORT_SCHEMA_FILE);
}

std::string schema_problems(const nlohmann::json& document, const std::string& schema_file) {
  std::ifstream file(schema_file);
  const nlohmann::json definition = nlohmann::json::parse(file);
  valijson::Schema schema;
  valijson::SchemaParser(valijson::SchemaParser::kDraft7)
      .populateSchema(valijson::adapters::NlohmannJsonAdapter(definition), schema);
  valijson::ValidationResults results;
  if (valijson::Validator().validate(schema, valijson::adapters::NlohmannJsonAdapter(document), &results)) {
    return "";
  }
  std::string problems;
  for (const valijson::ValidationResults::Error& error : results) {
    for (const std::string& place : error.context) {
      problems += place;
    }
    problems += ": " + error.description + '\n';
  }
  return problems;
}

}  // namespace docexport::test
