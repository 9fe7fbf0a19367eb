#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/xml_records.hpp"

namespace docexport {

/// An element with all that is in it.
struct XmlValue {
  std::string name{};
  std::vector<std::pair<std::string, std::string>> attributes{};
  std::string text{};
  std::vector<XmlValue> children{};
  bool is_nil = false;  ///< it says that it has no value
};

/// Appends compact JSON: a string for a text alone; else an object of `@attribute`, child and `#text` members, children
/// of one name in an array.
void append_xml_json(std::string& out, const XmlValue& value);

/// Pushes the records of a document as it is parsed once more; holds one at a time.
class XmlRecordRows : public XmlHandler {
 public:
  XmlRecordRows(const XmlRecords& records, std::string document_name, ContentSink& sink);

  void begin_element(std::string_view name, const XmlAttributes& attributes) override;
  void end_element(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  void take_bytes(std::size_t count);
  void push_record();
  Cell& cell_of(XmlPartKind kind, const std::string& name);

  const XmlRecords* records_;
  std::string document_name_;
  ContentSink* sink_;
  std::map<std::pair<XmlPartKind, std::string>, std::size_t> columns_{};
  std::vector<XmlValue> open_{};  // the record and what is open in it
  std::size_t depth_ = 0;
  std::size_t matched_ = 0;  // of the path to the records
  std::size_t record_bytes_ = 0;
  Row row_{};
};

}  // namespace docexport
