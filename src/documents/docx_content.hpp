#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/documents/readers.hpp"
#include "docexport/model/content_sink.hpp"
#include "documents/docx_numbering.hpp"
#include "documents/docx_styles.hpp"
#include "documents/opc_package.hpp"
#include "documents/opc_warnings.hpp"

namespace docexport {

/// A field (TOC, HYPERLINK, PAGE …) that has begun and not ended; it may go over paragraphs.
struct DocxField {
  std::string instruction{};
  bool is_in_result = false;
  std::string link{};           ///< of HYPERLINK, known once the result begins
  std::optional<Field> form{};  ///< of a form field; its value is put together from the result
};

enum class NoteKind { footnote, endnote };

/// A footnote or endnote that the text refers to.
struct NoteReference {
  NoteKind kind = NoteKind::footnote;
  std::string id{};
  std::string label{};  ///< as it stands in the text: "1", "ii"
};

/// The notes that were referred to, in the order of their first references.
struct NoteReferences {
  std::vector<NoteReference> all{};
  std::map<std::pair<NoteKind, std::string>, std::size_t> places{};
  int footnotes = 0;
  int endnotes = 0;
};

/// A comment that the text refers to.
struct CommentReference {
  std::string id{};
  std::string words{};  ///< what it is on, as far as that is in one paragraph
};

/// What the parts of the reader share while a document is read.
struct DocxState {
  OpcPackage& package;
  ContentSink& sink;
  DocxStyles styles{};
  DocxNumbering numbering{};
  Relationships relationships{};  ///< of the part that is being read
  std::string part{};
  std::vector<DocxField> fields{};
  std::size_t fields_too_deep = 0;  ///< begun inside of as many as are looked at
  NoteReferences notes{};
  std::vector<CommentReference> comments{};
  OpcWarnings warnings{};
};

/// A chart or diagram, or a picture, in a paragraph.
struct DocxObject {
  enum class Kind { picture, chart, diagram };
  Kind kind = Kind::picture;
  std::string text{};    ///< its alternative text
  std::string target{};  ///< a picture's URL if it is outside of the document; else the part
};

/// Where blocks and tables go: into the document, a cell, a footnote.
class DocxTarget {
 public:
  virtual ~DocxTarget() = default;
  virtual void block(const Block& block) = 0;
  virtual void table(const TableStart& start, const std::vector<Row>& rows) = 0;
};

}  // namespace docexport
