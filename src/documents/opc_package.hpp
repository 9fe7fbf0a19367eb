#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/reading_budget.hpp"
#include "documents/xml_document.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// How a part of an Office document refers to another.
struct Relationship {
  std::string id{};
  std::string type{};    ///< its last component, the same in the strict and the transitional kind: "image"
  std::string target{};  ///< the name of a part, or a URL when it is external
  bool external = false;
};

/// In their order; of several with the same id the first counts.
class Relationships {
 public:
  void add(Relationship relationship);
  [[nodiscard]] auto begin() const { return all_.begin(); }
  [[nodiscard]] auto end() const { return all_.end(); }
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] const Relationship& operator[](std::size_t index) const { return all_[index]; }
  /// Null when there is none of that id.
  [[nodiscard]] const Relationship* find(std::string_view id) const;

 private:
  std::vector<Relationship> all_{};
  std::unordered_map<std::string, std::size_t> places_{};
};

/// Null when there is none of that id.
const Relationship* find_relationship(const Relationships& relationships, std::string_view id);
/// The part that the first relationship of this type leads to; empty when there is none.
std::string target_of_type(const Relationships& relationships, std::string_view type);

/// An Office document (DOCX, XLSX, PPTX): parts in a ZIP archive that refer to each other.
class OpcPackage {
 public:
  OpcPackage(ZipArchive& archive, ReadingBudget& budget) : archive_(archive), budget_(budget) {}

  [[nodiscard]] ZipArchive& archive() noexcept { return archive_; }
  [[nodiscard]] ReadingBudget& budget() noexcept { return budget_; }
  /// The part with the document's body. `usual_name` is where it mostly lies, for packages that do not say.
  [[nodiscard]] std::string main_part(std::string_view usual_name);
  /// Of a part, or of the package itself for an empty name; empty when it has none.
  [[nodiscard]] Relationships relationships(std::string_view part);
  [[nodiscard]] XmlDocument xml(std::string_view part) { return {archive_, part, budget_}; }
  /// What the properties say: core, application and custom ones. Broken ones say nothing.
  [[nodiscard]] Metadata metadata();

 private:
  ZipArchive& archive_;
  ReadingBudget& budget_;
};

}  // namespace docexport
