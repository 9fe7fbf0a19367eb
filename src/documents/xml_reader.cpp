#include "documents/xml_reader.hpp"

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/time.hpp"
#include "documents/content_start.hpp"
#include "documents/expat_parser.hpp"
#include "documents/html_charset.hpp"
#include "documents/text_decoder.hpp"
#include "documents/xml_record_rows.hpp"
#include "documents/xml_records.hpp"
#include "documents/xml_shape.hpp"
#include "documents/xml_text_blocks.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_properties = 200;

/// A document that can be parsed more than once.
class XmlSource {
 public:
  XmlSource(const DocumentSource& source, const ReadingBudget& budget)
      : source_(&source), budget_(&budget), character_set_(find_html_character_set(source)) {}

  void parse(XmlHandler& handler) {
    TextDecoder decoder(*source_, character_set_, NulCharacters::replace);
    ExpatParser parser(source_->name(), *budget_, handler, XmlEncoding::utf8, XmlEntities::internal);
    for (std::string_view piece = decoder.next(); !piece.empty(); piece = decoder.next()) {
      parser.feed(piece);
    }
    parser.finish();
    replaced_ = decoder.replaced();
  }

  [[nodiscard]] const CharacterSet& character_set() const noexcept { return character_set_; }

  void warn(ContentSink& sink) const {
    if (!character_set_.doubt.empty()) {
      sink.warning(character_set_.doubt);
    }
    if (replaced_ > 0) {
      sink.warning(fmt::format("{} {} could not be read as {} and became U+FFFD", replaced_,
                               replaced_ == 1 ? "character" : "characters", character_set_.name));
    }
  }

 private:
  const DocumentSource* source_;
  const ReadingBudget* budget_;
  CharacterSet character_set_;
  std::uint64_t replaced_ = 0;
};

/// What the elements beside the records, and around them, say.
class Surroundings {
 public:
  explicit Surroundings(Metadata& metadata) : metadata_(&metadata) {}

  void take(const XmlShape& root, const XmlRecords& records) {
    const XmlShape* shape = &root;
    for (std::size_t depth = 0; shape != nullptr && depth < records.path.size(); ++depth) {
      const XmlShape* const next = depth + 1 < records.path.size() ? shape->child(records.path[depth + 1]) : nullptr;
      take_parts(*shape, "", records, next);
      shape = next;
    }
  }

  /// Values that did not come into the metadata: elements that come more than once, and what is too much.
  [[nodiscard]] std::uint64_t lost() const noexcept { return lost_; }

 private:
  void take_parts(const XmlShape& shape, const std::string& prefix, const XmlRecords& records, const XmlShape* way) {
    for (const XmlPart& part : shape.parts) {
      if (part.kind == XmlPartKind::attribute) {
        take_value(prefix + part.name, part.first_value, prefix.empty());
        continue;
      }
      const XmlShape* const child = part.shape.get();
      const bool is_record = child != nullptr && prefix.empty() && way == nullptr && records.is_record(child->name);
      if (child == nullptr || child == way || is_record) {
        continue;
      }
      take_value(prefix + part.name, child->first_text, prefix.empty());
      lost_ += child->count - 1;
      // Below, an element's first value is of the first element of that kind anywhere.
      take_parts(*child, prefix + part.name + "/", records, nullptr);
    }
  }

  void take_value(const std::string& name, const std::string& value, bool is_near) {
    if (value.empty()) {
      return;
    }
    if (is_near && take_known(local_name(name), value)) {
      return;
    }
    if (metadata_->custom.size() < most_properties) {
      metadata_->custom.push_back({.name = name, .value = value});
    } else {
      ++lost_;
    }
  }

  bool take_known(std::string_view name, const std::string& value) {
    struct Known {
      std::string_view name;
      std::string Metadata::*member;
    };
    constexpr std::array<Known, 7> known{{{"title", &Metadata::title},
                                          {"description", &Metadata::subject},
                                          {"subtitle", &Metadata::subject},
                                          {"language", &Metadata::language},
                                          {"lang", &Metadata::language},
                                          {"generator", &Metadata::creator},
                                          {"author", &Metadata::author}}};
    for (const Known& place : known) {
      if (place.name == name && (metadata_->*place.member).empty()) {
        metadata_->*place.member = value;
        return true;
      }
    }
    const std::optional<Timestamp> time = name == "updated" ? parse_rfc3339(value) : std::nullopt;
    metadata_->modified = time ? format_rfc3339(*time) : metadata_->modified;
    return time.has_value();
  }

  Metadata* metadata_;
  std::uint64_t lost_ = 0;
};

void read_records(XmlSource& xml, const XmlRecords& records, const std::string& name, ContentSink& sink) {
  sink.begin_records(records.column_names);
  XmlRecordRows rows(records, name, sink);
  xml.parse(rows);
  sink.end_records();
}

void read_blocks(XmlSource& xml, const XmlShape& root, const std::string& name, ContentSink& sink) {
  XmlTextBlocks blocks(root, name, sink);
  xml.parse(blocks);
  blocks.finish();
}

/// What a text calls itself.
std::string title_of(const XmlShape& root) {
  const XmlShape* const title = root.child("title");
  return title != nullptr ? title->first_text : "";
}

}  // namespace

void read_xml(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  const ReadingBudget budget(request.limits, source.name());
  XmlSource xml(source, budget);
  XmlShapeReader shape(source.name());
  xml.parse(shape);
  if (shape.root() == nullptr) {
    throw Error(ErrorKind::input, fmt::format("{} has no element; it is no XML document", source.name()));
  }
  const XmlRecords records = find_xml_records(*shape.root(), source.name());
  Metadata metadata;
  metadata.encoding = xml.character_set().name;
  Surroundings surroundings(metadata);
  if (records.empty()) {
    metadata.title = title_of(*shape.root());
  } else {
    surroundings.take(*shape.root(), records);
  }
  start_content(metadata, request.fields, sink);
  if (records.empty()) {
    read_blocks(xml, *shape.root(), source.name(), sink);
  } else {
    read_records(xml, records, source.name(), sink);
  }
  if (surroundings.lost() > 0) {
    sink.warning(fmt::format("{} {} beside the records {} not read", surroundings.lost(),
                             surroundings.lost() == 1 ? "element" : "elements",
                             surroundings.lost() == 1 ? "was" : "were"));
  }
  xml.warn(sink);
}

}  // namespace docexport
