#pragma once

#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"

namespace docexport {

/// Markdown (CommonMark with GitHub's tables, strikethrough, task lists and autolinks) of up to max_markdown_bytes.
///
/// Front matter becomes metadata; what of it has no place there, a code block. Headings are section headers, the first
/// paragraph of a list item is the list item, its others are paragraphs; a soft line break is a space. HTML leaves its
/// text, without the tags. Throws Error (`limit`) for a text that is too large, or made to grow when it is read.
void read_markdown(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);

}  // namespace docexport
