#pragma once

#include <cstdint>
#include <string>

#include "docexport/model/render_options.hpp"

namespace docexport {

/// What a document has taken of what it may take. Each function throws Error (`limit`) that names the document, the
/// limit and the option that raises it.
class ReadingBudget {
 public:
  ReadingBudget(const RenderLimits& limits, std::string document_name)
      : limits_(limits), document_name_(std::move(document_name)) {}

  /// Places of a table: a cell that spans takes as many as it covers.
  void take_cells(std::uint64_t count);
  /// Whether so many more would still do, before they are made.
  void check_cells(std::uint64_t more) const;
  /// Bytes that came out of a container's member; `packed` is the member's size in the container, `unpacked` all that
  /// has come out of it so far, `more` what of that is new.
  void take_inflated(std::uint64_t more, std::uint64_t unpacked, std::uint64_t packed);
  void check_depth(std::uint64_t depth) const;
  void take_page();

 private:
  RenderLimits limits_;
  std::string document_name_;
  std::uint64_t cells_ = 0;
  std::uint64_t inflated_bytes_ = 0;
  std::uint64_t pages_ = 0;
};

}  // namespace docexport
