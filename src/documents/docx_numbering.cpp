#include "documents/docx_numbering.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "documents/opc_numbers.hpp"

namespace docexport {
namespace {

std::optional<std::size_t> level_index(pugi::xml_node node, std::size_t count) {
  const std::optional<int> level = number_value(node, "ilvl");
  return level && *level >= 0 && static_cast<std::size_t>(*level) < count
             ? std::optional(static_cast<std::size_t>(*level))
             : std::nullopt;
}

}  // namespace

DocxNumbering::Level DocxNumbering::read_level(pugi::xml_node node) {
  Level level{.is_defined = true};
  for (const pugi::xml_node property : node.children()) {
    const std::string_view name = local_name(property);
    if (name == "start") {
      level.start = number_value(property, "val").value_or(1);
    } else if (name == "numFmt") {
      level.format = xml_value(property, "val");
    } else if (name == "lvlText") {
      level.text = xml_value(property, "val");
    } else if (name == "lvlRestart") {
      level.restart = number_value(property, "val");
    } else if (name == "isLgl") {
      level.is_legal = is_switched_on(property);
    } else if (name == "pStyle") {
      level.style = xml_value(property, "val");
    }
  }
  return level;
}

void DocxNumbering::read_definition(pugi::xml_node node) {
  Definition definition;
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child);
    const std::optional<std::size_t> index = level_index(child, level_count);
    if (name == "lvl" && index) {
      definition.levels.at(*index) = read_level(child);
    } else if (name == "styleLink") {
      definition.style_link = xml_value(child, "val");
    } else if (name == "numStyleLink") {
      definition.number_style_link = xml_value(child, "val");
    }
  }
  definitions_.emplace(number_value(node, "abstractNumId").value_or(-1), std::move(definition));
}

void DocxNumbering::read_list(pugi::xml_node node) {
  List list{.definition = number_value(xml_child(node, "abstractNumId"), "val").value_or(-1)};
  for (const pugi::xml_node child : node.children()) {
    const std::optional<std::size_t> index = level_index(child, level_count);
    if (local_name(child) != "lvlOverride" || !index) {
      continue;
    }
    list.starts.at(*index) = number_value(xml_child(child, "startOverride"), "val");
    if (const pugi::xml_node level = xml_child(child, "lvl")) {
      list.overrides.at(*index) = read_level(level);
    }
  }
  lists_.emplace(number_value(node, "numId").value_or(-1), std::move(list));
}

void DocxNumbering::resolve_links() {
  std::map<std::string, const Levels*> linked;
  for (const auto& [id, definition] : definitions_) {
    if (!definition.style_link.empty()) {
      linked.emplace(definition.style_link, &definition.levels);
    }
  }
  for (auto& [id, definition] : definitions_) {
    const auto found = linked.find(definition.number_style_link);
    if (found != linked.end() && found->second != &definition.levels) {
      definition.levels = *found->second;
    }
  }
}

void DocxNumbering::load(pugi::xml_node numbering) {
  for (const pugi::xml_node node : numbering.children()) {
    const std::string_view name = local_name(node);
    if (name == "abstractNum") {
      read_definition(node);
    } else if (name == "num") {
      read_list(node);
    }
  }
  resolve_links();
}

const DocxNumbering::Level& DocxNumbering::level_of(const List& list, const Definition& definition, std::size_t level) {
  const Level& own = list.overrides.at(level);
  return own.is_defined ? own : definition.levels.at(level);
}

std::optional<DocxListMarker> DocxNumbering::next(const ListReference& reference, std::string_view style) {
  const auto found = lists_.find(reference.list);
  const auto definition = found == lists_.end() ? definitions_.end() : definitions_.find(found->second.definition);
  if (definition == definitions_.end()) {
    return std::nullopt;
  }
  List& list = found->second;
  std::size_t index = 0;
  if (reference.level) {
    index = static_cast<std::size_t>(std::clamp(*reference.level, 0, static_cast<int>(level_count) - 1));
  } else {
    for (std::size_t candidate = 0; candidate < level_count; ++candidate) {
      const std::string& level_style = level_of(list, definition->second, candidate).style;
      index = !level_style.empty() && level_style == style ? candidate : index;
    }
  }
  count(list, definition->second, index);
  const Level& level = level_of(list, definition->second, index);
  if (level.format == "bullet") {
    return DocxListMarker{.text = "-", .level = static_cast<int>(index)};
  }
  std::string text = marker_text(list, definition->second, index);
  if (level.format == "none" || !level.is_defined || text.find_first_not_of(' ') == std::string::npos) {
    return std::nullopt;
  }
  return DocxListMarker{.text = std::move(text), .level = static_cast<int>(index), .ordered = true};
}

void DocxNumbering::count(List& list, Definition& definition, std::size_t level) {
  if (!list.is_begun) {
    list.is_begun = true;
    for (std::size_t index = 0; index < level_count; ++index) {
      if (list.starts.at(index)) {
        definition.counts.at(index).reset();
      }
    }
  }
  std::optional<int>& own = definition.counts.at(level);
  const int start = list.starts.at(level).value_or(level_of(list, definition, level).start);
  own = own && *own < std::numeric_limits<int>::max() ? *own + 1 : start;
  for (std::size_t deeper = level + 1; deeper < level_count; ++deeper) {
    const std::optional<int> restart = level_of(list, definition, deeper).restart;
    const bool restarts = !restart || (*restart > 0 && static_cast<int>(level) < *restart);
    if (restarts) {
      definition.counts.at(deeper).reset();
    }
  }
}

std::string DocxNumbering::marker_text(const List& list, const Definition& definition, std::size_t level) {
  const Level& own = level_of(list, definition, level);
  std::string text;
  for (std::size_t index = 0; index < own.text.size(); ++index) {
    const bool is_place = own.text[index] == '%' && index + 1 < own.text.size() && own.text[index + 1] >= '1' &&
                          own.text[index + 1] <= '9';
    if (!is_place) {
      text += own.text[index];
      continue;
    }
    ++index;
    const auto place = static_cast<std::size_t>(own.text[index] - '1');
    const Level& counted = level_of(list, definition, place);
    const int number = definition.counts.at(place).value_or(list.starts.at(place).value_or(counted.start));
    if (counted.format != "none" && counted.format != "bullet") {
      text += format_list_number(number, own.is_legal ? "decimal" : counted.format);
    }
  }
  return text;
}

}  // namespace docexport
