#include "docexport/documents/field_finder.hpp"

#include <string_view>

#include "docexport/base/text.hpp"
#include "fuzz/fuzzed_document.hpp"

namespace docexport::test {
namespace {

class FieldCheckingSink : public CheckingSink {
 public:
  void field(const Field& field) override {
    require(!field.name.empty() && !field.value.empty() && is_field_type(field.type));
    require(is_valid_utf8(field.name) && is_valid_utf8(field.value));
    require(field.confidence && *field.confidence >= 50 && *field.confidence <= 100);
    require(++count_ <= 1000);
  }

 private:
  int count_ = 0;
};

/// A line that begins with a bar is a row of a table, any other a block.
void push_line(ContentSink& sink, const std::string& line) {
  if (!line.starts_with('|')) {
    return sink.block({.label = BlockLabel::text, .text = line});
  }
  Row row;
  for (std::string_view rest = line; !rest.empty();) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('|'), rest.size());
    row.push_back({.text = std::string(rest.substr(0, end))});
    rest.remove_prefix(end);
  }
  sink.begin_table({});
  sink.table_row(row);
  sink.end_table();
}

}  // namespace
}  // namespace docexport::test

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace docexport;
  const std::string text = to_valid_utf8({reinterpret_cast<const char*>(data), size});
  test::FieldCheckingSink sink;
  FieldFinder finder(sink);
  finder.begin({});
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\f'), rest.size());
    test::push_line(finder, std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  finder.finish();
  return 0;
}
