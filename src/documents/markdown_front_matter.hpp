#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "docexport/model/content.hpp"

namespace docexport {

/// What stands between two lines of `---` at the beginning of a Markdown text.
struct FrontMatter {
  std::size_t length = 0;  ///< bytes of the text that belong to it, both lines included; 0 if there is none
  std::string rest{};      ///< its lines that have no place in the metadata, as they are
};

/// Finds the front matter and puts `key: value` lines of title, author, date, description, keywords and language into
/// the metadata.
FrontMatter take_front_matter(std::string_view text, Metadata& metadata);

}  // namespace docexport
