#include "storage/ini_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// Spaces at the end go, those at the beginning say what the line belongs to.
std::string_view trim_end(std::string_view line) {
  return line.substr(0, line.find_last_not_of(" \t\r\f\v") + 1);
}

std::size_t indentation_of(std::string_view line) {
  return std::min(line.find_first_not_of(" \t"), line.size());
}

class IniParser {
 public:
  explicit IniParser(const std::string& file) : file_(file) {}

  std::vector<IniSection> parse(std::string_view text) {
    if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos) {
      throw Error(ErrorKind::configuration, fmt::format("{} is not a text in UTF-8. Correct the file.", file_));
    }
    text.remove_prefix(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      take_line(trim_end(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish_entry();
    return std::move(sections_);
  }

 private:
  [[nodiscard]] Error fault(std::string_view what) const {
    return {ErrorKind::configuration, fmt::format("{}:{}: {}", file_, line_, what)};
  }

  void take_line(std::string_view line) {
    const std::size_t indentation = indentation_of(line);
    const std::string_view content = line.substr(indentation);
    if (content.empty() || content.front() == '#' || content.front() == ';') {
      return;
    }
    if (entry_ != nullptr && indentation > indentation_) {
      continuation_.push_back({.text = Secret(std::string(content)), .line = line_});
      return;
    }
    finish_entry();
    indentation_ = indentation;
    if (content.front() == '[') {
      begin_section(content);
    } else {
      begin_entry(content);
    }
  }

  void begin_section(std::string_view content) {
    const std::size_t end = content.find(']');
    if (end == std::string_view::npos || end == 1) {
      throw fault("this section has no name that ends with ]. Write it as [profile NAME].");
    }
    const std::string name(content.substr(1, end - 1));
    if (!names_.insert(name).second) {
      throw fault("there is a section of this name already. Make one of the two.");
    }
    sections_.push_back({.name = name});
  }

  void begin_entry(std::string_view content) {
    const std::size_t delimiter = content.find_first_of("=:");
    if (delimiter == std::string_view::npos || delimiter == 0) {
      throw fault("this line is neither [a section] nor a name and its value. Write it as NAME = VALUE.");
    }
    if (sections_.empty()) {
      throw fault("this setting stands before the first section. Write [default] above it.");
    }
    const std::string name = to_lower_ascii(trim(content.substr(0, delimiter)));
    const auto [added, is_new] = sections_.back().entries.try_emplace(name);
    if (!is_new) {
      throw fault("this section has a setting of this name already. Leave one of the two.");
    }
    entry_ = &added->second;
    text_ = trim(content.substr(delimiter + 1));
    entry_line_ = line_;
  }

  /// All lines of the entry are known.
  void finish_entry() {
    if (entry_ == nullptr) {
      return;
    }
    if (text_.empty() && !continuation_.empty()) {
      read_nested();
    }
    entry_->value.text = Secret(join());
    entry_->value.line = entry_line_;
    entry_ = nullptr;
    continuation_.clear();
  }

  [[nodiscard]] std::string join() const {
    std::size_t size = text_.size();
    for (const IniValue& each : continuation_) {
      size += 1 + each.text.reveal().size();
    }
    std::string joined;
    joined.reserve(size);  // or growing would leave copies behind
    joined += text_;
    for (const IniValue& each : continuation_) {
      joined.append("\n").append(each.text.reveal());
    }
    return joined;
  }

  void read_nested() {
    for (const IniValue& each : continuation_) {
      const std::string_view content = each.text.reveal();
      const std::size_t equals = content.find('=');
      if (equals == std::string_view::npos || equals == 0) {
        line_ = each.line;
        throw fault("this deeper line is not a name and its value. Write it as NAME = VALUE.");
      }
      const std::string name = to_lower_ascii(trim(content.substr(0, equals)));
      IniValue& value = entry_->nested[name];  // of two the last one counts, as AWS's tools have it
      value.text = Secret(std::string(trim(content.substr(equals + 1))));
      value.line = each.line;
    }
  }

  const std::string& file_;
  std::size_t line_ = 0;
  std::size_t indentation_ = 0;
  std::vector<IniSection> sections_;
  std::set<std::string> names_;
  IniEntry* entry_ = nullptr;  ///< the one that deeper lines belong to
  std::string_view text_;      ///< what stands on the entry's own line
  std::size_t entry_line_ = 0;
  std::vector<IniValue> continuation_;
};

}  // namespace

std::vector<IniSection> parse_ini(std::string_view text, const std::string& file) {
  return IniParser(file).parse(text);
}

}  // namespace docexport
