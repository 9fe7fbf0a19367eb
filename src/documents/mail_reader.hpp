#pragma once

#include "docexport/documents/document_source.hpp"
#include "docexport/documents/readers.hpp"

namespace docexport {

/// One message (RFC 5322, MIME). Its subject is the title.
void read_mail(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

/// A mailbox (mbox, in any of its dialects): each message stands under a heading, its subject.
void read_mailbox(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
