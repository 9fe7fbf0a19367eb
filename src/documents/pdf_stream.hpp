#pragma once

#include <Object.h>

#include <Stream.h>

#include "docexport/documents/document_source.hpp"

namespace docexport {

/// The document's bytes as the PDF library wants them: read piece by piece, so that a large file is never in memory.
class PdfSourceStream final : public BaseSeekInputStream {
 public:
  PdfSourceStream(const DocumentSource& source, Goffset first, bool is_limited, Goffset count, Object&& dictionary);

  BaseStream* copy() override;
  Stream* makeSubStream(Goffset first, bool is_limited, Goffset count, Object&& dictionary) override;

 private:
  [[nodiscard]] Goffset currentPos() const override { return position_; }
  void setCurrentPos(Goffset offset) override { position_ = offset; }
  Goffset read(char* buffer, Goffset size) override;

  const DocumentSource& source_;
  Goffset position_ = 0;
};

}  // namespace docexport
