#pragma once

#include <mutex>
#include <vector>

#include "docexport/http/http_client.hpp"

namespace docexport {

/// Kept connections to one server: each is lent to one request at a time, and there are as many as were ever needed at
/// once. Several threads may use the pool; it has to outlive the loans.
class ConnectionPool {
 public:
  explicit ConnectionPool(HttpOptions options) : options_(std::move(options)) {}

  class Loan {
   public:
    explicit Loan(ConnectionPool& pool) : pool_(pool), client_(pool.take()) {}
    ~Loan() { pool_.give_back(std::move(client_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    HttpClient& client() { return client_; }

   private:
    ConnectionPool& pool_;
    HttpClient client_;
  };

 private:
  HttpClient take();
  void give_back(HttpClient client) noexcept;

  HttpOptions options_;
  std::mutex mutex_;
  std::vector<HttpClient> idle_;
};

}  // namespace docexport
