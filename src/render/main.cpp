#include <sys/socket.h>

#include <cstdlib>
#include <exception>
#include <iostream>

#include "render/serve.hpp"

namespace {

// Where docexport puts the socket (src/rendering/helper_connection.cpp).
constexpr int socket_descriptor = 3;

bool is_started_by_docexport() {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(socket_descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

}  // namespace

int main() {
  if (!is_started_by_docexport()) {
    std::cerr << "docexport-render is a part of docexport and does nothing by itself: use docexport export\n";
    return 2;
  }
  try {
    docexport::serve(socket_descriptor);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "docexport-render: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
