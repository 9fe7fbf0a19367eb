#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/xml_shape.hpp"

namespace docexport {

/// Pushes a document that has no records as blocks, while it is parsed once more. An element that holds elements is a
/// section called after it, once something in it has text. In data, values are paragraphs `name: value`; in a text (one
/// with text between elements) each element that has text is a paragraph, its titles are headers, and attributes are
/// left out.
class XmlTextBlocks : public XmlHandler {
 public:
  XmlTextBlocks(const XmlShape& root, std::string document_name, ContentSink& sink);

  void begin_element(std::string_view name, const XmlAttributes& attributes) override;
  void end_element(std::string_view name) override;
  void text(std::string_view piece) override;

  /// Says what was left out.
  void finish();

 private:
  struct Frame {
    const XmlShape* shape = nullptr;
    bool has_header = false;  // its section header was pushed, or it has none
  };

  void add_attributes(const XmlAttributes& attributes, std::string_view name);
  void push_headers();
  void push_paragraph(const XmlShape& shape);
  void take_bytes(std::size_t count);

  std::string document_name_;
  ContentSink* sink_;
  const XmlShape* root_;
  bool is_text_;
  std::vector<Frame> open_{};
  std::size_t paragraph_depth_ = 0;  // how many elements are open in the paragraph, itself among them
  std::string paragraph_{};
  std::uint64_t lost_attributes_ = 0;
};

}  // namespace docexport
