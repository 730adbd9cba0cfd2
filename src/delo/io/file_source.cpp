#include "delo/io/file_source.hpp"

#include "delo/io/dir_source.hpp"

#include <utility>

namespace delo {

std::optional<Entry> FileSource::next() {
  if (std::exchange(met_, true))
    return std::nullopt;
  Entry entry;
  entry.name = file_.filename().native();
  return entry;
}

std::unique_ptr<EntryReader> FileSource::open() {
  return open_file_reader(file_);
}

std::optional<std::vector<std::string>> FileSource::top_names() {
  return std::vector<std::string>{file_.filename().native()};
}

} // namespace delo
