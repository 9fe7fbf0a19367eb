#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/model/export_format.hpp"
#include "docexport/model/render_options.hpp"

namespace docexport {

/// What docexport and its private helper docexport-render say to each other (design §7): one JSON message each way over
/// a SOCK_SEQPACKET pair, the descriptors beside the request. The two are built together; there is no version.

enum class RenderOperation {
  identify,  ///< only say what the document is; needs no output descriptor
  render,    ///< read the document and write it as `format`
};

struct RenderRequest {
  RenderOperation operation = RenderOperation::render;
  std::string document_name{};  ///< file name: the second hint at the type, after the content
  std::string media_type{};     ///< what the user or an earlier `identify` said; empty if unknown
  std::string document_sha256{};
  std::uint64_t document_size = 0;
  ExportFormat format = ExportFormat::json;
  RenderOptions options{};
  std::string fields_json{};  ///< as parse_fields takes it; empty when there are none
  RenderLimits limits{};
};

/// Counts of what was read (design §4, `stats`).
struct RenderStats {
  std::uint64_t pages = 0;
  std::uint64_t blocks = 0;
  std::uint64_t tables = 0;
  std::uint64_t rows = 0;  ///< table rows and records
  std::uint64_t fields = 0;
  std::uint64_t words = 0;
  std::uint64_t characters = 0;
};

struct RenderFailure {
  ErrorKind kind = ErrorKind::internal;  ///< input, unsupported, limit, no_space or internal
  std::string message{};
};

struct RenderOutcome {
  std::optional<RenderFailure> failure{};
  std::string media_type{};
  std::uint64_t records_count = 0;  ///< what a reader of the file counts (design §2)
  RenderStats stats{};
  std::vector<std::string> warnings{};
};

/// Bytes one message may have at most, in either direction.
inline constexpr std::size_t render_message_limit = std::size_t{4} << 20;

/// The kernel takes no packet of that size, so a message goes in packets of at most this many bytes: one that says
/// whether another follows (1) or not (0), then the message's next piece. The descriptors come with the first packet.
inline constexpr std::size_t render_packet_limit = std::size_t{64} << 10;

std::string write_render_request(const RenderRequest& request);
RenderRequest parse_render_request(const std::string& message);
std::string write_render_outcome(const RenderOutcome& outcome);
/// Reads what a possibly hostile child said: every field is checked for type and range, text is made valid UTF-8, at
/// most 1,000 warnings of 1,000 bytes are kept. Throws Error (`internal`) when it is no outcome.
RenderOutcome parse_render_outcome(const std::string& message);

/// `{"pages":…}` without zero counts: what the catalog keeps.
std::string write_render_stats(const RenderStats& stats);

}  // namespace docexport
