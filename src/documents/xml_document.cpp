#include "documents/xml_document.hpp"

#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr unsigned int leaves_flags =
    pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single | pugi::parse_embed_pcdata;
constexpr unsigned int mixed_flags = pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata;

bool is_wide(std::string_view text) {
  return text.substr(0, 4).find('\0') != std::string_view::npos || text.starts_with("\xFE\xFF") ||
         text.starts_with("\xFF\xFE");
}

/// Whether the parser may find that in its declaration.
bool may_be_latin(std::string_view text) {
  return to_lower_ascii(text.substr(0, 200)).find("iso-8859-1") != std::string::npos;
}

/// The text as the parser may have it: it trusts the bytes of UTF-8.
std::string checked_text(std::string text) {
  return is_wide(text) || may_be_latin(text) || is_valid_utf8(text) ? std::move(text) : to_valid_utf8(text);
}

bool declares_entities(std::string_view text) {
  const std::size_t start = text.find("<!DOCTYPE");
  return start != std::string_view::npos && text.find("<!ENTITY", start) != std::string_view::npos;
}

void make_valid(pugi::xml_node node) {
  if (!is_valid_utf8(node.value())) {
    node.text().set(to_valid_utf8(node.value()).c_str());
  }
  for (pugi::xml_attribute attribute : node.attributes()) {
    if (!is_valid_utf8(attribute.value())) {
      attribute.set_value(to_valid_utf8(attribute.value()).c_str());
    }
  }
}

}  // namespace

XmlDocument::XmlDocument(ZipArchive& archive, std::string_view part, const ReadingBudget& budget, XmlText kind)
    : XmlDocument(archive.read(part, max_xml_part_bytes), fmt::format("{}: the part {}", archive.document_name(), part),
                  budget, kind) {}

XmlDocument::XmlDocument(std::string text, const std::string& name, const ReadingBudget& budget, XmlText kind)
    : text_(checked_text(std::move(text))) {
  if (declares_entities(text_)) {
    throw Error(ErrorKind::limit,
                fmt::format("{} declares entities of its own, as an XML bomb does; it is not read", name));
  }
  // Character references can name what is no character, and bytes in other encodings come without a look.
  const bool may_be_invalid = is_wide(text_) || may_be_latin(text_) || text_.find("&#") != std::string::npos;
  const pugi::xml_parse_result result =
      document_.load_buffer_inplace(text_.data(), text_.size(), kind == XmlText::leaves ? leaves_flags : mixed_flags);
  if (result.status == pugi::status_out_of_memory) {
    throw Error(ErrorKind::limit, fmt::format("{}: the memory did not suffice to read it", name));
  }
  if (!root()) {
    throw Error(ErrorKind::input, fmt::format("{} is no XML ({}); get the file again, or save it anew", name,
                                              result ? "it has no element" : result.description()));
  }
  if (!result) {
    fault_ = fmt::format("{} is damaged ({} at byte {}); it was read up to there", name, result.description(),
                         result.offset);
  }
  check_tree(budget, may_be_invalid);
}

void XmlDocument::check_tree(const ReadingBudget& budget, bool may_be_invalid) const {
  std::uint64_t depth = 1;
  pugi::xml_node node = root();
  while (node) {
    if (may_be_invalid) {
      make_valid(node);
    }
    if (node.first_child()) {
      budget.check_depth(++depth);
      node = node.first_child();
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node.next_sibling();
  }
}

std::string_view local_name(const char* name) {
  const char* const colon = std::strchr(name, ':');
  return colon == nullptr ? name : colon + 1;
}

pugi::xml_node xml_child(pugi::xml_node parent, std::string_view name) {
  for (const pugi::xml_node child : parent.children()) {
    if (local_name(child) == name) {
      return child;
    }
  }
  return {};
}

pugi::xml_attribute xml_attribute(pugi::xml_node node, std::string_view name) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    if (local_name(attribute.name()) == name) {
      return attribute;
    }
  }
  return {};
}

std::string_view xml_value(pugi::xml_node node, std::string_view attribute) {
  return xml_attribute(node, attribute).value();
}

std::string_view xml_prefixed_value(pugi::xml_node node, std::string_view attribute) {
  for (const pugi::xml_attribute candidate : node.attributes()) {
    const std::string_view local = local_name(candidate.name());
    if (local == attribute && local.data() != candidate.name()) {
      return candidate.value();
    }
  }
  return {};
}

std::string xml_deep_text(pugi::xml_node top) {
  std::string text = top.value();
  for (pugi::xml_node node = top.first_child(); node; node = xml_next(node, top)) {
    text += node.value();
  }
  return text;
}

pugi::xml_node xml_next(pugi::xml_node node, pugi::xml_node top) {
  if (node.first_child()) {
    return node.first_child();
  }
  while (node && node != top) {
    if (node.next_sibling()) {
      return node.next_sibling();
    }
    node = node.parent();
  }
  return {};
}

}  // namespace docexport
