#include "docexport/documents/document_source.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {

DocumentSource::DocumentSource(int descriptor, std::uint64_t size, std::string name)
    : descriptor_(descriptor), size_(size), name_(std::move(name)) {}

DocumentSource::DocumentSource(std::string_view bytes, std::string name)
    : bytes_(bytes), size_(bytes.size()), name_(std::move(name)) {}

std::size_t DocumentSource::read(std::span<char> buffer, std::uint64_t offset) const {
  if (offset >= size_) {
    return 0;
  }
  const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), size_ - offset));
  if (descriptor_ < 0) {
    return bytes_.copy(buffer.data(), wanted, static_cast<std::size_t>(offset));
  }
  return read_at(descriptor_, buffer.first(wanted), offset, name_);
}

std::string DocumentSource::head(std::size_t count) const {
  return part(0, count);
}

std::string DocumentSource::part(std::uint64_t offset, std::size_t count) const {
  const std::uint64_t available = offset < size_ ? size_ - offset : 0;
  std::string bytes(static_cast<std::size_t>(std::min<std::uint64_t>(count, available)), '\0');
  bytes.resize(read(bytes, offset));
  return bytes;
}

std::string DocumentSource::all(std::size_t max_bytes) const {
  if (size_ > max_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{} has {}; a document of its type may have {} at most", name_,
                                              format_size(size_), format_size(max_bytes)));
  }
  return head(static_cast<std::size_t>(size_));
}

DocumentSource DocumentSource::beginning(std::uint64_t count) const {
  DocumentSource shorter = *this;
  shorter.size_ = std::min(count, size_);
  return shorter;
}

}  // namespace docexport
