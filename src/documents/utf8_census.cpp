#include "documents/utf8_census.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace docexport {
namespace {

enum class Completeness { whole, cut, wrong };

struct Sequence {
  Completeness completeness = Completeness::wrong;
  std::size_t length = 1;
};

struct LeadByte {
  std::size_t length;
  unsigned char second_low;
  unsigned char second_high;
};

/// Table 3-7 of the Unicode standard; length 0 for a byte that begins nothing.
LeadByte lead_byte(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) {
    return {2, 0x80, 0xBF};
  }
  if (byte >= 0xE0 && byte <= 0xEF) {
    const auto low = static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80);
    const auto high = static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF);
    return {3, low, high};
  }
  if (byte >= 0xF0 && byte <= 0xF4) {
    const auto low = static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80);
    const auto high = static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF);
    return {4, low, high};
  }
  return {0, 0, 0};
}

/// `bytes` begins with a byte beyond ASCII.
Sequence sequence_at(std::string_view bytes) {
  const auto at = [bytes](std::size_t index) { return static_cast<unsigned char>(bytes[index]); };
  const LeadByte lead = lead_byte(at(0));
  if (lead.length == 0) {
    return {};
  }
  const std::size_t present = std::min(lead.length, bytes.size());
  for (std::size_t index = 1; index < present; ++index) {
    const unsigned char low = index == 1 ? lead.second_low : 0x80;
    const unsigned char high = index == 1 ? lead.second_high : 0xBF;
    if (at(index) < low || at(index) > high) {
      return {};
    }
  }
  return {present == lead.length ? Completeness::whole : Completeness::cut, present};
}

std::size_t ascii_length(std::string_view bytes) {
  std::size_t position = 0;
  std::array<std::uint64_t, 4> words{};
  while (position + sizeof(words) <= bytes.size()) {
    std::memcpy(words.data(), bytes.data() + position, sizeof(words));
    if (((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080U) != 0) {
      break;
    }
    position += sizeof(words);
  }
  while (position < bytes.size() && static_cast<unsigned char>(bytes[position]) < 0x80) {
    ++position;
  }
  return position;
}

}  // namespace

void Utf8Census::count_error(std::uint64_t offset) {
  ++errors_;
  if (!first_error_) {
    first_error_ = offset;
  }
}

/// Completes the sequence that the last piece cut; gives the number of bytes that this took.
std::size_t Utf8Census::add_pending(std::string_view bytes) {
  std::size_t taken = 0;
  while (!pending_.empty() && taken < bytes.size()) {
    pending_.push_back(bytes[taken++]);
    const Sequence sequence = sequence_at(pending_);
    if (sequence.completeness == Completeness::whole) {
      ++sequences_;
      pending_.clear();
    } else if (sequence.completeness == Completeness::wrong) {
      // The byte that broke the sequence is looked at again, by itself.
      --taken;
      for (std::size_t index = 0; index + 1 < pending_.size(); ++index) {
        count_error(offset_ + taken + 1 - pending_.size() + index);
      }
      pending_.clear();
    }
  }
  return taken;
}

void Utf8Census::add(std::string_view bytes) {
  std::size_t position = add_pending(bytes);
  while (position < bytes.size()) {
    position += ascii_length(bytes.substr(position));
    if (position == bytes.size()) {
      break;
    }
    const Sequence sequence = sequence_at(bytes.substr(position, 4));
    switch (sequence.completeness) {
      case Completeness::whole:
        ++sequences_;
        break;
      case Completeness::cut:
        pending_.assign(bytes.substr(position));
        break;
      case Completeness::wrong:
        count_error(offset_ + position);
        break;
    }
    position += sequence.length;
  }
  offset_ += bytes.size();
}

void Utf8Census::finish() {
  if (!pending_.empty()) {
    count_error(offset_ - pending_.size());
    pending_.clear();
  }
}

}  // namespace docexport
