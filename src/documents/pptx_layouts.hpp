#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/opc_package.hpp"
#include "documents/pptx_bullets.hpp"

namespace docexport {

/// A place of a layout that a slide fills.
struct Placeholder {
  std::string type = "obj";  ///< "title", "body", "ftr" …
  std::string index{};
  std::optional<BoundingBox> box{};
  BulletLevels bullets{};
};

/// Of the element ph below a shape; nullopt when the shape fills no place.
std::optional<Placeholder> read_placeholder(pugi::xml_node shape);
bool is_title_type(std::string_view type);

/// A layout together with its master.
struct Layout {
  std::vector<Placeholder> placeholders{};
  std::vector<Placeholder> master_placeholders{};
  BulletLevels body_bullets{};
  BulletLevels other_bullets{};
  std::vector<Block> fixed_texts{};  ///< what every slide shows in the same place, with its box

  /// Where the slide does not say what its placeholder is like, the layout does, then the master.
  void complete(Placeholder& placeholder) const;
};

/// The layouts of a presentation, each read once.
class PptxLayouts {
 public:
  explicit PptxLayouts(OpcPackage& package) : package_(package) {}

  /// An empty one when the slide has none that can be read.
  const Layout& of_slide(const Relationships& slide);

 private:
  Layout read_layout(const std::string& part);
  void add_fixed_texts(Layout& layout, pugi::xml_node root, const std::string& part);

  OpcPackage& package_;
  std::map<std::string, std::unique_ptr<Layout>> layouts_{};
};

}  // namespace docexport
