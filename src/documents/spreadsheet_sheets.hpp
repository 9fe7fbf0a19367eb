#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// The sheet that was asked for: of exactly that name, or the only one that differs in the case of ASCII letters alone.
/// Throws Error (`input`) that names the sheets there are.
std::size_t find_sheet(const std::vector<std::string>& names, const std::string& wanted, const std::string& document);

/// Row and column, from 0, as people name them: `BC12`.
std::string cell_name(std::uint32_t row, std::uint32_t column);

/// A comment on a cell; the author may be empty.
Block comment_block(std::string_view author, std::string_view cell, std::string_view text);

}  // namespace docexport
