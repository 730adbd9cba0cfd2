#include "delo/io/in_place_sink.hpp"

#include "delo/base/error.hpp"
#include "delo/io/old_tree.hpp"
#include "delo/io/source_reading.hpp"

#include <cerrno>

namespace delo {
namespace {

constexpr std::string_view kPayload = "data";

} // namespace

InPlaceSink::InPlaceSink(std::filesystem::path folder)
    : folder_(std::move(folder)), name_(folder_.filename().native()),
      staging_(folder_.parent_path()), files_(staged()) {
  staging_.write_journal(name_);
}

void InPlaceSink::add(const RelPath& path, std::uint64_t size, Timestamp modified,
                      const std::function<void(ByteSink&)>& fill) {
  files_.write(path, size, modified, fill);
}

void InPlaceSink::add_generated(const RelPath& path, Timestamp modified,
                                const std::function<void(ByteSink&)>& fill) {
  files_.write(path, std::nullopt, modified, fill);
}

bool InPlaceSink::link(const RelPath& path, const std::string& existing) {
  if (!files_.link(path, existing))
    throw io_error("give a second name to", existing, errno,
                   "nothing was changed; here a folder cannot become a bag where it is (the file "
                   "system, or the owner of the file, forbids it): pack it into another one with "
                   "--layout bag -o");
  return true;
}

void InPlaceSink::seal() {
  keep_facts_of_tree(folder_, staged() / kPayload);
  keep_folder_facts(folder_, staged()); // who could not look into it cannot now
  files_.seal();
}

void InPlaceSink::commit(Overwrite) {
  if (const auto late = strangers_in(folder_, staged() / kPayload); !late.empty())
    throw SourceChanged(folder_ / late.front(), "it is not what was listed");
  staging_.publish(name_, Overwrite::yes);
  left_behind_ = staging_.remove_replaced();
}

} // namespace delo
