#include "markdown_reading.hpp"

#include <md4c.h>

#include <stdexcept>

namespace docexport::test {

namespace {

std::string attribute(const MD_ATTRIBUTE& value) {
  std::string text;
  for (std::size_t index = 0; value.size > 0 && value.substr_offsets[index] < value.size; ++index) {
    const std::string part(value.text + value.substr_offsets[index],
                           value.substr_offsets[index + 1] - value.substr_offsets[index]);
    text += part == "&amp;" ? "&" : part;
  }
  return text;
}

class Reading {
 public:
  void enter(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        ++quotes_;
        break;
      case MD_BLOCK_UL:
        lists_.push_back({});
        break;
      case MD_BLOCK_OL: {
        const auto& list = *static_cast<MD_BLOCK_OL_DETAIL*>(detail);
        lists_.push_back({.next = list.start, .delimiter = list.mark_delimiter});
        break;
      }
      case MD_BLOCK_LI:
        flush();
        open_item(*static_cast<MD_BLOCK_LI_DETAIL*>(detail));
        break;
      case MD_BLOCK_H:
        prefix_ = "h" + std::to_string(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level) + " ";
        break;
      case MD_BLOCK_CODE:
        prefix_ = "code " + attribute(static_cast<MD_BLOCK_CODE_DETAIL*>(detail)->lang) + "|";
        break;
      case MD_BLOCK_P:
        if (prefix_.empty()) {
          prefix_ = quotes_ > 0 ? "quote" + std::to_string(quotes_) + " " : "p ";
        }
        break;
      case MD_BLOCK_HTML:
        prefix_ = "html ";
        break;
      case MD_BLOCK_HR:
        blocks_.emplace_back("hr");
        break;
      case MD_BLOCK_TR:
        prefix_ = "row ";
        cells_ = 0;
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        text_ += cells_++ > 0 ? "|" : "";
        break;
      case MD_BLOCK_DOC:
      case MD_BLOCK_TABLE:
      case MD_BLOCK_THEAD:
      case MD_BLOCK_TBODY:
        break;
    }
  }

  void leave(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        --quotes_;
        break;
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        lists_.pop_back();
        break;
      case MD_BLOCK_LI:
      case MD_BLOCK_H:
      case MD_BLOCK_CODE:
      case MD_BLOCK_P:
      case MD_BLOCK_HTML:
      case MD_BLOCK_TR:
        flush();
        break;
      default:
        break;
    }
  }

  void change_span(MD_SPANTYPE type, void* detail, bool enters) {
    const std::string slash = enters ? "<" : "</";
    switch (type) {
      case MD_SPAN_STRONG:
        text_ += slash + "b>";
        break;
      case MD_SPAN_EM:
        text_ += slash + "i>";
        break;
      case MD_SPAN_DEL:
        text_ += slash + "s>";
        break;
      case MD_SPAN_CODE:
        text_ += slash + "c>";
        break;
      case MD_SPAN_A:
        text_ += enters ? "<a " + attribute(static_cast<MD_SPAN_A_DETAIL*>(detail)->href) + ">" : "</a>";
        break;
      case MD_SPAN_IMG:
        text_ += enters ? "<img " + attribute(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src) + ">" : "</img>";
        break;
      default:
        text_ += slash + "?>";
        break;
    }
  }

  void add_text(MD_TEXTTYPE type, std::string_view text) {
    if (type == MD_TEXT_BR) {
      text_ += '\n';
    } else if (type == MD_TEXT_SOFTBR) {
      text_ += "{soft}";
    } else if (type == MD_TEXT_ENTITY) {
      text_ += text == "&lt;" ? "<" : text == "&amp;" ? "&" : text;
    } else if (type == MD_TEXT_HTML && text == "<br>") {
      text_ += '\n';
    } else if (type == MD_TEXT_HTML) {
      text_ += "{html}";
    } else {
      text_ += text;
    }
  }

  [[nodiscard]] std::vector<std::string> take() { return std::move(blocks_); }

 private:
  struct List {
    unsigned next = 0;
    char delimiter = '\0';
  };

  void open_item(const MD_BLOCK_LI_DETAIL& detail) {
    List& list = lists_.back();
    prefix_ = "li" + std::to_string(lists_.size() - 1) + " ";
    prefix_ += list.delimiter != '\0' ? std::to_string(list.next++) + list.delimiter : "-";
    prefix_ += detail.is_task == 0 ? " " : detail.task_mark == ' ' ? " [ ] " : " [x] ";
  }

  void flush() {
    if (!prefix_.empty()) {
      blocks_.push_back(prefix_ + text_);
    }
    prefix_.clear();
    text_.clear();
  }

  std::vector<std::string> blocks_;
  std::vector<List> lists_;
  std::string prefix_;
  std::string text_;
  int quotes_ = 0;
  int cells_ = 0;
};

Reading& reading_of(void* user_data) {
  return *static_cast<Reading*>(user_data);
}

}  // namespace

std::vector<std::string> parse_markdown(std::string_view markdown) {
  Reading reading;
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    reading_of(user).enter(type, detail);
    return 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* /*detail*/, void* user) {
    reading_of(user).leave(type);
    return 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void* detail, void* user) {
    reading_of(user).change_span(type, detail, true);
    return 0;
  };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* user) {
    reading_of(user).change_span(type, detail, false);
    return 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* user) {
    reading_of(user).add_text(type, {text, size});
    return 0;
  };
  if (md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &reading) != 0) {
    throw std::runtime_error("md4c could not parse the text");
  }
  return reading.take();
}

}  // namespace docexport::test
