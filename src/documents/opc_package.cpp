#include "documents/opc_package.hpp"

#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"
#include "documents/office_metadata.hpp"

namespace docexport {
namespace {

std::string_view last_component(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);
}

std::string_view folder_of(std::string_view part) {
  return part.substr(0, part.size() - last_component(part).size());
}

std::string relationships_part(std::string_view part) {
  return fmt::format("{}_rels/{}.rels", folder_of(part), last_component(part));
}

int hex_digit(char character) {
  constexpr std::string_view digits = "0123456789abcdef";
  const char lower = character >= 'A' && character <= 'F' ? static_cast<char>(character - 'A' + 'a') : character;
  const std::size_t found = digits.find(lower);
  return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

std::string decode_percent(std::string_view text) {
  std::string decoded;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const bool is_escape = text[index] == '%' && index + 2 < text.size();
    const int high = is_escape ? hex_digit(text[index + 1]) : -1;
    const int low = is_escape ? hex_digit(text[index + 2]) : -1;
    if (high < 0 || low < 0) {
      decoded += text[index];
      continue;
    }
    decoded += static_cast<char>(high * 16 + low);
    index += 2;
  }
  return to_valid_utf8(decoded);
}

/// `../media/image1.png` as seen from `ppt/slides/`.
std::string resolve_target(std::string_view folder, std::string_view target) {
  const std::string relative = decode_percent(target.substr(0, target.find('#')));
  const bool is_absolute = relative.starts_with('/') || relative.starts_with('\\');
  std::vector<std::string_view> components;
  const std::string path = (is_absolute ? std::string() : std::string(folder)) + relative;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of("/\\");
    const std::string_view component = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (component == "..") {
      if (!components.empty()) {
        components.pop_back();
      }
    } else if (!component.empty() && component != ".") {
      components.push_back(component);
    }
  }
  return fmt::format("{}", fmt::join(components, "/"));
}

std::string normal_date(std::string_view text) {
  const std::optional<Timestamp> time = parse_rfc3339(trim(text));
  return time ? format_rfc3339(*time) : std::string();
}

void read_core_property(pugi::xml_node property, Metadata& metadata) {
  const std::string_view name = local_name(property);
  const std::string_view text = trim(xml_text(property));
  if (name == "title") {
    metadata.title = text;
  } else if (name == "creator") {
    metadata.author = text;
  } else if (name == "subject") {
    metadata.subject = text;
  } else if (name == "keywords") {
    metadata.keywords = text;
  } else if (name == "language") {
    metadata.language = text;
  } else if (name == "created") {
    metadata.created = normal_date(text);
  } else if (name == "modified") {
    metadata.modified = normal_date(text);
  } else if (name == "description" || name == "category" || name == "lastModifiedBy" || name == "contentStatus") {
    add_custom(metadata, name, text);
  }
}

void read_application_property(pugi::xml_node property, Metadata& metadata) {
  const std::string_view name = local_name(property);
  const std::string_view text = trim(xml_text(property));
  if (name == "Application") {
    metadata.creator = text;
  } else if (name == "Pages") {
    metadata.page_count = stated_count(text);
  } else if (name == "Company" || name == "Manager") {
    add_custom(metadata, name, text);
  }
}

void read_custom_property(pugi::xml_node property, Metadata& metadata) {
  add_custom(metadata, xml_value(property, "name"), xml_deep_text(property));
}

}  // namespace

void Relationships::add(Relationship relationship) {
  places_.emplace(relationship.id, all_.size());
  all_.push_back(std::move(relationship));
}

const Relationship* Relationships::find(std::string_view id) const {
  const auto found = places_.find(std::string(id));
  return found == places_.end() ? nullptr : &all_[found->second];
}

const Relationship* find_relationship(const Relationships& relationships, std::string_view id) {
  return relationships.find(id);
}

std::string target_of_type(const Relationships& relationships, std::string_view type) {
  for (const Relationship& relationship : relationships) {
    if (relationship.type == type && !relationship.external) {
      return relationship.target;
    }
  }
  return {};
}

std::string OpcPackage::main_part(std::string_view usual_name) {
  const std::string named = target_of_type(relationships(""), "officeDocument");
  return named.empty() || !archive_.contains(named) ? std::string(usual_name) : named;
}

Relationships OpcPackage::relationships(std::string_view part) {
  const std::string name = relationships_part(part);
  Relationships all;
  if (!archive_.contains(name)) {
    return all;
  }
  const XmlDocument document(archive_, name, budget_);
  for (const pugi::xml_node node : document.root().children()) {
    Relationship relationship{.id = std::string(xml_value(node, "Id")),
                              .type = std::string(last_component(xml_value(node, "Type"))),
                              .external = xml_value(node, "TargetMode") == "External"};
    const std::string_view target = xml_value(node, "Target");
    relationship.target = relationship.external ? std::string(target) : resolve_target(folder_of(part), target);
    all.add(std::move(relationship));
  }
  return all;
}

Metadata OpcPackage::metadata() {
  using ReadProperty = void (*)(pugi::xml_node property, Metadata & metadata);
  struct Properties {
    std::string_view type;
    ReadProperty read;
  };
  constexpr Properties kinds[] = {{"core-properties", read_core_property},
                                  {"extended-properties", read_application_property},
                                  {"custom-properties", read_custom_property}};
  Metadata metadata;
  const Relationships package = relationships("");
  for (const Properties& properties : kinds) {
    const std::string part = target_of_type(package, properties.type);
    if (part.empty() || !archive_.contains(part)) {
      continue;
    }
    try {
      const XmlDocument document(archive_, part, budget_);
      for (const pugi::xml_node property : document.root().children()) {
        properties.read(property, metadata);
      }
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) {
        throw;
      }
    }
  }
  return metadata;
}

}  // namespace docexport
