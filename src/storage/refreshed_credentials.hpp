#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "docexport/base/error.hpp"
#include "docexport/base/time.hpp"
#include "storage/credentials_provider.hpp"

namespace docexport {

/// Credentials that are fetched before the first use and again before they end: from 15 minutes before, while others go
/// on with the old ones and a failure is no harm yet; from 10 minutes before, while all wait for the new ones. For
/// credentials that live shorter, these are half and a quarter of their time. Only one thread fetches at a time; what
/// it fails with is said to all who ask in the next seconds.
class RefreshedCredentials : public CredentialsProvider {
 public:
  using Fetch = std::function<Credentials()>;

  RefreshedCredentials(Fetch fetch, Clock clock) : fetch_(std::move(fetch)), clock_(std::move(clock)) {}

  SharedCredentials current() override;
  SharedCredentials renew(const SharedCredentials& refused) override;

 private:
  enum class Need { none, soon, now };

  [[nodiscard]] Need need() const;
  SharedCredentials known() const;
  SharedCredentials fetch();
  SharedCredentials keep(Credentials credentials);

  Fetch fetch_;
  Clock clock_;
  std::mutex fetching_;           ///< held by the thread that fetches; guards the failure
  std::optional<Error> failure_;  ///< of the last fetch, as long as it stands
  Timestamp failure_ends_at_{};
  mutable std::mutex mutex_;       ///< of all below
  SharedCredentials credentials_;  ///< none before the first fetch
  Timestamp soon_{};               ///< from when on a fetch is worth trying
  Timestamp latest_{};             ///< from when on one is needed
};

}  // namespace docexport
