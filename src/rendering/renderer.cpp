#include "docexport/rendering/renderer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "rendering/helper_connection.hpp"

namespace docexport {

struct Renderer::State {
  std::filesystem::path helper{};
  std::optional<HelperConnection> connection{};
  std::optional<HelperConnection> ending{};  ///< killed, and not yet waited for
};

namespace {

// The helper itself stops a child at wall_seconds; this is for a helper that does not.
constexpr std::chrono::seconds grace{10};

RenderOutcome failed(ErrorKind kind, std::string message) {
  return {.failure = RenderFailure{.kind = kind, .message = std::move(message)}};
}

void require_access_mode(int descriptor, int mode, const char* what) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags < 0 || (flags & (O_ACCMODE | O_PATH)) != mode) {
    throw Error(ErrorKind::internal, what);
  }
}

std::vector<int> checked_descriptors(const RenderRequest& request, const RenderFiles& files) {
  require_access_mode(files.document, O_RDONLY, "the document must be open for reading only before it is rendered");
  if (request.operation == RenderOperation::identify) {
    return {files.document};
  }
  require_access_mode(files.output, O_RDWR, "the export file must be open for reading and writing");
  require_access_mode(files.scratch, O_RDWR, "the scratch file must be open for reading and writing");
  return {files.document, files.output, files.scratch};
}

/// Undoes what a helper that died may have written.
void empty_files(const RenderFiles& files) {
  for (const int descriptor : {files.output, files.scratch}) {
    if (descriptor >= 0 && (::ftruncate(descriptor, 0) != 0 || ::lseek(descriptor, 0, SEEK_SET) != 0)) {
      throw system_error("cannot empty the unfinished export file", errno);
    }
  }
}

std::optional<RenderOutcome> parse_answer(const std::string& answer) {
  try {
    return parse_render_outcome(answer);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// What to make of a helper that failed twice at the same document.
RenderOutcome judge_helper(HelperConnection& connection, Exchange end, const std::filesystem::path& helper) {
  if (end == Exchange::misbehaved) {
    throw Error(ErrorKind::internal,
                fmt::format("{} does not speak as it should: install docexport again", helper.string()));
  }
  if (const std::optional<int> code = connection.exit_code()) {
    throw Error(ErrorKind::internal,
                fmt::format("{} ended with exit code {}: install docexport again", helper.string(), *code));
  }
  return failed(ErrorKind::input, "the reader crashed on this document: the file is probably damaged");
}

}  // namespace

Renderer::Renderer(std::filesystem::path helper) : state_(std::make_unique<State>()) {
  state_->helper = std::move(helper);
}

Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;

void Renderer::start() {
  if (!state_->connection || !state_->connection->is_alive()) {
    state_->connection.reset();
    state_->connection = HelperConnection::start(state_->helper);
  }
}

void Renderer::finish() noexcept {
  if (state_->connection) {
    state_->connection->begin_end();
    state_->ending.reset();
    state_->ending.emplace(std::move(*std::exchange(state_->connection, std::nullopt)));
  }
}

RenderOutcome Renderer::render(const RenderRequest& request, const RenderFiles& files) {
  const std::vector<int> descriptors = checked_descriptors(request, files);
  const std::string message = write_render_request(request);
  if (message.size() > render_message_limit) {
    return failed(ErrorKind::limit, fmt::format("the fields of the document are larger than {}: leave some out",
                                                format_size(render_message_limit)));
  }
  constexpr int attempts = 2;
  for (int attempt = 1;; ++attempt) {
    start();
    // Only a connection that has answered goes back: one that throws or fails is destroyed, and its helper with it.
    HelperConnection connection = std::move(*std::exchange(state_->connection, std::nullopt));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(request.limits.wall_seconds) + grace;
    std::string answer;
    Exchange end = connection.exchange(message, descriptors, deadline, answer);
    if (end == Exchange::answered) {
      if (std::optional<RenderOutcome> outcome = parse_answer(answer)) {
        state_->connection = std::move(connection);
        return *std::move(outcome);
      }
      end = Exchange::misbehaved;
    }
    if (end == Exchange::took_long) {
      return failed(ErrorKind::limit,
                    fmt::format("the document takes longer than {} s: raise --max-seconds, or export a "
                                "smaller document",
                                request.limits.wall_seconds));
    }
    if (attempt == attempts) {
      return judge_helper(connection, end, state_->helper);
    }
    empty_files(files);
  }
}

}  // namespace docexport
