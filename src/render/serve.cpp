#include "render/serve.hpp"

#include <optional>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/documents/document_source.hpp"
#include "docexport/documents/readers.hpp"
#include "docexport/formats/writers.hpp"
#include "docexport/sandbox/confined_call.hpp"
#include "docexport/sandbox/confinement.hpp"
#include "render/render_document.hpp"
#include "render/request_socket.hpp"

namespace docexport {

namespace {

RenderOutcome answer(const ReceivedRequest& received, const Confinement& confinement) {
  const RenderRequest request = parse_render_request(received.message);
  const std::size_t needed = request.operation == RenderOperation::identify ? 1 : 3;
  if (received.descriptors.size() != needed) {
    throw Error(ErrorKind::internal, "a render request came without its files");
  }
  RenderDescriptors files{.document = received.descriptors[0].get()};
  std::vector<int> kept = {files.document};
  if (request.operation == RenderOperation::render) {
    const std::string& name = request.document_name;
    preload_reader_of(DocumentSource(files.document, file_size(files.document, name), name), request.media_type,
                      request.options);
    preload_writer_of(request);
    files.output = received.descriptors[1].get();
    files.scratch = received.descriptors[2].get();
    kept = {files.document, files.output, files.scratch};
  }
  return call_confined(confinement, request.limits, kept, [&] { return render_document(request, files); });
}

}  // namespace

void serve(int socket) {
  preload_readers();
  const Confinement confinement(reader_data_paths());
  while (const std::optional<ReceivedRequest> received = receive_request(socket)) {
    RenderOutcome outcome;
    try {
      outcome = answer(*received, confinement);
    } catch (const Error& error) {
      const ErrorKind kind = error.kind() == ErrorKind::unsupported ? ErrorKind::unsupported : ErrorKind::internal;
      outcome.failure = RenderFailure{.kind = kind, .message = error.what()};
    }
    send_answer(socket, write_render_outcome(outcome));
  }
}

}  // namespace docexport
