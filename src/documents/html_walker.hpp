#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/html_blocks.hpp"
#include "documents/html_table.hpp"
#include "documents/html_tree.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// What was left out of the pages of a document, for its warnings.
struct HtmlLosses {
  std::uint64_t embedded = 0;      ///< frames, films, sounds, drawings
  std::uint64_t cell_targets = 0;  ///< links and images of table cells, which have no place for them
};

/// Says what was left out, if anything.
void warn_about_losses(const HtmlLosses& losses, ContentSink& sink);

/// What pages are read with.
struct HtmlReading {
  std::string name{};  ///< of the document, for messages
  PageFurniture furniture = PageFurniture::set_apart;
  ReadingBudget* budget = nullptr;
  ContentSink* sink = nullptr;
};

/// Pushes the content of a page: blocks and tables.
void read_html_page(const HtmlTree& tree, const HtmlSurvey& survey, const HtmlReading& reading, HtmlLosses& losses);

/// The same for the part of a tree.
class HtmlWalker {
 public:
  HtmlWalker(const HtmlTree& tree, const HtmlSurvey& survey, const HtmlReading& reading, HtmlLosses& losses);
  void walk(const GumboNode& top);

 private:
  friend struct HtmlRules;
  using Leave = void (*)(HtmlWalker& walker, const GumboNode& ended);

  Visit enter(const GumboNode& node);
  void leave(const GumboNode& node);
  Visit enter_by_tag(const GumboNode& node);
  void add_text(std::string_view text);
  [[nodiscard]] HtmlStyle style() const;
  /// Whether text goes into a cell or a caption of a table, where blocks are lines.
  [[nodiscard]] bool is_flat() const noexcept { return flat_depth_ > 0; }
  HtmlInlines& inlines() noexcept { return is_flat() ? cell_ : blocks_.inlines(); }
  Visit inside(Leave at_end);
  void end_paragraph();

  Visit enter_block(const GumboNode& node);
  Visit enter_heading(const GumboNode& node, int level);
  Visit enter_furniture(HtmlFurniture furniture);
  Visit enter_list(const GumboNode& node);
  Visit enter_item(const GumboNode& node);
  Visit enter_quote(const GumboNode& node);
  Visit enter_code_block(const GumboNode& node);
  Visit enter_figure_caption(const GumboNode& node);
  Visit enter_table(const GumboNode& node);
  Visit enter_row(const GumboNode& node);
  Visit enter_cell(const GumboNode& node);
  Visit enter_table_caption(const GumboNode& node);
  Visit enter_link(const GumboNode& node);
  Visit enter_bold(const GumboNode& node);
  Visit enter_italic(const GumboNode& node);
  Visit enter_code(const GumboNode& node);
  Visit enter_struck(const GumboNode& node);
  Visit enter_quotation(const GumboNode& node);
  Visit enter_embedded(const GumboNode& node);
  Visit enter_object(const GumboNode& node);
  Visit enter_script(const GumboNode& node);
  Visit enter_math(const GumboNode& node);
  Visit enter_drawing(const GumboNode& node);
  Visit enter_image(const GumboNode& node);
  Visit enter_input(const GumboNode& node);
  Visit enter_rule(const GumboNode& node);
  Visit enter_break(const GumboNode& node);
  Visit skip(const GumboNode& node);

  void add_formula(const std::string& formula, bool is_display);
  void add_image(std::string_view alternative, std::string_view source);

  HtmlReading reading_;
  HtmlLosses* losses_;
  const HtmlSurvey* survey_;
  HtmlBlocks blocks_;
  HtmlInlines cell_{};
  std::optional<HtmlTable> table_{};
  std::vector<Leave> leaves_{};
  std::vector<std::size_t> open_links_{};
  int flat_depth_ = 0;
  int bold_ = 0;
  int italic_ = 0;
  int code_ = 0;
  int struck_ = 0;
  int preformatted_ = 0;
  std::string code_language_{};
};

}  // namespace docexport
