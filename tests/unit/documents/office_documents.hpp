#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "unit/documents/document_file.hpp"
#include "unit/documents/zip_builder.hpp"

namespace docexport::test {

constexpr std::string_view docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view pptx_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation";

/// A small Word document: a body, and what other parts it is given.
class WordFile {
 public:
  explicit WordFile(std::string body) : body_(std::move(body)) {}

  /// A part beside the document, which refers to it by `id` (r:id) and `type`.
  WordFile& part(std::string_view id, std::string_view type, std::string_view name, std::string_view xml) {
    relate(id, type, name, "");
    parts_.emplace_back("word/" + std::string(name), xml);
    return *this;
  }
  /// A hyperlink's target, or an image outside of the document.
  WordFile& outside(std::string_view id, std::string_view type, std::string_view url) {
    relate(id, type, url, " TargetMode='External'");
    return *this;
  }
  WordFile& styles(std::string_view xml) {
    return part("rIdStyles", "styles", "styles.xml", "<w:styles>" + std::string(xml) + "</w:styles>");
  }
  WordFile& numbering(std::string_view xml) {
    return part("rIdNumbers", "numbering", "numbering.xml", "<w:numbering>" + std::string(xml) + "</w:numbering>");
  }

  [[nodiscard]] std::string bytes() const {
    ZipBuilder zip;
    zip.add("_rels/.rels",
            "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/></Relationships>");
    zip.add("word/document.xml", "<w:document><w:body>" + body_ + "</w:body></w:document>");
    zip.add("word/_rels/document.xml.rels", "<Relationships>" + relationships_ + "</Relationships>");
    for (const auto& [name, xml] : parts_) {
      zip.add(name, xml);
    }
    return zip.bytes();
  }

  [[nodiscard]] RecordingSink read() const { return DocumentFile("a.docx", bytes()).read_as(docx_type); }

 private:
  void relate(std::string_view id, std::string_view type, std::string_view target, std::string_view mode) {
    relationships_ += "<Relationship Id='" + std::string(id) + "' Type='http://x/" + std::string(type) + "' Target='" +
                      std::string(target) + "'" + std::string(mode) + "/>";
  }

  std::string body_;
  std::string relationships_{};
  std::vector<std::pair<std::string, std::string>> parts_{};
};

/// A presentation of these slides (the inside of each spTree), with one layout and one master.
class SlidesFile {
 public:
  SlidesFile& slide(std::string_view tree, std::string_view attributes = "", std::string_view relationships = "") {
    slides_.push_back({.tree = std::string(tree),
                       .attributes = std::string(attributes),
                       .relationships = std::string(relationships)});
    return *this;
  }
  /// The slide of this number is no XML.
  SlidesFile& damage(std::size_t number) {
    slides_.at(number - 1).is_damaged = true;
    return *this;
  }
  SlidesFile& part(std::string_view name, std::string_view xml) {
    parts_.emplace_back(name, xml);
    return *this;
  }

  /// More shapes of the layout.
  SlidesFile& on_layout(std::string_view shapes) {
    layout_shapes_ = shapes;
    return *this;
  }
  /// The shapes of the master.
  SlidesFile& on_master(std::string_view shapes) {
    master_shapes_ = shapes;
    return *this;
  }
  /// What the presentation itself refers to beside its slides.
  SlidesFile& related(std::string_view id, std::string_view type, std::string_view target) {
    relationships_ += relation(id, type, target);
    return *this;
  }

  [[nodiscard]] RecordingSink read(const ReadRequest& request = {}) const {
    return DocumentFile("a.pptx", bytes()).read_with(pptx_type, request);
  }

 private:
  struct Slide {
    std::string tree{};
    std::string attributes{};
    std::string relationships{};
    bool is_damaged = false;
  };

  static std::string relation(std::string_view id, std::string_view type, std::string_view target) {
    return "<Relationship Id='" + std::string(id) + "' Type='x/" + std::string(type) + "' Target='" +
           std::string(target) + "'/>";
  }

  [[nodiscard]] std::string bytes() const {
    ZipBuilder zip;
    std::string list;
    std::string relations = relationships_;
    for (std::size_t index = 0; index < slides_.size(); ++index) {
      const std::string number = std::to_string(index + 1);
      list += "<p:sldId id='" + number + "' r:id='r" + number + "'/>";
      relations += relation("r" + number, "slide", "slides/slide" + number + ".xml");
      const std::string xml = "<p:sld " + slides_[index].attributes + "><p:cSld><p:spTree>" + slides_[index].tree +
                              "</p:spTree></p:cSld></p:sld>";
      zip.add("ppt/slides/slide" + number + ".xml", slides_[index].is_damaged ? "damaged" : xml);
      zip.add("ppt/slides/_rels/slide" + number + ".xml.rels",
              "<Relationships>" + relation("rL", "slideLayout", "../slideLayouts/l.xml") +
                  slides_[index].relationships + "</Relationships>");
    }
    zip.add("ppt/presentation.xml", "<p:presentation><p:sldIdLst>" + list +
                                        "</p:sldIdLst><p:sldSz cx='9144000' cy='6858000'/></p:presentation>");
    zip.add("ppt/_rels/presentation.xml.rels", "<Relationships>" + relations + "</Relationships>");
    zip.add("ppt/slideLayouts/l.xml",
            "<p:sldLayout><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph idx='1'/></p:nvPr>"
            "</p:nvSpPr><p:spPr><a:xfrm><a:off x='127000' y='254000'/>"
            "<a:ext cx='1270000' cy='1270000'/></a:xfrm></p:spPr></p:sp>" +
                layout_shapes_ + "</p:spTree></p:cSld></p:sldLayout>");
    zip.add("ppt/slideLayouts/_rels/l.xml.rels",
            "<Relationships>" + relation("rM", "slideMaster", "../m.xml") + "</Relationships>");
    zip.add("ppt/m.xml", "<p:sldMaster><p:cSld><p:spTree>" + master_shapes_ +
                             "</p:spTree></p:cSld><p:txStyles><p:bodyStyle><a:lvl1pPr><a:buChar char='•'/></a:lvl1pPr>"
                             "<a:lvl2pPr><a:buChar char='•'/></a:lvl2pPr></p:bodyStyle></p:txStyles></p:sldMaster>");
    for (const auto& [name, xml] : parts_) {
      zip.add(name, xml);
    }
    return zip.bytes();
  }

  std::vector<Slide> slides_{};
  std::string relationships_{};
  std::string layout_shapes_{};
  std::string master_shapes_{};
  std::vector<std::pair<std::string, std::string>> parts_{};
};

}  // namespace docexport::test
