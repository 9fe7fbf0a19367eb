#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "app/attempt_steps.hpp"
#include "docexport/base/file.hpp"
#include "docexport/model/document.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// The file in a bundle that says what became of each document; written as the documents come, so that memory does not
/// grow with their number. Man page docexport-export(1), BUNDLES, is its contract.
class BundleManifest {
 public:
  static constexpr const char* file_name = "manifest.json";

  /// Writes into an unnamed file in `folder`.
  BundleManifest(const std::filesystem::path& folder, const Export& row);

  void add(const Document& document, const std::string& file, const Rendering& rendering);
  /// A document that is not in the bundle. Of one that is not registered only the name is known.
  void add_failure(const Document& document, const Rendering& rendering);
  /// Nothing can be added any more.
  void finish();

  [[nodiscard]] int descriptor() const { return file_.get(); }
  [[nodiscard]] std::uint64_t exported() const { return exported_; }
  /// Sums of the counts of what was read, with `documents` and `failed`: what the catalog keeps.
  [[nodiscard]] std::string stats_json() const;

 private:
  void put_document(const std::string& object);
  void put(const std::string& text);

  FileDescriptor file_;
  bool is_first_ = true;
  std::uint64_t exported_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t records_ = 0;
  std::uint64_t bytes_ = 0;
  std::map<std::string, std::uint64_t> counts_{};
};

}  // namespace docexport
