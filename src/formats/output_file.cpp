#include "formats/output_file.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {

void OutputFile::flush() {
  if (size_limit_ - offset_ < buffer_.size()) {
    throw Error(ErrorKind::limit, fmt::format("the export would be larger than {}, the most it may be: export less of "
                                              "the document with --view or --table",
                                              format_size(size_limit_)));
  }
  write_all_at(descriptor_, buffer_.view(), offset_, "the export file");
  offset_ += buffer_.size();
  buffer_.clear();
}

}  // namespace docexport
