#include "documents/pptx_text.hpp"

#include <algorithm>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/docx_styles.hpp"
#include "documents/opc_formula.hpp"
#include "documents/opc_text.hpp"

namespace docexport {
namespace {

bool is_on(std::string_view value) {
  return value == "1" || value == "true" || value == "on";
}

class ParagraphReader {
 public:
  explicit ParagraphReader(const Relationships& relationships) : relationships_(relationships) {}

  void read_children(pugi::xml_node node) {
    for (const pugi::xml_node child : node.children()) {
      const std::string_view name = local_name(child);
      if (name == "r" || name == "fld") {
        read_run(child);
      } else if (name == "br") {
        text.append("\n", {});
      } else if (name == "oMath" || name == "oMathPara") {
        read_formula(child);
      } else if (name == "AlternateContent") {
        const pugi::xml_node choice = xml_child(child, "Choice");
        read_children(choice ? choice : xml_child(child, "Fallback"));
      } else if (name == "m") {
        read_children(child);
      }
    }
  }

  [[nodiscard]] bool is_formula() const { return !formula.empty() && !has_words_; }

  StyledText text{};
  std::string formula{};

 private:
  void read_run(pugi::xml_node run) {
    const pugi::xml_node properties = xml_child(run, "rPr");
    const std::string_view strike = xml_value(properties, "strike");
    const std::string_view font = xml_value(xml_child(properties, "latin"), "typeface");
    TextStyle style{.bold = is_on(xml_value(properties, "b")),
                    .italic = is_on(xml_value(properties, "i")),
                    .code = is_fixed_width_font(font),
                    .strikethrough = !strike.empty() && strike != "noStrike"};
    const std::string_view id = xml_prefixed_value(xml_child(properties, "hlinkClick"), "id");
    const Relationship* const link = find_relationship(relationships_, id);
    if (link != nullptr && link->external) {
      style.link = link->target;
    }
    std::string content(xml_text(xml_child(run, "t")));
    // A vertical tab is a line break in a title.
    std::replace(content.begin(), content.end(), '\v', '\n');
    for (std::size_t at = content.find("_x000B_"); at != std::string::npos; at = content.find("_x000B_", at)) {
      content.replace(at, 7, "\n");
    }
    const std::string_view symbol_font = xml_value(xml_child(properties, "sym"), "typeface");
    content = content.find('\xEF') == std::string::npos
                  ? content
                  : with_symbols(content, symbol_font.empty() ? font : symbol_font);
    has_words_ = has_words_ || !trim(content).empty();
    text.append(content, style);
  }

  void read_formula(pugi::xml_node node) {
    formula = formula_text(node);
    text.append(formula.empty() ? formula : "$" + formula + "$", {});
  }

  const Relationships& relationships_;
  bool has_words_ = false;
};

}  // namespace

std::vector<SlideParagraph> read_slide_text(pugi::xml_node body, const Relationships& relationships,
                                            const BulletLevels& bullets) {
  std::vector<SlideParagraph> paragraphs;
  BulletCounter counter;
  for (const pugi::xml_node node : body.children()) {
    if (local_name(node) != "p") {
      continue;
    }
    ParagraphReader reader(relationships);
    reader.read_children(node);
    if (reader.text.is_blank()) {
      continue;
    }
    const pugi::xml_node properties = xml_child(node, "pPr");
    const int level = std::clamp(number_value(properties, "lvl").value_or(0), 0, static_cast<int>(bullets.size()) - 1);
    const std::optional<Bullet> own = read_bullet(properties);
    const Bullet bullet = own ? *own : bullets.at(static_cast<std::size_t>(level)).value_or(Bullet{});
    SlideParagraph paragraph{.is_formula = reader.is_formula()};
    paragraph.block.label = BlockLabel::paragraph;
    reader.text.move_to(paragraph.block);
    if (paragraph.is_formula) {
      paragraph.block = {.label = BlockLabel::formula, .text = reader.formula};
    }
    const std::string marker = counter.next_marker(bullet, level);
    if (!marker.empty() && !paragraph.is_formula) {
      paragraph.block.label = BlockLabel::list_item;
      paragraph.block.level = level;
      paragraph.block.marker = marker;
      paragraph.block.ordered = bullet.kind == Bullet::Kind::number;
    }
    paragraphs.push_back(std::move(paragraph));
  }
  return paragraphs;
}

std::string plain_slide_text(pugi::xml_node body, const Relationships& relationships) {
  std::string text;
  for (const SlideParagraph& paragraph : read_slide_text(body, relationships, {})) {
    const Block& block = paragraph.block;
    text += text.empty() ? "" : "\n";
    text += block.marker.empty() ? "" : block.marker + " ";
    text += paragraph.is_formula ? "$" + block.text + "$" : block.text;
  }
  return text;
}

}  // namespace docexport
