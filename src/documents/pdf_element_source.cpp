#include "documents/pdf_element_source.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "documents/pdf_string.hpp"

namespace docexport {
namespace {

constexpr int most_role_steps = 8;
constexpr int most_attributes = 100;
constexpr int widest_span = 1000;

std::optional<BoundingBox> read_box(const Object& attribute) {
  const Object edges = attribute.dictLookup("BBox");
  std::array<double, 4> values{};
  for (int index = 0; index < 4; ++index) {
    const Object edge = edges.isArray() && edges.arrayGetLength() == 4 ? edges.arrayGet(index) : Object(objNull);
    if (!edge.isNum() || !std::isfinite(edge.getNum())) {
      return std::nullopt;
    }
    values[static_cast<std::size_t>(index)] = edge.getNum();
  }
  return BoundingBox{.left = values[0], .top = values[3], .right = values[2], .bottom = values[1]};
}

void read_span(const Object& attribute, const char* name, int& span) {
  if (const Object value = attribute.dictLookup(name); value.isInt()) {
    span = std::clamp(value.getInt(), 1, widest_span);
  }
}

/// Nothing where the text is but the name of the thing, as some programs fill it in.
std::string telling_text(const std::string& text) {
  constexpr std::array<std::string_view, 6> names = {"Figure", "figure", "Image", "image", "Picture", "Graphic"};
  return std::find(names.begin(), names.end(), text) == names.end() ? text : std::string();
}

}  // namespace

PdfElementSource::PdfElementSource(XRef& objects, const Object& root)
    : objects_(objects), roles_(root.isDict() ? root.dictLookup("RoleMap") : Object(objNull)) {
  if (root.isDict()) {
    root_.children = root.dictLookup("K");
  }
}

PdfElementFacts* PdfElementSource::facts_of(Ref reference) {
  if (const auto found = known_.find(reference.num); found != known_.end()) {
    return &found->second;
  }
  const Object source = objects_.fetch(reference);
  if (!source.isDict() || !source.dictLookup("S").isName()) {
    return nullptr;
  }
  PdfElementFacts facts = read_facts(source);
  facts.element.number = reference.num;
  return &known_.emplace(reference.num, std::move(facts)).first->second;
}

void PdfElementSource::forget_others() {
  std::erase_if(known_, [](const auto& entry) { return !entry.second.is_in_use; });
  for (auto& [object, facts] : known_) {
    facts.is_in_use = false;
  }
}

PdfTagName PdfElementSource::tag_name(const Object& type) const {
  const std::string own = type.getName();
  // A word processor's title is mapped to a paragraph.
  if (own == "Title") {
    return parse_pdf_tag(own);
  }
  std::string name = own;
  for (int step = 0; step < most_role_steps; ++step) {
    if (const PdfTagName parsed = parse_pdf_tag(name); parsed.is_standard) {
      return parsed;
    }
    const Object mapped = roles_.isDict() ? roles_.dictLookup(name.c_str()) : Object(objNull);
    if (!mapped.isName()) {
      break;
    }
    name = mapped.getName();
  }
  return {.is_standard = false};
}

PdfElementFacts PdfElementSource::read_facts(const Object& source) const {
  PdfElementFacts facts;
  const PdfTagName name = tag_name(source.dictLookup("S"));
  facts.element.tag = name.tag;
  facts.element.level = name.level;
  if (const Object& parent = source.dictLookupNF("P"); parent.isRef()) {
    facts.parent = parent.getRef();
  }
  facts.children = source.dictLookup("K");
  if (name.tag == PdfTag::cell || name.tag == PdfTag::header_cell || name.tag == PdfTag::figure) {
    read_attributes(source.dictLookup("A"), facts.element);
  }
  if (const Object text = source.dictLookup("Alt"); name.tag == PdfTag::figure && text.isString()) {
    facts.element.alternative_text = telling_text(text_of_pdf_string(text.getString()));
  }
  return facts;
}

void PdfElementSource::read_attributes(const Object& attributes, PdfElement& element) const {
  if (attributes.isDict()) {
    read_span(attributes, "ColSpan", element.column_span);
    read_span(attributes, "RowSpan", element.row_span);
    element.box = element.box ? element.box : read_box(attributes);
    return;
  }
  for (int index = 0; attributes.isArray() && index < std::min(attributes.arrayGetLength(), most_attributes); ++index) {
    if (const Object attribute = attributes.arrayGet(index); attribute.isDict()) {
      read_attributes(attribute, element);
    }
  }
}

}  // namespace docexport
