#pragma once

#include <memory>
#include <string>

#include "storage/credentials.hpp"

namespace docexport {

using SharedCredentials = std::shared_ptr<const Credentials>;

/// Where credentials come from, and come from again while a long batch runs. Several threads may use one.
class CredentialsProvider {
 public:
  virtual ~CredentialsProvider() = default;

  /// Good for the next minutes: fetched before the first use, and again when they near their end. Throws Error:
  /// `access` that says which sources were tried and why each had nothing, `temporary`, `configuration`.
  virtual SharedCredentials current() = 0;

  /// Others than `refused`, which a server called expired: fetched anew, unless another thread did so meanwhile. The
  /// same again where the source has no others.
  virtual SharedCredentials renew(const SharedCredentials& refused) = 0;
};

}  // namespace docexport
