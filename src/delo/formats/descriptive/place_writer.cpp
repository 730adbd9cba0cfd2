#include "delo/formats/descriptive/place_writer.hpp"

#include <algorithm>

namespace delo {
namespace {

constexpr std::string_view kBelow = " > ";

/// What stands before the first `mark`; it is taken off `text` together with the mark.
std::string_view take(std::string_view& text, std::string_view mark) {
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + mark.size(), text.size()));
  return taken;
}

std::string filled(std::string_view pattern, std::string_view value) {
  std::string text(pattern);
  if (const std::size_t at = text.find('$'); at != std::string::npos)
    text.replace(at, 1, value);
  return text;
}

struct Place {
  std::string_view shared; ///< the steps marked "*"
  std::string_view steps;
  std::string_view sentence; ///< what stands in the last element
};

Place read_place(std::string_view place) {
  Place result;
  if (const std::size_t quote = place.find("=\""); quote != std::string_view::npos) {
    result.sentence = place.substr(quote + 2, place.size() - quote - 3);
    place = place.substr(0, quote);
  } else if (!place.ends_with("=$")) {
    result.sentence = "$";
  }
  if (const std::size_t star = place.rfind("* > "); star != std::string_view::npos) {
    result.shared = place.substr(0, star + 1);
    place.remove_prefix(star + 1 + kBelow.size());
  }
  result.steps = place;
  return result;
}

} // namespace

std::vector<std::string_view> split_places(std::string_view places) {
  std::vector<std::string_view> list;
  while (!places.empty())
    list.push_back(take(places, "|"));
  return list;
}

void PlaceWriter::open_step(std::string_view step, std::string_view value) {
  if (step.ends_with('*'))
    step.remove_suffix(1);
  xml_.start(take(step, "@"));
  while (!step.empty()) {
    std::string_view attribute = take(step, "@");
    const std::string_view name = take(attribute, "=");
    xml_.attribute(name, filled(attribute, value));
  }
}

void PlaceWriter::open(std::string_view place, std::string_view value) {
  const Place read = read_place(place);
  if (shared_ != read.shared) {
    close_shared();
    shared_ = read.shared;
    for (std::string_view steps = read.shared; !steps.empty(); ++shared_depth_)
      open_step(take(steps, kBelow), value);
  }
  for (std::string_view steps = read.steps; !steps.empty(); ++depth_)
    open_step(take(steps, kBelow), value);
}

void PlaceWriter::write(std::string_view place, std::string_view value) {
  open(place, value);
  if (const std::string_view sentence = read_place(place).sentence; !sentence.empty())
    xml_.text(filled(sentence, value));
  close();
}

void PlaceWriter::close() {
  for (; depth_ > 0; --depth_)
    xml_.end();
}

void PlaceWriter::close_shared() {
  for (; shared_depth_ > 0; --shared_depth_)
    xml_.end();
  shared_.clear();
}

} // namespace delo
