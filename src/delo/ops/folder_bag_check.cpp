// Which folders become plain bags, and which options fit them.
#include "delo/ops/folder_bag_check.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/bag_extras.hpp"
#include "delo/ops/batch_sources.hpp"
#include "delo/ops/document_finder.hpp"
#include "delo/ops/folder_bag.hpp"
#include "delo/ops/in_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace delo {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code not_there;
  return fs::is_directory(path, not_there);
}

bool speaks_of_documents(const PackOptions& options) {
  return options.metadata || options.mapping || options.record || options.rights ||
         options.encoding || options.one_per != OnePer::any || !options.submitter.empty() ||
         !options.representations.empty();
}

void check_remote(const std::string& remote) {
  const std::size_t scheme = remote.find("://");
  const bool good =
      scheme != std::string::npos && scheme > 0 && remote.size() > scheme + 3 &&
      std::all_of(remote.begin(), remote.begin() + static_cast<std::ptrdiff_t>(scheme),
                  [](unsigned char c) { return std::isalnum(c) != 0 || c == '+' || c == '-'; }) &&
      std::none_of(remote.begin(), remote.end(),
                   [](unsigned char c) { return c <= 0x20 || c >= 0x7F; }) &&
      remote.find_first_of("?#") == std::string::npos;
  if (!good)
    throw Error(
        ErrorKind::usage,
        fmt::format("\"{}\" is no address below which files can be found", display_name(remote)),
        "write it like this: --remote https://example.org/deposit/");
}

} // namespace

void check_bag_options(const PackOptions& options) {
  if (options.sources.empty())
    throw Error(ErrorKind::usage, "there is nothing to pack", "name a folder");
  if (options.layout != Layout::bag)
    throw Error(ErrorKind::usage, "a plain folder becomes a bag, and nothing else",
                "use --layout bag");
  if (speaks_of_documents(options))
    throw Error(ErrorKind::usage, "a plain bag has no document that could be described",
                "leave out --plain, or what describes a document; tags are given with --set");
  if (info(options.algorithms.strongest()).weak)
    throw Error(ErrorKind::usage,
                fmt::format("{} alone cannot protect a package",
                            info(options.algorithms.strongest()).bagit),
                "add --hash sha512 or --hash sha256 beside it");
  for (const fs::path& source : options.sources) {
    if (fs::exists(source) && !is_folder(source))
      throw Error(ErrorKind::usage,
                  fmt::format("{} is no folder, and only a folder becomes a plain bag",
                              display_name(source.native())),
                  "give the folder that holds it");
    if (!options.stream && !options.in_place)
      refuse_target_inside(source, options.output);
  }
  if (options.in_place)
    check_in_place(options);
  if (options.id && options.sources.size() > 1)
    throw Error(ErrorKind::usage,
                fmt::format("--id names one bag, and there are {}", options.sources.size()),
                "pack the folders one by one");
  const bool split = options.split_bytes > 0 || options.split_files > 0;
  if (split && options.count > 0)
    throw Error(ErrorKind::usage, "--split counts the bags of the group itself",
                "leave out --count");
  if (!options.remote.empty())
    check_remote(options.remote);
  gather_extras(options); // told once, not for each folder
}

bool are_for_plain_bags(const PackOptions& options) {
  if (options.layout != Layout::bag || speaks_of_documents(options) ||
      !std::all_of(options.sources.begin(), options.sources.end(), is_folder))
    return false;
  FinderOptions finder;
  finder.junk = options.junk;
  finder.stop = options.stop;
  return std::all_of(options.sources.begin(), options.sources.end(), [&](const fs::path& source) {
    return find_documents(source, finder).documents.empty();
  });
}

} // namespace delo
