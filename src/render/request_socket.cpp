#include "render/request_socket.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "docexport/base/error.hpp"
#include "docexport/model/render_protocol.hpp"

namespace docexport {

namespace {

constexpr std::size_t most_descriptors = 3;
constexpr char last_packet = 0;
constexpr char more_packets = 1;

void take_descriptors(msghdr& message, std::vector<FileDescriptor>& descriptors) {
  for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr; header = CMSG_NXTHDR(&message, header)) {
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS) {
      continue;
    }
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int descriptor = -1;
      std::memcpy(&descriptor, CMSG_DATA(header) + i * sizeof(int), sizeof(int));
      descriptors.emplace_back(descriptor);
    }
  }
}

}  // namespace

std::optional<ReceivedRequest> receive_request(int socket) {
  ReceivedRequest request;
  std::vector<char> buffer(render_packet_limit);
  while (true) {
    alignas(cmsghdr) std::array<char, CMSG_SPACE(most_descriptors * sizeof(int))> control{};
    iovec bytes{.iov_base = buffer.data(), .iov_len = buffer.size()};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t count = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    if (count < 0 && errno != ECONNRESET) {
      throw system_error("cannot receive a render request", errno);
    }
    if (count <= 0) {
      return std::nullopt;
    }
    take_descriptors(message, request.descriptors);
    request.message.append(buffer.data() + 1, static_cast<std::size_t>(count) - 1);
    if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || request.message.size() > render_message_limit) {
      throw Error(ErrorKind::internal, "a render request is larger than any can be");
    }
    if (buffer.front() == last_packet) {
      return request;
    }
  }
}

void send_answer(int socket, const std::string& message) {
  std::size_t sent = 0;
  do {
    const std::string piece = message.substr(sent, render_packet_limit - 1);
    sent += piece.size();
    const std::string packet = (sent == message.size() ? last_packet : more_packets) + piece;
    if (::send(socket, packet.data(), packet.size(), MSG_NOSIGNAL) < 0) {
      throw system_error("cannot send the outcome of a rendering", errno);
    }
  } while (sent < message.size());
}

}  // namespace docexport
