#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/html_inlines.hpp"
#include "documents/html_survey.hpp"

namespace docexport {

/// A list as it begins.
struct HtmlList {
  bool ordered = false;
  char numerals = '1';  ///< '1', 'a', 'A', 'i' or 'I'
  std::int64_t next_number = 1;
  std::int64_t step = 1;
};

enum class HtmlItem { entry, term, definition };

/// Whether navigation, and what stands before the first heading and is nothing but links and images, is set apart.
enum class PageFurniture { keep, set_apart };

/// Makes blocks of a page's text as its elements begin and end, and passes them on.
class HtmlBlocks {
 public:
  /// `name` is for messages; `text_bytes`, the size of the page, bounds what link targets may add to it.
  HtmlBlocks(const HtmlSurvey& survey, PageFurniture furniture, std::size_t text_bytes, std::string name,
             ContentSink& sink);

  /// Where the text of what comes next goes.
  HtmlInlines& inlines() noexcept { return inlines_; }
  /// The targets that styles name.
  std::vector<std::string>& links() noexcept { return links_; }
  [[nodiscard]] bool is_in_heading() const noexcept { return heading_level_ > 0; }
  [[nodiscard]] bool is_in_item() const;

  /// Passes on what there is: something else begins.
  void flush();
  /// A paragraph begins or ends; in a list's item that is a line.
  void end_paragraph();

  void begin_heading(const GumboNode& node, int level);
  void end_heading();
  void begin_list(const HtmlList& list);
  void end_list();
  void begin_item(HtmlItem kind, std::optional<std::int64_t> number);
  void end_item();
  /// Of the item that began last, if nothing came in it yet.
  void check_item(bool checked);
  void begin_quote();
  void end_quote();
  void begin_caption();
  void end_caption();
  void begin_footnote();
  void end_footnote();
  void begin_furniture(HtmlFurniture furniture);
  void end_furniture();
  void add_code(std::string_view language);
  void add_formula(std::string_view formula);
  void add_rule();

 private:
  enum class FrameKind { list, item, quote };
  struct Frame {
    FrameKind kind = FrameKind::list;
    int level = 0;
    HtmlList list{};
    bool has_term = false;       // of a list: a term came in it
    bool is_definition = false;  // of an item
    bool is_begun = false;       // the item's own block was passed on
    Block block{};               // the item's own block, still without text
  };

  [[nodiscard]] int nested_level() const;
  [[nodiscard]] Block next_block();
  [[nodiscard]] bool is_set_apart() const;
  void push_pictures();
  void take_targets();

  const HtmlSurvey* survey_;
  PageFurniture page_furniture_;
  std::string name_;
  ContentSink* sink_;
  HtmlInlines inlines_{};
  std::vector<std::string> links_{};
  std::vector<Frame> frames_{};
  std::vector<HtmlFurniture> furniture_{};
  int quotes_ = 0;
  int captions_ = 0;
  int footnotes_ = 0;
  int heading_level_ = 0;
  bool heading_is_title_ = false;
  bool had_heading_ = false;
  std::size_t target_bytes_ = 0;
  std::size_t max_target_bytes_ = 0;
};

}  // namespace docexport
