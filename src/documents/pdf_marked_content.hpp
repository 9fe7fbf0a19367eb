#pragma once

#include <cstddef>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include <Object.h>

namespace docexport {

/// How a page's content names the element it belongs to: a number in the list of a page or of a graphic.
struct PdfMark {
  static constexpr int nothing = -1;
  static constexpr int running_header = -2;
  static constexpr int artifact = -3;

  int list = nothing;  ///< which list: the StructParents of the page or graphic
  int id = nothing;    ///< in that list, or one of the above

  bool operator==(const PdfMark&) const = default;
  bool operator<(const PdfMark& other) const { return std::tie(list, id) < std::tie(other.list, other.id); }
};

/// Follows the marks of a page while it is drawn, and remembers those of its characters.
class PdfMarkedContent {
 public:
  /// `list` is the page's.
  void begin_page(int list);
  void begin(std::string_view tag, const Dict* properties);
  void end();
  /// A graphic that is drawn as part of the page; its list is `nothing` where it has none.
  void begin_graphic(int list);
  void end_graphic();
  /// So many bytes of text are drawn, or would be if their layer were visible.
  void take_text(int bytes);

  /// The bytes of text so far.
  [[nodiscard]] int bytes() const { return bytes_; }
  [[nodiscard]] const PdfMark& current() const { return open_.back(); }
  /// The marks of the page that name an element, at most 100,000.
  [[nodiscard]] const std::set<PdfMark>& seen() const { return seen_; }
  /// The mark of the text that begins with this byte.
  [[nodiscard]] PdfMark mark_of(int byte) const;

 private:
  struct Run {
    int first = 0;
    PdfMark mark{};
  };
  struct Graphic {
    int list = PdfMark::nothing;
    std::size_t open = 0;  ///< marks that were open when it began
  };

  std::vector<PdfMark> open_{PdfMark{}};
  std::vector<Graphic> graphics_{Graphic{}};
  std::vector<Run> runs_{};
  std::set<PdfMark> seen_{};
  int bytes_ = 0;
};

}  // namespace docexport
