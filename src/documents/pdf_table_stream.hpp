#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/pdf_line_joining.hpp"
#include "documents/pdf_page.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// Passes pages, blocks and tables on to the sink. A table that ends a page and one that begins the next are one if
/// their columns agree; what stands between them, running headers and footers, follows the table.
class PdfTableStream {
 public:
  PdfTableStream(const KnownWords& words, ReadingBudget& budget, ContentSink& sink)
      : words_(words), budget_(budget), sink_(sink) {}

  void page(const PageInfo& page);
  void block(const Block& block);
  void table(const PdfTable& table, const Position& position);
  void finish() { close(); }

 private:
  struct OpenTable {
    std::vector<double> columns{};
    std::vector<Row> header{};
    double size = 0;
    int element = 0;
    int page_no = 0;
  };

  [[nodiscard]] bool goes_on(const PdfTable& table, const Position& position) const;
  [[nodiscard]] bool repeats_header(const PdfTable& table) const;
  void push_rows(const PdfTable& table, std::size_t first);
  [[nodiscard]] Row joined_lines(const Row& row) const;
  void close();

  const KnownWords& words_;
  ReadingBudget& budget_;
  ContentSink& sink_;
  std::optional<OpenTable> open_{};
  std::vector<std::variant<PageInfo, Block>> held_{};  ///< until the table ends
};

}  // namespace docexport
