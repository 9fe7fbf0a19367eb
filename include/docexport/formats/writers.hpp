#pragma once

#include <memory>
#include <string>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// A writer's own end: what it wrote.
class Writer : public ContentSink {
 public:
  /// Records as a reader of the file counts them (design §2). Valid after finish.
  [[nodiscard]] virtual std::uint64_t records_count() const = 0;
  /// Counts of all that came, whatever of it the format and the view show (design §4, `stats`). Valid after finish.
  [[nodiscard]] virtual RenderStats stats() const = 0;
  /// What the format could not hold of the content, one sentence each. Valid after finish.
  [[nodiscard]] virtual std::vector<std::string> warnings() const { return {}; }
};

struct WriterFiles {
  int output = -1;   ///< an empty file; written from its start
  int scratch = -1;  ///< an empty file for what must be put aside (tables while blocks are written …)
};

/// The writer of the request's format. The same document and options give the same bytes; all output is valid UTF-8.
/// Throws Error (`no_space`, `limit`) from any call when the file cannot take more.
std::unique_ptr<Writer> make_writer(const RenderRequest& request, const std::string& media_type,
                                    const WriterFiles& files);

/// Loads what only this request's writer needs (libraries and fonts), so that a forked child finds it in memory: it
/// opens no file. Throws Error (`internal`, or `unsupported` when the machine lacks something).
void preload_writer_of(const RenderRequest& request);

}  // namespace docexport
