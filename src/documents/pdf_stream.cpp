#include "documents/pdf_stream.hpp"

#include <span>
#include <utility>

namespace docexport {

PdfSourceStream::PdfSourceStream(const DocumentSource& source, Goffset first, bool is_limited, Goffset count,
                                 Object&& dictionary)
    : BaseSeekInputStream(first, is_limited, count, std::move(dictionary)), source_(source) {}

// The library owns what these two return, and deletes it itself.
BaseStream* PdfSourceStream::copy() {
  return new PdfSourceStream(source_, start, limited, length, dict.copy());
}

Stream* PdfSourceStream::makeSubStream(Goffset first, bool is_limited, Goffset count, Object&& dictionary) {
  return new PdfSourceStream(source_, first, is_limited, count, std::move(dictionary));
}

Goffset PdfSourceStream::read(char* buffer, Goffset size) {
  if (position_ < 0 || size <= 0) {
    return 0;
  }
  const std::span<char> wanted(buffer, static_cast<std::size_t>(size));
  const auto count = static_cast<Goffset>(source_.read(wanted, static_cast<std::uint64_t>(position_)));
  position_ += count;
  return count;
}

}  // namespace docexport
