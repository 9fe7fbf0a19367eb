#pragma once

#include <CharTypes.h>

namespace docexport {

/// The combining mark for an accent that stands alone; 0 for all other characters.
Unicode combining_mark_for(Unicode character);

/// Whether it can carry an accent.
bool can_carry_accent(Unicode character);

}  // namespace docexport
