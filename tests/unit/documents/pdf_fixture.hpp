#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "unit/documents/pdf_element_fixture.hpp"

namespace docexport::test {

/// Fonts of every page: Helvetica, its bold and oblique, Courier, and one whose glyphs have no meaning.
enum class PdfFace { regular = 1, bold, oblique, fixed_width, unmapped };

/// Writes small PDF files of US letter pages: text at places, information, outline, tags, as viewers' files have them.
class PdfWriter {
 public:
  static constexpr int page_height = 792;

  PdfWriter& page() {
    pages_.emplace_back();
    return *this;
  }

  /// Text whose baseline starts at `x` and `y` points from the page's top left corner. Bytes are in the standard
  /// encoding of the font: \xAE is the ligature fi, \xB7 a bullet.
  PdfWriter& text(int x, int y, std::string_view bytes, int size = 10, PdfFace face = PdfFace::regular) {
    return matrix_text(fmt::format("1 0 0 1 {} {}", x, page_height - y), bytes, size, face);
  }

  /// Text that runs upwards from there.
  PdfWriter& text_upwards(int x, int y, std::string_view bytes) {
    return matrix_text(fmt::format("0 1 -1 0 {} {}", x, page_height - y), bytes, 10, PdfFace::regular);
  }

  /// Lines of a paragraph, 12 points apart.
  PdfWriter& lines(int x, int y, const std::vector<std::string>& texts, PdfFace face = PdfFace::regular) {
    for (const std::string& line : texts) {
      text(x, y, line, 10, face);
      y += 12;
    }
    return *this;
  }

  /// An element of the structure tree inside another one, 0 for the tree itself: its number, from 1.
  int element(int parent, std::string_view type, std::string_view entries = "") {
    return elements_.add(parent, type, entries);
  }

  /// Text or operators of the last page that belong to an element.
  PdfWriter& tagged(int element, int x, int y, std::string_view bytes) {
    begin_tagged(element).text(x, y, bytes);
    return operators("EMC\n");
  }
  PdfWriter& tagged(int element, std::string_view bytes) {
    return begin_tagged(element).operators(bytes).operators("EMC\n");
  }

  /// Operators of the last page as they are.
  PdfWriter& operators(std::string_view bytes) {
    pages_.back() += bytes;
    return *this;
  }

  /// A line of a quarter of a point.
  PdfWriter& rule(int from_x, int from_y, int to_x, int to_y) {
    pages_.back() += fmt::format("0.25 w {} {} m {} {} l S\n", from_x, page_height - from_y, to_x, page_height - to_y);
    return *this;
  }

  /// An annotation of the last page with this box: what else its dictionary has.
  PdfWriter& annotation(int left, int top, int right, int bottom, std::string_view entries) {
    annotations_.push_back({.page = pages_.size(),
                            .dictionary = fmt::format("<< /Type /Annot /Rect [{} {} {} {}] {} >>", left,
                                                      page_height - bottom, right, page_height - top, entries)});
    return *this;
  }

  /// A field of the form.
  PdfWriter& field(std::string_view entries) {
    annotation(72, 700, 172, 712, fmt::format("/Subtype /Widget {}", entries));
    annotations_.back().is_field = true;
    return *this;
  }

  /// Further entries of the last page, and its fonts and other resources instead of the usual ones.
  PdfWriter& page_entries(std::string_view entries) {
    entries_[pages_.size()] = entries;
    return *this;
  }
  PdfWriter& resources(std::string_view entries) {
    resources_[pages_.size()] = entries;
    return *this;
  }

  /// Further entries of the document's catalog.
  PdfWriter& catalog(std::string_view entries) {
    catalog_ = entries;
    return *this;
  }

  PdfWriter& info(std::string_view entries) {
    info_ = entries;
    return *this;
  }

  PdfWriter& language(std::string_view code) {
    language_ = code;
    return *this;
  }

  /// An entry of the outline that leads to a page, from 1. A level deeper than the entry before is its child.
  PdfWriter& outline(int level, std::string_view title, int page_no) {
    outline_.push_back({level, std::string(title), page_no});
    return *this;
  }

  /// Says that the content is encrypted: with a password that is not empty, or with the one whose hash this is.
  PdfWriter& encrypted(std::string_view hash = std::string_view(), int permissions = -4) {
    encryption_ =
        fmt::format(" /Encrypt << /Filter /Standard /V 1 /R 2 /P {} /O <{}> /U <{}> >> /ID [<00> <00>]", permissions,
                    std::string(64, 'A'), hash.empty() ? std::string(64, 'A') : std::string(hash));
    return *this;
  }

  [[nodiscard]] std::string bytes() const {
    std::vector<std::string> objects(first_page + 2 * pages_.size());
    write_fonts(objects);
    write_pages(objects);
    write_outline(objects);
    for (const Annotation& annotation : annotations_) {
      objects.push_back(annotation.dictionary);
    }
    const std::size_t tree_root = objects.size();
    if (!elements_.empty()) {
      elements_.write(objects);
    }
    objects[1] = fmt::format("<< /Type /Catalog /Pages 2 0 R{}{}{}{} /AcroForm << /Fields [{}] >> >>", catalog_,
                             elements_.empty() ? "" : fmt::format(" /StructTreeRoot {} 0 R", tree_root),
                             outline_.empty() ? "" : fmt::format(" /Outlines {} 0 R", outline_root()),
                             language_.empty() ? "" : fmt::format(" /Lang ({})", language_),
                             references([](const Annotation& annotation) { return annotation.is_field; }));
    objects[3] = fmt::format("<< {} >>", info_);
    return serialize(objects);
  }

 private:
  struct Entry {
    int level;
    std::string title;
    int page_no;
  };

  struct Annotation {
    std::size_t page = 0;
    std::string dictionary{};
    bool is_field = false;
  };

  PdfWriter& begin_tagged(int element) {
    const int mark = elements_.add_mark(element, first_page + 2 * (pages_.size() - 1));
    return operators(fmt::format("/Any << /MCID {} >> BDC\n", mark));
  }

  template <typename Condition>
  [[nodiscard]] std::string references(Condition is_wanted) const {
    std::string result;
    for (std::size_t index = 0; index < annotations_.size(); ++index) {
      if (is_wanted(annotations_[index])) {
        result += fmt::format("{} 0 R ", outline_root() + outline_.size() + 1 + index);
      }
    }
    return result;
  }

  static constexpr const char* usual_resources = "/Font << /F1 4 0 R /F2 5 0 R /F3 6 0 R /F4 7 0 R /F5 8 0 R >>";
  static constexpr std::size_t first_font = 4;
  static constexpr std::size_t first_page = 10;

  PdfWriter& matrix_text(const std::string& matrix, std::string_view bytes, int size, PdfFace face) {
    std::string hexadecimal;
    for (const char byte : bytes) {
      hexadecimal += fmt::format("{}{:02X}", face == PdfFace::unmapped ? "00" : "", static_cast<unsigned char>(byte));
    }
    pages_.back() += fmt::format("BT /F{} {} Tf {} Tm <{}> Tj ET\n", static_cast<int>(face), size, matrix, hexadecimal);
    return *this;
  }

  static void write_fonts(std::vector<std::string>& objects) {
    int number = 0;
    for (const char* name : {"Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Courier"}) {
      objects[first_font + static_cast<std::size_t>(number++)] =
          fmt::format("<< /Type /Font /Subtype /Type1 /BaseFont /{} >>", name);
    }
    objects[8] = "<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [9 0 R] >>";
    objects[9] =
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        "/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 1 1] "
        "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>";
  }

  void write_pages(std::vector<std::string>& objects) const {
    std::string kids;
    for (std::size_t index = 0; index < pages_.size(); ++index) {
      const std::size_t number = first_page + 2 * index;
      kids += fmt::format("{} 0 R ", number);
      const auto entries = entries_.find(index + 1);
      const auto resources = resources_.find(index + 1);
      objects[number] = fmt::format(
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 {}] /Contents {} 0 R /StructParents 0 /Resources << {} >> "
          "/Annots [{}] {} >>",
          page_height, number + 1, resources == resources_.end() ? usual_resources : resources->second,
          references([index](const Annotation& annotation) { return annotation.page == index + 1; }),
          entries == entries_.end() ? "" : entries->second);
      objects[number + 1] = fmt::format("<< /Length {} >>\nstream\n{}\nendstream", pages_[index].size(), pages_[index]);
    }
    objects[2] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages_.size());
  }

  [[nodiscard]] std::size_t outline_root() const { return first_page + 2 * pages_.size(); }

  void write_outline(std::vector<std::string>& objects) const {
    objects.resize(outline_root() + outline_.size() + 1);
    write_children(objects, 0, outline_.size(), outline_root(), "/Type /Outlines");
  }

  /// Entries from `begin` up to `end`, the first of which has the lowest level, as children of an object.
  void write_children(std::vector<std::string>& objects, std::size_t begin, std::size_t end, std::size_t parent,
                      const std::string& own) const {
    std::vector<std::size_t> children;
    for (std::size_t index = begin; index < end; ++index) {
      if (outline_[index].level == outline_[begin].level) {
        children.push_back(index);
      }
    }
    const auto number = [this](std::size_t index) { return outline_root() + 1 + index; };
    objects[parent] = fmt::format("<< {}", own);
    if (!children.empty()) {
      objects[parent] += fmt::format(" /First {} 0 R /Last {} 0 R", number(children.front()), number(children.back()));
    }
    objects[parent] += " >>";
    for (std::size_t place = 0; place < children.size(); ++place) {
      const Entry& entry = outline_[children[place]];
      const std::string next =
          place + 1 < children.size() ? fmt::format(" /Next {} 0 R", number(children[place + 1])) : "";
      write_children(objects, children[place] + 1, place + 1 < children.size() ? children[place + 1] : end,
                     number(children[place]),
                     fmt::format("/Title ({}) /Parent {} 0 R /Dest [{} 0 R /Fit]{}", entry.title, parent,
                                 first_page + 2 * static_cast<std::size_t>(entry.page_no - 1), next));
    }
  }

  [[nodiscard]] std::string serialize(const std::vector<std::string>& objects) const {
    std::string file = "%PDF-1.4\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size());
    for (std::size_t number = 1; number < objects.size(); ++number) {
      table += fmt::format("{:010} 00000 n \n", file.size());
      file += fmt::format("{} 0 obj\n{}\nendobj\n", number, objects[number].empty() ? "null" : objects[number]);
    }
    return file + table +
           fmt::format("trailer\n<< /Size {} /Root 1 0 R /Info 3 0 R{} >>\nstartxref\n{}\n%%EOF\n", objects.size(),
                       encryption_, file.size());
  }

  std::vector<std::string> pages_{};
  std::map<std::size_t, std::string> entries_{};    ///< of pages, from 1
  std::map<std::size_t, std::string> resources_{};  ///< of pages, from 1
  std::vector<Entry> outline_{};
  std::vector<Annotation> annotations_{};
  PdfElements elements_{};
  std::string catalog_{};
  std::string info_{};
  std::string language_{};
  std::string encryption_{};
};

}  // namespace docexport::test
