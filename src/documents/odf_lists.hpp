#pragma once

#include <string>
#include <string_view>

#include "documents/odf_content.hpp"

namespace docexport {

/// A list that is being read: its style, and the level of its items, from 1.
struct OdfList {
  std::string style{};
  int level = 0;
};

/// The list of this element inside of `outer` (level 0: none). Its counting begins, unless it says that it goes on.
OdfList begin_odf_list(OdfState& state, pugi::xml_node list, const OdfList& outer);

/// Counts an item and gives its block, without text.
Block begin_odf_item(OdfState& state, const OdfList& list, pugi::xml_node item);

}  // namespace docexport
