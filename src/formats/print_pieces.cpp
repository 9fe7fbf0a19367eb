#include <algorithm>

#include "formats/print_text.hpp"

namespace docexport {

namespace {

constexpr std::size_t piece_bytes = 4096;

bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// How much of a text that is longer than that goes into a piece with `room` bytes left.
std::size_t piece_end(const std::string& text, std::size_t room) {
  for (const char border : {'\n', ' '}) {
    const std::size_t place = text.rfind(border, room - 1);
    if (place != std::string::npos) {
      return place + 1;
    }
  }
  std::size_t end = room;
  while (end < text.size() && continues_character(text[end])) {
    ++end;
  }
  return end;
}

}  // namespace

std::vector<std::vector<StyledRun>> print_pieces(std::vector<StyledRun> runs) {
  std::vector<std::vector<StyledRun>> pieces(1);
  std::size_t room = piece_bytes;
  const auto next_piece = [&] {
    // The end of the line is the piece's end.
    std::string& last = pieces.back().back().text;
    if (!last.empty() && last.back() == '\n') {
      last.pop_back();
    }
    pieces.emplace_back();
    room = piece_bytes;
  };
  for (StyledRun& run : runs) {
    while (run.text.size() > room) {
      const std::size_t end = piece_end(run.text, room);
      StyledRun part = run;
      part.text.resize(end);
      run.text.erase(0, end);
      pieces.back().push_back(std::move(part));
      next_piece();
    }
    room -= run.text.size();
    pieces.back().push_back(std::move(run));
    if (room == 0) {
      next_piece();
    }
  }
  return pieces;
}

}  // namespace docexport
