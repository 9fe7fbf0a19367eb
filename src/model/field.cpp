#include "docexport/model/field.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 9> field_types = {"text",  "number", "date", "currency", "address",
                                                         "email", "phone",  "list", "table"};

/// Writing JSON again takes stack for each level.
constexpr int deepest_value = 100;

class FieldReader {
 public:
  FieldReader(const std::string& source_name, std::size_t number) : source_name_(source_name), number_(number) {}

  [[nodiscard]] Field read(const json& object) const {
    if (!object.is_object()) {
      throw problem("is not an object");
    }
    Field field;
    for (const auto& [key, value] : object.items()) {
      read_member(key, value, field);
    }
    if (trim(field.name).empty()) {
      throw problem("has no \"name\"");
    }
    if (!object.contains("value")) {
      throw problem(fmt::format("(\"{}\") has no \"value\"", field.name));
    }
    return field;
  }

 private:
  [[nodiscard]] Error problem(const std::string& what) const {
    return {ErrorKind::input, fmt::format("{}: field {} {}; expected [{{\"name\", \"value\", \"type\", \"confidence\", "
                                          "\"page\"}}, …]",
                                          source_name_, number_, what)};
  }

  void read_member(const std::string& key, const json& value, Field& field) const {
    if (key == "name" && value.is_string()) {
      field.name = value.get<std::string>();
    } else if (key == "value") {
      if (value.is_string()) {
        field.value = value.get<std::string>();
      } else if (!value.is_null()) {
        field.value = value.dump();
      }
    } else if (key == "type" && value.is_string() && is_field_type(value.get<std::string>())) {
      field.type = value.get<std::string>();
    } else if (key == "confidence" && (value.is_null() || is_percentage(value))) {
      field.confidence = value.is_null() ? std::nullopt : std::optional(value.get<double>());
    } else if (key == "page" && (value.is_null() || is_page(value))) {
      field.page = value.is_null() ? std::nullopt : std::optional(value.get<int>());
    } else if (key == "name" || key == "type" || key == "confidence" || key == "page") {
      throw problem(fmt::format("has a \"{}\" that is not allowed: {}", key, value.dump().substr(0, 60)));
    }
    // Other members (a position, a source) are what other tools add: they do no harm and are not ours to keep.
  }

  static bool is_percentage(const json& value) {
    return value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 100;
  }
  static bool is_page(const json& value) {
    return value.is_number_integer() && value.get<std::int64_t>() >= 1 && value.get<std::int64_t>() <= 10'000'000;
  }

  const std::string& source_name_;
  std::size_t number_;
};

}  // namespace

std::string_view to_string(FieldOrigin origin) {
  switch (origin) {
    case FieldOrigin::given:
      return "given";
    case FieldOrigin::form:
      return "form";
    case FieldOrigin::found:
      return "found";
  }
  return "given";
}

bool is_field_type(std::string_view type) {
  return std::find(field_types.begin(), field_types.end(), type) != field_types.end();
}

std::vector<Field> parse_fields(std::string_view text, const std::string& source_name) {
  json array;
  try {
    array = json::parse(text, [&](int depth, json::parse_event_t, const json&) {
      if (depth > deepest_value) {
        throw Error(ErrorKind::input,
                    fmt::format("{}: values are nested more than {} deep: flatten them", source_name, deepest_value));
      }
      return true;
    });
  } catch (const json::exception&) {
    throw Error(ErrorKind::input, source_name + " is not valid JSON: expected an array of fields");
  }
  if (!array.is_array()) {
    throw Error(ErrorKind::input, source_name + " is not an array of fields: [{\"name\", \"value\", …}, …]");
  }
  std::vector<Field> fields;
  for (const json& object : array) {
    fields.push_back(FieldReader(source_name, fields.size() + 1).read(object));
  }
  return fields;
}

std::string write_fields(const std::vector<Field>& fields) {
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  for (const Field& field : fields) {
    nlohmann::ordered_json object = {{"name", field.name}, {"value", field.value}, {"type", field.type}};
    if (field.confidence) {
      object["confidence"] = *field.confidence;
    }
    if (field.page) {
      object["page"] = *field.page;
    }
    array.push_back(std::move(object));
  }
  return array.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace docexport
