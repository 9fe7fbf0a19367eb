#include "unit/rendering/render_fixture.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

namespace docexport::test {

RenderFixture::RenderFixture() : renderer_(DOCEXPORT_RENDER) {}

RenderOutcome RenderFixture::render(const std::string& content, const RenderRequest& request) {
  return render_with(renderer_, content, request);
}

RenderOutcome RenderFixture::render_with(Renderer& renderer, const std::string& content, const RenderRequest& request) {
  std::ofstream(folder() / "document", std::ios::binary) << content;
  const FileDescriptor document = open_regular_file(folder() / "document");
  output_ = open_unnamed_file(folder());
  const FileDescriptor scratch = open_unnamed_file(folder());
  return renderer.render(request, {.document = document.get(), .output = output_.get(), .scratch = scratch.get()});
}

std::string RenderFixture::output() const {
  std::string content;
  read_through(output_.get(), "the output", [&content](std::string_view piece) { content += piece; });
  return content;
}

void RenderFixture::check_that_documents_are_read() {
  const RenderOutcome outcome =
      render("Hello, world.\n\nA second paragraph.\n", {.document_name = "hello.txt", .format = ExportFormat::txt});
  REQUIRE_FALSE(outcome.failure);
  CHECK(outcome.media_type == "text/plain");
  CHECK(output().find("A second paragraph.") != std::string::npos);
}

std::filesystem::path helper_double(const std::filesystem::path& folder, const std::string& behaviour) {
  std::filesystem::path program = folder / behaviour;
  std::filesystem::create_symlink(DOCEXPORT_HELPER_DOUBLE, program);
  return program;
}

std::vector<std::string> children() {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream stat(entry.path() / "stat");
    std::string content;
    if (std::getline(stat, content)) {
      std::istringstream after_name(content.substr(content.rfind(')') + 1));
      std::string state;
      pid_t parent = 0;
      if (after_name >> state >> parent && parent == ::getpid() && state != "Z") {
        found.push_back(entry.path().filename());
      }
    }
  }
  return found;
}

}  // namespace docexport::test
