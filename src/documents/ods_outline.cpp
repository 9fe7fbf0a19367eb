#include "documents/ods_outline.hpp"

#include <set>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/expat_parser.hpp"

namespace docexport {
namespace {

class OutlineHandler : public XmlHandler {
 public:
  explicit OutlineHandler(std::vector<OdsSheet>& sheets) : sheets_(&sheets) {}

  void begin_element(std::string_view name, const XmlAttributes& attributes) override {
    ++depth_;
    if (name == "style:style") {
      style_ = attributes.get("style:name");
      master_pages_[style_] = attributes.get("style:master-page-name");
    } else if (name == "style:table-properties" && attributes.get("table:display") == "false") {
      hidden_styles_.insert(style_);
    } else if (name == "table:table" && depth_ == ods_sheet_depth) {
      const std::string style(attributes.get("table:style-name"));
      sheets_->push_back({.name = std::string(attributes.get("table:name")),
                          .hidden = hidden_styles_.contains(style),
                          .master_page = master_pages_[style]});
    }
  }
  void end_element(std::string_view /*name*/) override { --depth_; }
  void text(std::string_view /*piece*/) override {}

 private:
  std::vector<OdsSheet>* sheets_;
  int depth_ = 0;
  std::string style_{};
  std::set<std::string> hidden_styles_{};
  std::unordered_map<std::string, std::string> master_pages_{};  // of styles
};

}  // namespace

std::vector<OdsSheet> read_ods_outline(ZipArchive& archive, const ReadingBudget& budget) {
  std::vector<OdsSheet> sheets;
  OutlineHandler handler(sheets);
  ExpatParser parser(fmt::format("{}: content.xml", archive.document_name()), budget, handler);
  try {
    archive.stream("content.xml", [&parser](std::string_view piece) { parser.feed(piece); });
    parser.finish();
  } catch (const Error& error) {
    // What is damaged further on is told when the sheets are read.
    if (error.kind() != ErrorKind::input || sheets.empty()) {
      throw;
    }
  }
  return sheets;
}

}  // namespace docexport
