#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "docexport/base/file.hpp"

namespace docexport::test {

/// One request and what is answered to it, byte for byte.
struct Exchange {
  std::string answer{};
  enum class Then { keep_open, close, reset } then = Then::keep_open;
  std::chrono::milliseconds pause{0};  ///< before the answer
  std::string interim{};               ///< sent as soon as the request's head is there
};

/// A server on loopback that answers one connection after the other from a script and keeps what it was sent.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::vector<Exchange> script);
  ScriptedServer(const ScriptedServer&) = delete;
  ScriptedServer& operator=(const ScriptedServer&) = delete;
  ~ScriptedServer();

  [[nodiscard]] std::string url(std::string_view path) const;
  [[nodiscard]] std::string authority() const { return "127.0.0.1:" + std::to_string(port_); }

  std::vector<std::string> requests();
  int connections();

 private:
  void serve();
  void serve_connection(int connection);
  bool read_request(int connection, const Exchange& exchange);
  void note(const std::string& request);

  std::vector<Exchange> script_;
  std::uint16_t port_ = 0;  // before the listener, which sets it
  FileDescriptor listener_;
  std::mutex mutex_;
  std::size_t next_ = 0;
  std::vector<std::string> requests_;
  int connections_ = 0;
  std::thread thread_;
};

/// A port on loopback where nothing listens.
std::uint16_t unused_port();

}  // namespace docexport::test
