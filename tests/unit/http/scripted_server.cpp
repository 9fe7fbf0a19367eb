#include "scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "docexport/base/text.hpp"

namespace docexport::test {
namespace {

FileDescriptor listen_on_loopback(std::uint16_t& port) {
  FileDescriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof(address);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener.get(), generic, length) != 0 || ::listen(listener.get(), 16) != 0 ||
      ::getsockname(listener.get(), generic, &length) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  port = ntohs(address.sin_port);
  return listener;
}

std::size_t announced_body(const std::string& request) {
  const std::string lower = to_lower_ascii(request);
  const std::size_t at = lower.find("\r\ncontent-length:");
  return at == std::string::npos ? 0 : std::stoul(lower.substr(at + 17));
}

}  // namespace

ScriptedServer::ScriptedServer(std::vector<Exchange> script)
    : script_(std::move(script)), listener_(listen_on_loopback(port_)), thread_([this] { serve(); }) {}

ScriptedServer::~ScriptedServer() {
  ::shutdown(listener_.get(), SHUT_RDWR);  // wakes accept
  thread_.join();
}

std::string ScriptedServer::url(std::string_view path) const {
  return "http://" + authority() + std::string(path);
}

std::vector<std::string> ScriptedServer::requests() {
  const std::lock_guard lock(mutex_);
  return requests_;
}

int ScriptedServer::connections() {
  const std::lock_guard lock(mutex_);
  return connections_;
}

void ScriptedServer::serve() {
  while (next_ < script_.size()) {
    const FileDescriptor connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!connection.is_open()) {
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      ++connections_;
    }
    serve_connection(connection.get());
  }
}

void ScriptedServer::serve_connection(int connection) {
  while (next_ < script_.size() && read_request(connection, script_[next_])) {
    const Exchange& exchange = script_[next_++];
    pollfd shutdown{listener_.get(), POLLHUP, 0};
    ::poll(&shutdown, 1, static_cast<int>(exchange.pause.count()));
    ::send(connection, exchange.answer.data(), exchange.answer.size(), MSG_NOSIGNAL);
    if (exchange.then == Exchange::Then::reset) {
      const linger at_once{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(connection, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    }
    if (exchange.then != Exchange::Then::keep_open) {
      return;
    }
  }
}

bool ScriptedServer::read_request(int connection, const Exchange& exchange) {
  std::string request;
  bool has_head = false;
  std::array<char, 65536> buffer{};
  while (true) {
    const std::size_t end = request.find("\r\n\r\n");
    if (end != std::string::npos && !has_head) {
      has_head = true;
      ::send(connection, exchange.interim.data(), exchange.interim.size(), MSG_NOSIGNAL);
    }
    if (has_head && request.size() >= end + 4 + announced_body(request)) {
      note(request);
      return true;
    }
    std::array<pollfd, 2> waiting{pollfd{connection, POLLIN, 0}, pollfd{listener_.get(), POLLHUP, 0}};
    ::poll(waiting.data(), waiting.size(), -1);
    if ((static_cast<unsigned>(waiting[1].revents) & static_cast<unsigned>(POLLHUP)) != 0) {
      return false;
    }
    const ssize_t count = ::recv(connection, buffer.data(), buffer.size(), 0);
    if (count <= 0) {
      if (has_head) {
        note(request);  // the client left it at that
        ++next_;
      }
      return false;
    }
    request.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

void ScriptedServer::note(const std::string& request) {
  const std::lock_guard lock(mutex_);
  requests_.push_back(request);
}

std::uint16_t unused_port() {
  std::uint16_t port = 0;
  const FileDescriptor listener = listen_on_loopback(port);
  return port;
}

}  // namespace docexport::test
