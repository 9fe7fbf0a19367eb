#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/base/file.hpp"

namespace docexport {

struct ReceivedRequest {
  std::string message{};
  std::vector<FileDescriptor> descriptors{};
};

/// Waits for the next request; nullopt when the other end is closed. Throws Error (`internal`).
std::optional<ReceivedRequest> receive_request(int socket);

/// Throws Error (`internal`).
void send_answer(int socket, const std::string& message);

}  // namespace docexport
