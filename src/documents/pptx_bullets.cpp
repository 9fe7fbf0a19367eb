#include "documents/pptx_bullets.hpp"

#include <algorithm>
#include <limits>

#include "documents/docx_styles.hpp"
#include "documents/opc_numbers.hpp"

namespace docexport {
namespace {

std::string_view number_format(std::string_view scheme) {
  if (scheme.starts_with("alphaLc")) {
    return "lowerLetter";
  }
  if (scheme.starts_with("alphaUc")) {
    return "upperLetter";
  }
  if (scheme.starts_with("romanLc")) {
    return "lowerRoman";
  }
  return scheme.starts_with("romanUc") ? "upperRoman" : "decimal";
}

}  // namespace

std::optional<Bullet> read_bullet(pugi::xml_node properties) {
  for (const pugi::xml_node node : properties.children()) {
    const std::string_view name = local_name(node);
    if (name == "buNone") {
      return Bullet{};
    }
    if (name == "buChar" || name == "buBlip") {
      return Bullet{.kind = Bullet::Kind::symbol};
    }
    if (name == "buAutoNum") {
      return Bullet{.kind = Bullet::Kind::number,
                    .scheme = std::string(xml_value(node, "type")),
                    .start = number_value(node, "startAt").value_or(1)};
    }
  }
  return std::nullopt;
}

BulletLevels read_bullet_levels(pugi::xml_node list_style) {
  BulletLevels levels;
  for (const pugi::xml_node node : list_style.children()) {
    const std::string_view name = local_name(node);
    const bool is_level = name.size() == 7 && name.starts_with("lvl") && name.ends_with("pPr");
    if (is_level && name[3] >= '1' && name[3] <= '9') {
      levels.at(static_cast<std::size_t>(name[3] - '1')) = read_bullet(node);
    }
  }
  return levels;
}

void inherit_bullets(BulletLevels& own, const BulletLevels& base) {
  for (std::size_t level = 0; level < own.size(); ++level) {
    if (!own.at(level)) {
      own.at(level) = base.at(level);
    }
  }
}

std::string BulletCounter::next_marker(const Bullet& bullet, int level) {
  counts_.erase(counts_.upper_bound(level), counts_.end());
  if (bullet.kind != Bullet::Kind::number) {
    counts_.erase(level);
    return bullet.kind == Bullet::Kind::symbol ? "-" : "";
  }
  Count& count = counts_[level];
  const bool goes_on = count.scheme == bullet.scheme && count.number > 0;
  count.number = !goes_on                                         ? std::max(1, bullet.start)
                 : count.number < std::numeric_limits<int>::max() ? count.number + 1
                                                                  : 1;
  count.scheme = bullet.scheme;
  const std::string number = format_list_number(count.number, number_format(bullet.scheme));
  if (bullet.scheme.ends_with("ParenBoth")) {
    return "(" + number + ")";
  }
  return number + (bullet.scheme.ends_with("ParenR") ? ")" : bullet.scheme.ends_with("Plain") ? "" : ".");
}

}  // namespace docexport
