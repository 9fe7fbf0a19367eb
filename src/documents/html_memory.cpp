#include "documents/html_memory.hpp"

#include <bit>
#include <cstdlib>
#include <exception>
#include <new>

namespace docexport {
namespace {

constexpr std::size_t tree_chunk_bytes = std::size_t{256} << 10;
constexpr std::size_t step = 16;
/// Up to here each multiple of the step has a bin of its own, above each power of two.
constexpr std::size_t largest_small = 1024;
constexpr std::size_t small_bins = largest_small / step + 1;

std::size_t bin_of(std::size_t size) {
  return size <= largest_small ? (size + step - 1) / step
                               : small_bins + static_cast<std::size_t>(std::bit_width(size - 1));
}

std::size_t bytes_of(std::size_t bin) {
  return bin < small_bins ? bin * step : std::size_t{1} << (bin - small_bins);
}

}  // namespace

void HtmlMemory::Free::operator()(void* chunk) const noexcept {
  std::free(chunk);  // NOLINT(cppcoreguidelines-no-malloc)
}

void* HtmlMemory::take(std::size_t size) noexcept {
  if (size > max_bytes_) {
    return nullptr;
  }
  const std::size_t bin = bin_of(size);
  Header* header = bins_.at(bin);
  if (header != nullptr) {
    bins_.at(bin) = header->next;
    return header + 1;
  }
  header = cut(sizeof(Header) + bytes_of(bin));
  if (header == nullptr) {
    return nullptr;
  }
  new (header) Header{.bin = bin};
  return header + 1;
}

void HtmlMemory::give_back(void* block) noexcept {
  if (block != nullptr) {
    Header* const header = static_cast<Header*>(block) - 1;
    header->next = bins_.at(header->bin);
    bins_.at(header->bin) = header;
  }
}

HtmlMemory::Header* HtmlMemory::cut(std::size_t bytes) noexcept {
  if (bytes > tree_chunk_bytes / 4) {
    return reinterpret_cast<Header*>(add_chunk(bytes));
  }
  if (bytes > free_bytes_) {
    free_begin_ = add_chunk(tree_chunk_bytes);
    free_bytes_ = free_begin_ == nullptr ? 0 : tree_chunk_bytes;
  }
  if (free_begin_ == nullptr) {
    return nullptr;
  }
  std::byte* const begin = free_begin_;
  free_begin_ += bytes;
  free_bytes_ -= bytes;
  return reinterpret_cast<Header*>(begin);
}

std::byte* HtmlMemory::add_chunk(std::size_t bytes) noexcept {
  if (bytes > max_bytes_ - bytes_) {
    return nullptr;
  }
  try {
    chunks_.emplace_back();
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
  chunks_.back().reset(std::malloc(bytes));  // NOLINT(cppcoreguidelines-no-malloc)
  bytes_ += chunks_.back() ? bytes : 0;
  return static_cast<std::byte*>(chunks_.back().get());
}

}  // namespace docexport
