#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/odf_styles.hpp"
#include "documents/opc_warnings.hpp"
#include "documents/reading_budget.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// Where blocks and tables go: into the document, a cell, a footnote. Tables come as ContentSink has them.
class OdfTarget {
 public:
  virtual ~OdfTarget() = default;
  virtual void block(const Block& block) = 0;
  virtual void begin_table(const TableStart& start) = 0;
  virtual void table_row(const Row& row) = 0;
  virtual void end_table() = 0;
};

/// How far the lists of a document have counted, by style, for each level; other lists may go on from there.
using OdfListCounts = std::unordered_map<std::string, std::vector<int>>;

/// A comment that is not pushed yet.
struct OdfComment {
  pugi::xml_node node{};
  std::string words{};  ///< what it is on, as far as that is in one paragraph
};

/// What the parts of the reader share while a document is read.
struct OdfState {
  ZipArchive& archive;
  ReadingBudget& budget;
  const OdfStyles* styles = nullptr;  ///< of the part that is being read
  OdfListCounts list_counts{};
  std::vector<pugi::xml_node> notes{};  ///< foot- and endnotes that the text referred to and that are not pushed yet
  std::vector<OdfComment> comments{};
  OpcWarnings warnings{};
};

/// Takes blocks as lines of text. Pictures are kept apart.
class OdfTextTarget : public OdfTarget {
 public:
  void block(const Block& block) override;
  void begin_table(const TableStart& /*start*/) override {}
  void table_row(const Row& row) override;
  void end_table() override {}

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::vector<Block>& pictures() const { return pictures_; }
  void clear();

 private:
  void add_line(std::string_view line);

  std::string text_{};
  std::vector<Block> pictures_{};
};

}  // namespace docexport
