#include "documents/xlsx_shared_strings.hpp"

#include <fmt/format.h>

#include "documents/expat_parser.hpp"
#include "documents/xlsx_text.hpp"

namespace docexport {
namespace {

class SharedStringsHandler : public XmlHandler {
 public:
  explicit SharedStringsHandler(XlsxSharedStrings& strings) : strings_(&strings) {}

  void begin_element(std::string_view name, const XmlAttributes& /*attributes*/) override {
    const std::string_view local = local_name(name);
    if (local == "si") {
      strings_->begin_string();
    } else if (local == "rPh") {
      in_phonetic_ = true;
    } else if (local == "t") {
      in_text_ = !in_phonetic_;
    }
  }

  void end_element(std::string_view name) override {
    const std::string_view local = local_name(name);
    if (local == "si") {
      strings_->end_string();
    } else if (local == "rPh") {
      in_phonetic_ = false;
    } else if (local == "t") {
      in_text_ = false;
    }
  }

  void text(std::string_view piece) override {
    if (in_text_) {
      strings_->append(piece);
    }
  }

 private:
  XlsxSharedStrings* strings_;
  bool in_phonetic_ = false;
  bool in_text_ = false;
};

}  // namespace

void XlsxSharedStrings::append(std::string_view piece) {
  if (!ends_.empty()) {
    text_.append(piece);
  }
}

void XlsxSharedStrings::end_string() {
  const std::uint64_t begin = ends_.size() < 2 ? 0 : ends_[ends_.size() - 2];
  if (std::string_view(text_).substr(begin).find("_x") != std::string_view::npos) {
    std::string string = text_.substr(begin);
    decode_xlsx_escapes(string);
    text_.resize(begin);
    text_ += string;
  }
  ends_.back() = text_.size();
}

std::string_view XlsxSharedStrings::get(std::uint64_t index) const {
  if (index >= ends_.size()) {
    return {};
  }
  const std::uint64_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(text_).substr(begin, ends_[index] - begin);
}

XlsxSharedStrings read_xlsx_shared_strings(OpcPackage& package, const std::string& part) {
  XlsxSharedStrings strings;
  if (part.empty() || !package.archive().contains(part)) {
    return strings;
  }
  SharedStringsHandler handler(strings);
  ExpatParser parser(fmt::format("{}: the part {}", package.archive().document_name(), part), package.budget(),
                     handler);
  package.archive().stream(part, [&parser](std::string_view piece) { parser.feed(piece); });
  parser.finish();
  return strings;
}

}  // namespace docexport
