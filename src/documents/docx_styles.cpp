#include "documents/docx_styles.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "docexport/base/text.hpp"
#include "documents/opc_text.hpp"

namespace docexport {
namespace {

constexpr int longest_chain = 32;
constexpr int deepest_outline_level = 9;

/// What a style that is based on another takes from it.
template <typename Value>
void inherit(std::optional<Value>& own, const std::optional<Value>& base) {
  if (!own) {
    own = base;
  }
}

void inherit(RunFormat& own, const RunFormat& base) {
  inherit(own.bold, base.bold);
  inherit(own.italic, base.italic);
  inherit(own.strikethrough, base.strikethrough);
  inherit(own.hidden, base.hidden);
  inherit(own.fixed_width, base.fixed_width);
  if (own.font.empty()) {
    own.font = base.font;
  }
}

RunFormat read_run_format(pugi::xml_node properties) {
  RunFormat format;
  for (const pugi::xml_node property : properties.children()) {
    const std::string_view name = local_name(property);
    if (name == "b") {
      format.bold = is_switched_on(property);
    } else if (name == "i") {
      format.italic = is_switched_on(property);
    } else if (name == "strike" || name == "dstrike") {
      format.strikethrough = is_switched_on(property);
    } else if (name == "vanish") {
      format.hidden = is_switched_on(property);
    } else if (name == "rFonts") {
      const std::string_view ascii = xml_value(property, "ascii");
      const std::string_view font = ascii.empty() ? xml_value(property, "hAnsi") : ascii;
      if (!font.empty()) {
        format.font = font;
        format.fixed_width = is_fixed_width_font(font);
      }
    }
  }
  return format;
}

bool has_word(std::string_view text, std::string_view word) {
  const std::size_t found = text.find(word);
  if (found == std::string_view::npos) {
    return false;
  }
  const std::size_t end = found + word.size();
  return (found == 0 || text[found - 1] == ' ') && (end == text.size() || text[end] == ' ');
}

/// "heading 2" is 2; 0 for other names.
int heading_of_name(std::string_view name) {
  constexpr std::string_view heading = "heading ";
  if (!name.starts_with(heading) || name.size() != heading.size() + 1) {
    return 0;
  }
  const int level = name.back() - '0';
  return level >= 1 && level <= deepest_outline_level ? level : 0;
}

/// `name` is lower case. Names that no program gives are not guessed at, but for code, which has no built-in style.
ParagraphRole role_of_name(std::string_view name) {
  constexpr std::array<std::string_view, 7> code_names{
      "source code", "code", "html preformatted", "preformatted text", "preformatted", "macro text", "code block"};
  if (name == "title") {
    return ParagraphRole::title;
  }
  if (heading_of_name(name) > 0) {
    return ParagraphRole::heading;
  }
  if (name == "caption") {
    return ParagraphRole::caption;
  }
  if (name == "quote" || name == "intense quote" || name == "block text" || name == "quotations") {
    return ParagraphRole::quote;
  }
  const bool is_code = std::find(code_names.begin(), code_names.end(), name) != code_names.end() ||
                       has_word(name, "code") || has_word(name, "preformatted");
  return is_code ? ParagraphRole::code : ParagraphRole::body;
}

struct RawStyle {
  std::string base{};
  std::string type{};
  std::string name{};  // lower case
  std::optional<int> outline_level{};
  bool is_body_level = false;  // says that it is none
  ParagraphStyle style{};
};

using RawStyles = std::unordered_map<std::string, RawStyle>;

RawStyle read_style(pugi::xml_node node) {
  RawStyle raw{.type = std::string(xml_value(node, "type"))};
  raw.style.id = xml_value(node, "styleId");
  for (const pugi::xml_node property : node.children()) {
    const std::string_view name = local_name(property);
    if (name == "name") {
      raw.name = to_lower_ascii(xml_value(property, "val"));
    } else if (name == "basedOn") {
      raw.base = xml_value(property, "val");
    } else if (name == "pPr") {
      raw.style.list = read_list_reference(property);
      raw.outline_level = read_outline_level(property);
      raw.is_body_level = !raw.outline_level && xml_child(property, "outlineLvl");
    } else if (name == "rPr") {
      raw.style.run = read_run_format(property);
    }
  }
  raw.style.role = role_of_name(raw.name);
  raw.style.heading_level = heading_of_name(raw.name);
  return raw;
}

/// The style itself, then what it is based on, and so on.
std::vector<const RawStyle*> chain_of(const RawStyle& style, const RawStyles& styles) {
  std::vector<const RawStyle*> chain{&style};
  while (chain.size() < longest_chain && !chain.back()->base.empty()) {
    const auto base = styles.find(chain.back()->base);
    if (base == styles.end() || std::find(chain.begin(), chain.end(), &base->second) != chain.end()) {
      break;
    }
    chain.push_back(&base->second);
  }
  return chain;
}

ParagraphStyle resolve(const RawStyle& raw, const RawStyles& styles) {
  ParagraphStyle resolved = raw.style;
  std::optional<int> outline_level = raw.outline_level;
  bool is_body_level = raw.is_body_level;
  for (const RawStyle* base : chain_of(raw, styles)) {
    inherit(resolved.list, base->style.list);
    inherit(resolved.run, base->style.run);
    if (!is_body_level) {
      inherit(outline_level, base->outline_level);
      is_body_level = !outline_level && base->is_body_level;
    }
    if (resolved.role == ParagraphRole::body && !raw.is_body_level) {
      resolved.role = base->style.role;
      resolved.heading_level = base->style.heading_level;
    }
  }
  if (resolved.role == ParagraphRole::body && outline_level) {
    resolved.role = ParagraphRole::heading;
    resolved.heading_level = *outline_level;
  }
  return resolved;
}

}  // namespace

bool is_switched_on(pugi::xml_node node) {
  const std::string_view value = xml_value(node, "val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

std::optional<int> number_value(pugi::xml_node node, std::string_view attribute) {
  const std::string_view text = xml_value(node, attribute);
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end != text.data() ? std::optional(value) : std::nullopt;
}

std::optional<ListReference> read_list_reference(pugi::xml_node paragraph_properties) {
  const pugi::xml_node properties = xml_child(paragraph_properties, "numPr");
  const std::optional<int> list = number_value(xml_child(properties, "numId"), "val");
  const std::optional<int> level = number_value(xml_child(properties, "ilvl"), "val");
  if (!list) {
    return std::nullopt;
  }
  return ListReference{.list = *list, .level = level};
}

std::optional<int> read_outline_level(pugi::xml_node paragraph_properties) {
  const std::optional<int> level = number_value(xml_child(paragraph_properties, "outlineLvl"), "val");
  return level && *level >= 0 && *level < deepest_outline_level ? std::optional(*level + 1) : std::nullopt;
}

void DocxStyles::load(pugi::xml_node styles) {
  RawStyles raw;
  std::string default_id;
  for (const pugi::xml_node node : styles.children()) {
    const std::string_view name = local_name(node);
    if (name == "style") {
      RawStyle style = read_style(node);
      const std::string_view is_default = xml_value(node, "default");
      if (style.type == "paragraph" && (is_default == "1" || is_default == "true")) {
        default_id = style.style.id;
      }
      std::string id = style.style.id;
      raw.emplace(std::move(id), std::move(style));
    } else if (name == "docDefaults") {
      const pugi::xml_node properties = xml_child(xml_child(node, "rPrDefault"), "rPr");
      language_ = xml_value(xml_child(properties, "lang"), "val");
    }
  }
  for (const auto& [id, style] : raw) {
    if (style.type == "paragraph") {
      paragraphs_.emplace(id, resolve(style, raw));
    } else if (style.type == "character") {
      RunFormat format = resolve(style, raw).run;
      if (style.name == "html code" || style.name == "verbatim char" || has_word(style.name, "code")) {
        format.fixed_width = true;
      }
      characters_.emplace(id, std::move(format));
    }
  }
  if (const auto found = paragraphs_.find(default_id); found != paragraphs_.end()) {
    default_paragraph_ = found->second;
  }
}

const ParagraphStyle& DocxStyles::paragraph(std::string_view id) const {
  const auto found = id.empty() ? paragraphs_.end() : paragraphs_.find(std::string(id));
  return found == paragraphs_.end() ? default_paragraph_ : found->second;
}

const RunFormat* DocxStyles::character(std::string_view id) const {
  const auto found = characters_.find(std::string(id));
  return found == characters_.end() ? nullptr : &found->second;
}

RunFormat DocxStyles::run_format(pugi::xml_node run_properties) const {
  RunFormat format = read_run_format(run_properties);
  const std::string_view id = xml_value(xml_child(run_properties, "rStyle"), "val");
  const RunFormat* const style = id.empty() ? nullptr : character(id);
  if (style != nullptr) {
    inherit(format, *style);
  }
  return format;
}

}  // namespace docexport
