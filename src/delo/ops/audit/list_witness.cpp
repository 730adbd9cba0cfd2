#include "delo/ops/audit/list_witness.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/digest_list/digest_list.hpp"
#include "delo/io/hasher.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTold = 5;

bool leaves(const fs::path& path) {
  return path.is_absolute() || path.native() == ".." || path.native().starts_with("../");
}

/// The name below the root; one that leads elsewhere begins with ".." or "/". An absolute name may
/// lead to the root by a link, as where /home is one.
std::string name_below(const std::string& written, const fs::path& root) {
  const fs::path path = fs::path(written).lexically_normal();
  if (!path.is_absolute())
    return path.native();
  const fs::path near = path.lexically_relative(root);
  if (!leaves(near))
    return near.native();
  std::error_code failure;
  const fs::path folder = fs::weakly_canonical(path.parent_path(), failure);
  return failure ? path.native() : (folder / path.filename()).lexically_relative(root).native();
}

/// What is wrong with a name below the root; empty when it can be one of a file.
std::string_view fault_of(const std::string& name) {
  if (leaves(name))
    return "it lies outside of the root";
  if (name.empty() || name == "." || name.ends_with('/'))
    return "it is the name of a folder";
  return "";
}

} // namespace

void ListWitness::Problems::add(std::string words) {
  if (++count <= kMostTold)
    first.push_back(std::move(words));
}

ListWitness::ListWitness(const fs::path& list, const fs::path& root) : root_(root) {
  std::error_code failure;
  const fs::path whole = fs::canonical(list, failure);
  if (failure)
    throw io_error("open", list.native(), failure.value());
  if (!fs::is_regular_file(whole, failure)) // a pipe or a device may have no end
    throw Error(ErrorKind::io, fmt::format("{} is no file", display_name(list.native())));
  if (const fs::path name = whole.lexically_relative(root); !leaves(name))
    own_name_ = name.native();
  read(whole);
  add_list_itself();
}

void ListWitness::read(const fs::path& list) {
  DigestListReader reader(
      [this](const DigestListEntry& entry) {
        list_name(entry.name, {entry.digests, entry.size, entry.line, false});
      },
      list.filename().native());
  const Fd fd = open_for_reading(list);
  Hasher hasher;
  hasher.start({Algorithm::sha512});
  std::array<char, 65536> buffer{};
  while (const std::int64_t n = read_some(fd.get(), buffer.data(), buffer.size())) {
    if (n < 0)
      throw io_error("read", list.native(), static_cast<int>(-n));
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(n));
    hasher.update(bytes);
    reader.feed(bytes);
  }
  const DigestListEnd end = reader.finish();
  own_digest_ = *hasher.finish().find(Algorithm::sha512);
  for (const DigestListProblem& problem : end.problems)
    faults_.add(fmt::format("line {}: {}", problem.line, problem.words));
  faults_.count += end.more_problems;
  if (files_.empty() && faults_.count == 0)
    faults_.add("it names no file");
}

/// Two ways to write a name ("a" and "./a") are one file.
void ListWitness::list_name(const std::string& written, Listed said) {
  const std::string name = name_below(written, root_);
  if (const auto fault = fault_of(name); !fault.empty())
    return faults_.add(fmt::format("line {}: {}: {}", said.line, display_name(written), fault));
  if (name == own_name_) { // the shell made the list before the tool read it
    names_itself_ = true;
    return;
  }
  const auto [known, is_new] = files_.try_emplace(name, said);
  if (is_new)
    return;
  Listed& listed = known->second;
  bool differs = listed.size && said.size && *listed.size != *said.size;
  for (const Digest& digest : said.digests) {
    const Digest* before = listed.digests.find(digest.algorithm());
    differs = differs || (before && *before != digest);
    if (!before)
      listed.digests.insert(digest);
  }
  if (!listed.size)
    listed.size = said.size;
  if (differs)
    faults_.add(fmt::format("line {}: {} has another digest or size in line {}", said.line,
                            display_name(written), listed.line));
}

void ListWitness::add_list_itself() {
  if (own_name_.empty())
    return;
  Listed own;
  own.digests.insert(*own_digest_);
  files_.insert_or_assign(own_name_, std::move(own));
}

bool ListWitness::keeps(const StoredItem& item) {
  if (item.kind == EntryKind::unreadable) {
    const auto below = files_.lower_bound(item.name + "/");
    return below != files_.end() && below->first.starts_with(item.name + "/");
  }
  if (is_listed(item.name))
    return true;
  if (unlisted_++ == 0)
    first_unlisted_ = item.name;
  return false;
}

AlgorithmSet ListWitness::algorithms(std::string_view name) {
  AlgorithmSet wanted;
  if (const auto listed = files_.find(name); listed != files_.end())
    for (const Digest& digest : listed->second.digests)
      wanted.insert(digest.algorithm());
  return wanted;
}

void ListWitness::meet(const StoredItem& item, const DigestSet& digests) {
  const auto found = files_.find(item.name);
  if (found == files_.end())
    return;
  Listed& listed = found->second;
  listed.met = true;
  if (item.kind != EntryKind::file || item.unreadable)
    return; // whoever reads tells of it
  const std::string where = item.name == own_name_
                                ? "the list changed while it was read"
                                : fmt::format("line {}: {}", listed.line, display_name(item.name));
  if (listed.size && *listed.size != item.bytes)
    return differences_.add(
        fmt::format("{} has {} bytes, not {}", where, item.bytes, *listed.size));
  for (const Digest& said : listed.digests) {
    const Digest* is = digests.find(said.algorithm());
    if (!is || *is != said)
      return differences_.add(fmt::format("{}: its {} is {}, not {}", where,
                                          info(said.algorithm()).premis, is ? is->hex() : "unknown",
                                          said.hex()));
  }
}

std::string ListWitness::differences() {
  for (const auto& [name, listed] : files_)
    if (!listed.met)
      differences_.add(fmt::format("line {}: {} is missing", listed.line, display_name(name)));
  return words_of(differences_, "the files are not what the list says");
}

std::string ListWitness::words_of(const Problems& problems, std::string_view what) {
  if (problems.count == 0)
    return {};
  std::string words = fmt::format("{}, {} problem{}: {}", what, problems.count,
                                  problems.count == 1 ? "" : "s", fmt::join(problems.first, "; "));
  if (problems.count > problems.first.size())
    words += fmt::format("; and {} more", problems.count - problems.first.size());
  return words;
}

std::vector<std::string> ListWitness::notices() const {
  std::vector<std::string> list;
  if (unlisted_ > 0)
    list.push_back(fmt::format("not in the list: {} file{}, first {}", unlisted_,
                               unlisted_ == 1 ? "" : "s", display_name(first_unlisted_)));
  if (names_itself_)
    list.push_back("the list names itself; its digest of itself was passed over");
  return list;
}

} // namespace delo
