#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "documents/xml_document.hpp"

namespace docexport {

/// What stands before a paragraph of a slide.
struct Bullet {
  enum class Kind { none, symbol, number };
  Kind kind = Kind::none;
  std::string scheme{};  ///< of a number: "arabicPeriod"
  int start = 1;
};

/// What the nine levels of text have before them, as far as it is said.
using BulletLevels = std::array<std::optional<Bullet>, 9>;

/// Of a paragraph's properties or a level's.
std::optional<Bullet> read_bullet(pugi::xml_node properties);
/// Of an element that has lvl1pPr to lvl9pPr: a list style, a text style.
BulletLevels read_bullet_levels(pugi::xml_node list_style);
/// What is not said is taken from the other.
void inherit_bullets(BulletLevels& own, const BulletLevels& base);

/// Counts the numbered paragraphs of a text.
class BulletCounter {
 public:
  /// "1.", "(b)", "iv)"; "-" for a symbol. To be asked for every paragraph, in order.
  std::string next_marker(const Bullet& bullet, int level);
  void end_list() { counts_.clear(); }

 private:
  struct Count {
    std::string scheme{};
    int number = 0;
  };
  std::map<int, Count> counts_{};  // by level
};

}  // namespace docexport
