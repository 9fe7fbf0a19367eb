#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// An XML document: its repeated elements as records if it is data (xml_records.hpp), with what stands beside them as
/// metadata; else its text as blocks. It is read twice and never held: once to learn its shape, once for its content.
/// Nothing outside of it is read; one that declares entities is refused.
void read_xml(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
