#include "documents/opc_warnings.hpp"

#include <string_view>

#include <fmt/format.h>

namespace docexport {
namespace {

struct Sentence {
  std::string_view one;
  std::string_view many;
};

// In the order of Omitted.
constexpr std::array<Sentence, static_cast<std::size_t>(Omitted::unknown_object) + 1> sentences{{
    {"1 comment is missing from the file", "{} comments are missing from the file"},
    {"1 tracked deletion was left out", "{} tracked deletions were left out"},
    {"1 piece of hidden text was left out", "{} pieces of hidden text were left out"},
    {"1 embedded object was not read", "{} embedded objects were not read"},
    {"1 embedded document was not read", "{} embedded documents were not read"},
    {"1 chart could not be read", "{} charts could not be read"},
    {"1 diagram could not be read", "{} diagrams could not be read"},
    {"1 picture is missing from the file", "{} pictures are missing from the file"},
    {"1 sound or video was not read", "{} sounds or videos were not read"},
    {"1 hidden slide is among those read", "{} hidden slides are among those read"},
    {"1 object of an unknown kind was not read", "{} objects of unknown kinds were not read"},
}};

}  // namespace

void OpcWarnings::add(const std::string& sentence) {
  if (!sentence.empty() && known_.insert(sentence).second) {
    sentences_.push_back(sentence);
  }
}

void OpcWarnings::push(ContentSink& sink) const {
  for (const std::string& sentence : sentences_) {
    sink.warning(sentence);
  }
  for (std::size_t kind = 0; kind < counts_.size(); ++kind) {
    const Sentence& sentence = sentences.at(kind);
    if (counts_.at(kind) == 1) {
      sink.warning(sentence.one);
    } else if (counts_.at(kind) > 1) {
      sink.warning(fmt::format(fmt::runtime(sentence.many), counts_.at(kind)));
    }
  }
}

}  // namespace docexport
