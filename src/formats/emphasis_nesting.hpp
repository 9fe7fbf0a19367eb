#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace docexport {

/// What stands at the ends of a run of text, as the rules for emphasis see it.
enum class EdgeKind { blank, punctuation, letter };

/// A run of text with its emphasis (bits of Emphasis), and its first and last character.
struct EmphasisedRun {
  unsigned emphasis = 0;
  EdgeKind first = EdgeKind::letter;
  EdgeKind last = EdgeKind::letter;
};

/// The kind of the first or last character of a text; blank for an empty one.
EdgeKind first_edge(std::string_view text);
EdgeKind last_edge(std::string_view text);

/// Takes away what CommonMark could not express: emphasis that would begin or end where its delimiters are not
/// flanking, and, inside a word, emphasis that begins where other emphasis ends. `before` and `after` surround the
/// runs.
void keep_expressible_emphasis(std::span<EmphasisedRun> runs, EdgeKind before, EdgeKind after);

/// How many runs from `index` on have the emphasis.
std::size_t emphasis_length(std::span<const EmphasisedRun> runs, std::size_t index, unsigned emphasis);

}  // namespace docexport
