#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/field_collection.hpp"

namespace docexport {

/// Looks for fields in a table: a label with a sign and its value in the next cell, rows of a usual label and one
/// value, tables of two columns that are mostly such rows, and addresses and account numbers anywhere.
class TableFields {
 public:
  explicit TableFields(FoundFields& found) : found_(&found) {}

  void begin(const TableStart& table);
  void add_row(const Row& row);
  void end();

 private:
  struct Pair {
    std::string label{};
    std::string value{};
  };

  void add_unlabelled(const Row& row);
  bool add_signed_labels(const Row& row);
  void add_pair(const Row& row);

  FoundFields* found_;
  FieldPlace place_{};
  int header_rows_ = 0;
  int row_count_ = 0;
  bool is_of_pairs_ = true;
  std::size_t sure_pairs_ = 0;
  std::vector<Pair> other_pairs_{};
};

}  // namespace docexport
