#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// Where a field comes from: from the user (`--fields`), from a form in the document, or found in its text.
enum class FieldOrigin { given, form, found };

std::string_view to_string(FieldOrigin origin);

/// A named value of a document. Types: text number date currency address email phone list table (issue 2, `--fields`).
struct Field {
  std::string name{};
  std::string value{};  ///< text; a list or table (or any JSON value that is not a string) as compact JSON
  std::string type = "text";
  std::optional<double> confidence{};  ///< 0 to 100
  std::optional<int> page{};
  FieldOrigin origin = FieldOrigin::given;
  std::optional<BoundingBox> box{};  ///< on `page`
};

bool is_field_type(std::string_view type);

/// Reads `[{"name","value","type","confidence","page"}]`; only `name` and `value` are required. A value that is not a
/// string is kept as its JSON text. Throws Error (`input`) that names the source, the position and the cause.
std::vector<Field> parse_fields(std::string_view text, const std::string& source_name);

/// The same array again, compact, for the catalog and the helper.
std::string write_fields(const std::vector<Field>& fields);

}  // namespace docexport
