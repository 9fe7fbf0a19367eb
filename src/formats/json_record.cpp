#include "formats/json_record.hpp"

#include <algorithm>

#include "formats/json_string.hpp"
#include "formats/json_value.hpp"

namespace docexport {

void JsonRecord::set_columns(const std::vector<std::string>& columns) {
  keys_.clear();
  for (const std::string& column : columns) {
    ByteBuffer key;
    key.append(',');
    append_json_string(key, column);
    key.append(':');
    keys_.emplace_back(key.view());
  }
}

void JsonRecord::append(ByteBuffer& buffer, const Row& row) const {
  buffer.append('{');
  std::size_t skipped_comma = 1;
  const std::size_t count = std::min(row.size(), keys_.size());
  for (std::size_t column = 0; column < count; ++column) {
    if (row[column].type == CellType::absent) {
      continue;
    }
    buffer.append(std::string_view(keys_[column]).substr(skipped_comma));
    skipped_comma = 0;
    append_json_cell(buffer, row[column]);
  }
  buffer.append('}');
}

}  // namespace docexport
