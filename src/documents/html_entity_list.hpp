#pragma once

#include <string_view>

namespace docexport {

/// The named character references of HTML (those that end with a semicolon), sorted by name: name, space, characters,
/// tilde, and so on.
std::string_view html_entity_list();

}  // namespace docexport
