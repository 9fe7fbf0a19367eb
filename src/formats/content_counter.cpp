#include "formats/content_counter.hpp"

#include <array>

namespace docexport {

namespace {

constexpr std::array<bool, 256> make_space_bytes() {
  std::array<bool, 256> space{};
  for (const char byte : {' ', '\t', '\n', '\v', '\f', '\r'}) {
    space[static_cast<unsigned char>(byte)] = true;
  }
  return space;
}

constexpr std::array<bool, 256> space_bytes = make_space_bytes();

}  // namespace

void ContentCounter::add_text(std::string_view text) {
  std::uint64_t characters = 0;
  std::uint64_t words = 0;
  bool after_space = true;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    const bool is_space = space_bytes[value];
    characters += (value & 0xC0U) != 0x80U ? 1U : 0U;
    words += after_space && !is_space ? 1U : 0U;
    after_space = is_space;
  }
  stats_.characters += characters;
  stats_.words += words;
}

void ContentCounter::add_metadata(const Metadata& metadata) {
  page_count_ = static_cast<std::uint64_t>(std::max(0, metadata.page_count.value_or(0)));
}

void ContentCounter::add_block(const Block& block) {
  ++stats_.blocks;
  add_text(block.text);
}

void ContentCounter::add_table(const TableStart& table) {
  ++stats_.tables;
  add_text(table.caption);
}

void ContentCounter::add_row(const Row& row) {
  ++stats_.rows;
  for (const Cell& cell : row) {
    add_text(cell.text);
  }
}

RenderStats ContentCounter::stats() const {
  RenderStats stats = stats_;
  stats.pages = stats.pages > 0 ? stats.pages : page_count_;
  return stats;
}

}  // namespace docexport
