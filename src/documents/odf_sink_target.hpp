#pragma once

#include <optional>

#include "documents/odf_content.hpp"

namespace docexport {

/// The document itself: what comes is passed on, with the place that was set last.
class OdfSinkTarget : public OdfTarget {
 public:
  explicit OdfSinkTarget(ContentSink& sink) : sink_(&sink) {}

  void place(const std::optional<Position>& position) { position_ = position; }

  void block(const Block& block) override {
    if (!position_) {
      return sink_->block(block);
    }
    Block placed = block;
    placed.position = position_;
    sink_->block(placed);
  }
  void begin_table(const TableStart& start) override {
    TableStart placed = start;
    placed.position = position_;
    sink_->begin_table(placed);
  }
  void table_row(const Row& row) override { sink_->table_row(row); }
  void end_table() override { sink_->end_table(); }

 private:
  ContentSink* sink_;
  std::optional<Position> position_{};
};

}  // namespace docexport
