#include "storage/refreshed_credentials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

constexpr std::chrono::minutes advisory_time{15};
constexpr std::chrono::minutes mandatory_time{10};
/// How long a failure stands: a hundred requests that wait for the same credentials shall not each ask for a minute.
constexpr std::chrono::seconds failure_time{10};

bool are_same(const Credentials& left, const Credentials& right) {
  return left.access_key_id == right.access_key_id &&
         left.secret_access_key.reveal() == right.secret_access_key.reveal() &&
         left.session_token.reveal() == right.session_token.reveal() && left.expires_at == right.expires_at;
}

}  // namespace

RefreshedCredentials::Need RefreshedCredentials::need() const {
  const std::lock_guard lock(mutex_);
  if (!credentials_) {
    return Need::now;
  }
  const Timestamp now = clock_();
  if (!credentials_->expires_at) {
    return Need::none;
  }
  return now >= latest_ ? Need::now : now >= soon_ ? Need::soon : Need::none;
}

SharedCredentials RefreshedCredentials::known() const {
  const std::lock_guard lock(mutex_);
  return credentials_;
}

SharedCredentials RefreshedCredentials::current() {
  const Need need_before = need();
  if (need_before == Need::none) {
    return known();
  }
  std::unique_lock lock(fetching_, std::defer_lock);
  if (need_before == Need::now) {
    lock.lock();
  } else if (!lock.try_lock()) {
    return known();
  }
  // Another thread may have fetched while this one waited.
  switch (need()) {
    case Need::none:
      return known();
    case Need::now:
      return fetch();
    case Need::soon:
      break;
  }
  try {
    return fetch();
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::interrupted) {
      throw;
    }
    return known();
  }
}

SharedCredentials RefreshedCredentials::renew(const SharedCredentials& refused) {
  const std::lock_guard lock(fetching_);
  const SharedCredentials before = known();
  return before == refused || !before ? fetch() : before;
}

/// To be called by the thread that holds `fetching_`.
SharedCredentials RefreshedCredentials::fetch() {
  if (failure_ && clock_() < failure_ends_at_) {
    throw Error(*failure_);
  }
  failure_.reset();
  try {
    return keep(fetch_());
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::interrupted) {
      failure_ = error;
      failure_ends_at_ = clock_() + failure_time;
    }
    throw;
  }
}

SharedCredentials RefreshedCredentials::keep(Credentials credentials) {
  auto fetched = std::make_shared<const Credentials>(std::move(credentials));
  const Timestamp now = clock_();
  if (fetched->expires_at && *fetched->expires_at <= now) {
    throw Error(ErrorKind::access, fmt::format("the credentials of {} ended at {}. Renew them there.", fetched->source,
                                               format_rfc3339(*fetched->expires_at)));
  }
  const std::lock_guard lock(mutex_);
  if (!credentials_ || !are_same(*credentials_, *fetched)) {
    credentials_ = std::move(fetched);
  }
  if (credentials_->expires_at) {
    const std::chrono::milliseconds life = *credentials_->expires_at - now;
    soon_ = *credentials_->expires_at - std::min<std::chrono::milliseconds>(advisory_time, life / 2);
    latest_ = *credentials_->expires_at - std::min<std::chrono::milliseconds>(mandatory_time, life / 4);
  }
  return credentials_;
}

}  // namespace docexport
