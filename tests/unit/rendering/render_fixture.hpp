#pragma once

#include <filesystem>
#include <string>

#include "docexport/base/file.hpp"
#include "docexport/rendering/renderer.hpp"
#include "support/temporary_directory.hpp"

namespace docexport::test {

/// The real helper, and files to render between.
class RenderFixture {
 public:
  RenderFixture();

  /// Renders a document of this content, name and request; `output` then has what was written.
  RenderOutcome render(const std::string& content, const RenderRequest& request = {});
  RenderOutcome render_with(Renderer& renderer, const std::string& content, const RenderRequest& request = {});
  /// What the last rendering wrote.
  [[nodiscard]] std::string output() const;
  /// Renders an ordinary document and checks that all of it arrives.
  void check_that_documents_are_read();

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  TemporaryDirectory folder_;
  Renderer renderer_;
  FileDescriptor output_;
};

/// The path of a helper double that behaves as `behaviour` says (helper_double.cpp).
std::filesystem::path helper_double(const std::filesystem::path& folder, const std::string& behaviour);

/// The process ids of this process's children.
std::vector<std::string> children();

}  // namespace docexport::test
