#pragma once

namespace docexport {

/// Answers requests (docexport/model/render_protocol.hpp) one after the other until the other end of the socket is
/// closed. Each document is read in a confined child. Throws Error when the socket or the confinement fails.
void serve(int socket);

}  // namespace docexport
