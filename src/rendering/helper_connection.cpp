#include "rendering/helper_connection.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/sanitizer.hpp"
#include "docexport/model/render_protocol.hpp"

namespace docexport {

namespace {

constexpr int helper_socket = 3;
constexpr std::size_t most_descriptors = 3;
constexpr char last_packet = 0;
constexpr char more_packets = 1;
// How late an interruption may be noticed when its signal came just before a wait.
constexpr std::chrono::milliseconds slice{100};

ChildProcess start_helper(const std::filesystem::path& helper, int socket) {
  ChildProcessRequest request{.program = helper, .descriptors = {{socket, helper_socket}}};
  if constexpr (is_sanitized_build) {
    // Where a sanitizer reports.
    request.descriptors.emplace_back(STDERR_FILENO, STDERR_FILENO);
  }
  try {
    return ChildProcess::start(request);
  } catch (const Error& error) {
    // Not the user's file is missing or forbidden, but a part of the program.
    throw Error(ErrorKind::internal, error.what() + std::string(": install docexport again"));
  }
}

/// One packet with the descriptors beside it; the result is sendmsg's.
ssize_t send_packet(int socket, const std::string& packet, const std::vector<int>& descriptors) {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(most_descriptors * sizeof(int))> control{};
  iovec bytes{.iov_base = const_cast<char*>(packet.data()), .iov_len = packet.size()};  // NOLINT: sendmsg only reads
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  if (!descriptors.empty()) {
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(descriptors.size() * sizeof(int));
    if (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr) {
      header->cmsg_level = SOL_SOCKET;
      header->cmsg_type = SCM_RIGHTS;
      header->cmsg_len = CMSG_LEN(descriptors.size() * sizeof(int));
      std::memcpy(CMSG_DATA(header), descriptors.data(), descriptors.size() * sizeof(int));
    }
  }
  return ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

bool is_worth_waiting(int error_number) {
  return error_number == EAGAIN || error_number == EINTR;
}

bool is_end_of_helper(int error_number) {
  return error_number == EPIPE || error_number == ECONNRESET;
}

}  // namespace

HelperConnection HelperConnection::start(const std::filesystem::path& helper) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    throw system_error("cannot make a socket for " + helper.string(), errno);
  }
  FileDescriptor ours(ends[0]);
  const FileDescriptor theirs(ends[1]);
  return {std::move(ours), start_helper(helper, theirs.get())};
}

HelperConnection::HelperConnection(FileDescriptor socket, ChildProcess helper)
    : socket_(std::move(socket)), helper_(std::move(helper)) {}

bool HelperConnection::is_alive() {
  return !has_ended(std::chrono::milliseconds(0));
}

Exchange HelperConnection::exchange(const std::string& request, const std::vector<int>& descriptors, Deadline deadline,
                                    std::string& answer) {
  // An answer that is there before its question would be taken for this one's.
  char early = 0;
  const ssize_t count = ::recv(socket_.get(), &early, 1, MSG_PEEK | MSG_DONTWAIT);
  if (count >= 0 || !is_worth_waiting(errno)) {
    return count > 0 ? Exchange::misbehaved : Exchange::died;
  }
  const Exchange sent = send(request, descriptors, deadline);
  return sent == Exchange::answered ? receive(deadline, answer) : sent;
}

std::optional<int> HelperConnection::exit_code() {
  // Its end of the socket is closed: it is ending.
  if (has_ended(std::chrono::seconds(5)) && WIFEXITED(*status_)) {
    return WEXITSTATUS(*status_);
  }
  return std::nullopt;
}

bool HelperConnection::has_ended(std::chrono::milliseconds timeout) {
  if (!status_) {
    status_ = helper_.wait(timeout);
  }
  return status_.has_value();
}

bool HelperConnection::wait_for(short events, Deadline deadline) const {
  pollfd waited{.fd = socket_.get(), .events = events, .revents = 0};
  while (true) {
    throw_if_interrupted();
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    const auto now = std::clamp(left, std::chrono::milliseconds(0), slice);
    const int ready = ::poll(&waited, 1, static_cast<int>(now.count()));
    if (ready < 0 && errno != EINTR) {
      throw system_error("cannot wait for the document reader", errno);
    }
    if (ready > 0) {
      return true;
    }
    if (left.count() <= 0) {
      return false;
    }
  }
}

Exchange HelperConnection::send(const std::string& request, const std::vector<int>& descriptors, Deadline deadline) {
  std::size_t sent = 0;
  do {
    const std::string piece = request.substr(sent, render_packet_limit - 1);
    const bool is_last = sent + piece.size() == request.size();
    const std::string packet = (is_last ? last_packet : more_packets) + piece;
    if (!wait_for(POLLOUT, deadline)) {
      return Exchange::took_long;
    }
    if (send_packet(socket_.get(), packet, sent == 0 ? descriptors : std::vector<int>()) >= 0) {
      sent += piece.size();
    } else if (is_end_of_helper(errno)) {
      return Exchange::died;
    } else if (!is_worth_waiting(errno)) {
      throw system_error("cannot speak to the document reader", errno);
    }
  } while (sent < request.size());
  return Exchange::answered;
}

Exchange HelperConnection::receive(Deadline deadline, std::string& answer) const {
  std::vector<char> buffer(render_packet_limit);
  while (true) {
    if (!wait_for(POLLIN, deadline)) {
      return Exchange::took_long;
    }
    iovec bytes{.iov_base = buffer.data(), .iov_len = buffer.size()};
    msghdr message{};
    message.msg_iov = &bytes;
    message.msg_iovlen = 1;
    // No room for control data: the kernel closes descriptors that a helper sends, and says so in the flags.
    const ssize_t count = ::recvmsg(socket_.get(), &message, MSG_DONTWAIT);
    if (count < 0 && is_worth_waiting(errno)) {
      continue;
    }
    if (count == 0 || (count < 0 && is_end_of_helper(errno))) {
      return Exchange::died;
    }
    if (count < 0) {
      throw system_error("cannot hear the document reader", errno);
    }
    const char continuation = buffer.front();
    answer.append(buffer.data() + 1, static_cast<std::size_t>(count) - 1);
    const bool is_sound = (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0 &&
                          (continuation == last_packet || continuation == more_packets) &&
                          answer.size() <= render_message_limit;
    if (!is_sound || continuation == last_packet) {
      return is_sound ? Exchange::answered : Exchange::misbehaved;
    }
  }
}

}  // namespace docexport
