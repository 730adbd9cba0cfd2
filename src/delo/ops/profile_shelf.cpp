#include "delo/ops/profile_shelf.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/bag_profile.hpp"
#include "delo/formats/bagit/bag_profile_embedded.hpp"
#include "delo/formats/bagit/bag_profile_reader.hpp"
#include "delo/io/hasher.hpp"
#include "delo/io/http_client.hpp"

#include <fmt/format.h>

#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHowElse = "give the profile as a file, with --profile FILE";

NamedProfile none(std::string reason, std::string hint) {
  return {nullptr, std::move(reason), std::move(hint)};
}

/// A profile that calls itself otherwise is another one: what it says is not what the bag names.
NamedProfile read(const std::string& json, const std::string& identifier,
                  const std::string& doubt = {}) {
  try {
    BagItProfile profile = read_bag_profile(json, identifier);
    if (profile.identifier != identifier)
      return none(fmt::format("what lies there calls itself {}", display_name(profile.identifier)),
                  std::string(kHowElse));
    if (!doubt.empty())
      profile.doubts.push_back(doubt);
    return {std::make_shared<const BagItProfile>(std::move(profile)), {}, {}};
  } catch (const Error& error) {
    return none(fmt::format("what lies there cannot be used: {}", error.message()),
                std::string(kHowElse));
  }
}

/// What went wrong; "" when it is on the disk.
std::string write_copy(const fs::path& path, const std::string& json) {
  try {
    std::error_code failure;
    fs::create_directories(path.parent_path(), failure);
    if (failure)
      return failure.message();
    AtomicFile copy(path);
    copy.write(json);
    copy.commit(Overwrite::yes);
    return {};
  } catch (const Error& error) {
    return error.message();
  }
}

bool can_be_fetched(const std::string& identifier) {
  return identifier.starts_with("https://") || identifier.starts_with("http://");
}

} // namespace

ProfileShelf::ProfileShelf(ProfileShelfOptions options) : options_(std::move(options)) {}

fs::path ProfileShelf::copy_of(const std::string& identifier) const {
  return options_.copies / (digest_of(identifier).hex() + ".json");
}

NamedProfile ProfileShelf::find(const std::string& identifier) {
  const std::lock_guard lock(mutex_); // two bags of one profile wait for one answer
  const auto known = known_.find(identifier);
  if (known != known_.end())
    return known->second;
  return known_.emplace(identifier, look_for(identifier)).first->second;
}

NamedProfile ProfileShelf::look_for(const std::string& identifier) const {
  for (const EmbeddedProfile& embedded : embedded_profiles())
    if (auto profile = read_bag_profile(embedded.json, embedded.name);
        profile.identifier == identifier)
      return {std::make_shared<const BagItProfile>(std::move(profile)), {}, {}};
  if (!options_.online)
    return kept_copy(identifier, {});
  NamedProfile fetched = fetch(identifier);
  if (fetched.profile)
    return fetched;
  NamedProfile copy = kept_copy(identifier, fmt::format("whether profile {} has changed: {}",
                                                        display_name(identifier), fetched.reason));
  return copy.profile ? copy : fetched;
}

NamedProfile ProfileShelf::kept_copy(const std::string& identifier,
                                     const std::string& doubt) const {
  std::error_code not_there;
  if (!options_.copies.empty() && fs::exists(copy_of(identifier), not_there))
    return read(read_file(copy_of(identifier), kLargestProfile), identifier, doubt);
  return none("delo has no copy of it, and asks nobody unless told to",
              "give it as a file, with --profile FILE, or let it be fetched, with --online");
}

NamedProfile ProfileShelf::fetch(const std::string& identifier) const {
  if (!can_be_fetched(identifier))
    return none("its address is neither http nor https", std::string(kHowElse));
  StringSink sink;
  HttpClient client({options_.allow_private, options_.stop});
  const HttpResult result = client.get(identifier, 0, kLargestProfile, sink);
  if (result.end != HttpEnd::whole)
    return none(fmt::format("it could not be fetched: {}", result.reason), std::string(kHowElse));
  NamedProfile fetched = read(sink.str(), identifier);
  if (!fetched.profile || options_.copies.empty())
    return fetched;
  const std::string trouble = write_copy(copy_of(identifier), sink.str());
  return trouble.empty() ? fetched
                         : read(sink.str(), identifier,
                                fmt::format("no copy of profile {} is kept: {}",
                                            display_name(identifier), trouble));
}

} // namespace delo
