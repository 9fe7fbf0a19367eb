#pragma once

#include <filesystem>
#include <memory>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// The descriptors of one rendering; all stay the caller's.
struct RenderFiles {
  int document = -1;  ///< opened for reading only
  int output = -1;    ///< an empty file, opened for reading and writing; -1 for RenderOperation::identify
  int scratch = -1;   ///< another empty file, for what a writer must put aside; -1 for RenderOperation::identify
};

/// Starts docexport-render once, when it is first needed, and speaks to it. The helper has an empty environment and no
/// descriptor but the socket and what a request brings. A helper that died is started again, and the request repeated
/// once. For one thread: the helper dies with the thread that started it.
class Renderer {
 public:
  explicit Renderer(std::filesystem::path helper);
  ~Renderer();
  Renderer(Renderer&&) noexcept;
  Renderer& operator=(Renderer&&) noexcept;

  /// Starts the helper without waiting for it, so that it loads its libraries while the caller does other work.
  void start();

  /// No more documents come: the helper ends while the caller does other work. A later request starts another.
  void finish() noexcept;

  /// A document that cannot be read is an outcome with a failure. Throws Error (`internal`) when the helper cannot be
  /// started or breaks the protocol twice, (`interrupted`) when a signal asked us to stop; the child is then killed.
  RenderOutcome render(const RenderRequest& request, const RenderFiles& files);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// docexport-render beside the running program, or in ../libexec/docexport/ of it. Throws Error (`configuration`).
std::filesystem::path find_render_helper();

}  // namespace docexport
