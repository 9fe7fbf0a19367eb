// A program in the helper's place that breaks the protocol in the way that its own name says.

#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

namespace {

constexpr int helper_socket = 3;
const std::string good_answer = R"({"media_type":"text/plain","records_count":1,"stats":{},"warnings":[]})";

/// Reads one packet of a request and returns the output's descriptor, the second of those that came with it.
int receive() {
  std::vector<char> buffer(1 << 16);
  iovec bytes{.iov_base = buffer.data(), .iov_len = buffer.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(3 * sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  if (::recvmsg(helper_socket, &message, 0) <= 0) {
    ::_exit(0);
  }
  int descriptors[3] = {-1, -1, -1};
  std::memcpy(descriptors, control + CMSG_LEN(0), sizeof descriptors);
  return descriptors[1];
}

void send(const std::string& packet) {
  ::send(helper_socket, packet.data(), packet.size(), MSG_NOSIGNAL);
}

void send_with_descriptor(const std::string& packet) {
  iovec bytes{.iov_base = const_cast<char*>(packet.data()), .iov_len = packet.size()};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  const int descriptor = helper_socket;
  std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
  ::sendmsg(helper_socket, &message, MSG_NOSIGNAL);
}

void write_output(int output, const std::string& text) {
  [[maybe_unused]] const ssize_t count = ::write(output, text.data(), text.size());
}

/// Whether this is the first run of this program: it leaves a file beside itself.
bool is_first_run(const std::string& program) {
  return ::open((program + ".ran").c_str(), O_CREAT | O_EXCL | O_WRONLY, 0600) >= 0;
}

}  // namespace

int main(int, char** arguments) {
  const std::string program = arguments[0];
  const std::string behaviour = std::filesystem::path(program).filename();
  if (behaviour == "leaves") {
    return 7;
  }
  const int output = receive();
  if (behaviour == "crashes" || (behaviour == "crashes-once" && is_first_run(program))) {
    write_output(output, "half of it");
    ::kill(::getpid(), SIGKILL);
  }
  if (behaviour == "crashes-once") {
    write_output(output, "all of it");
    send('\0' + good_answer);
  }
  if (behaviour == "babbles") {
    send(std::string("\0{\"media_type\": 7}", 18));
  }
  if (behaviour == "floods") {
    for (int i = 0; i < 100; ++i) {
      send('\1' + std::string(60000, ' '));
    }
  }
  if (behaviour == "sends-descriptors") {
    send_with_descriptor('\0' + good_answer);
  }
  if (behaviour == "repeats-itself") {
    send('\0' + good_answer);
    send('\0' + good_answer);
  }
  ::pause();
}
