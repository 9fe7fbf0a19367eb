#pragma once

#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Records as JSON objects with the columns as keys, in the columns' order. This is what large exports spend their time
/// on: keys are escaped once.
class JsonRecord {
 public:
  void set_columns(const std::vector<std::string>& columns);

  /// Appends `{"column":value,…}`; what the record does not have is left out.
  void append(ByteBuffer& buffer, const Row& row) const;

 private:
  std::vector<std::string> keys_;  ///< `,"column":`
};

}  // namespace docexport
