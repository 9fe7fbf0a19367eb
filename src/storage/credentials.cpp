#include "storage/credentials.hpp"

#include <algorithm>
#include <cstring>

namespace docexport {
namespace {

// More than a string keeps inside itself, where moving it would leave a copy behind.
constexpr std::size_t least_capacity = 32;

}  // namespace

Secret::Secret(std::string text) {
  if (text.size() >= least_capacity) {
    text_.swap(text);
    return;
  }
  text_.reserve(least_capacity);
  text_.assign(text);
  wipe(text);
}

Secret& Secret::operator=(Secret&& other) noexcept {
  text_.swap(other.text_);
  return *this;
}

Secret::~Secret() {
  wipe(text_);
}

bool is_credential_text(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char each) { return each > 0x20 && each < 0x7f; });
}

void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  explicit_bzero(text.data(), text.size());
  text.clear();
}

}  // namespace docexport
