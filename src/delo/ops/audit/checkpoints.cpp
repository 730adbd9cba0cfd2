#include "delo/ops/audit/checkpoints.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace delo {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLongestKey = 4096;

/// "a b+c" becomes "a-b-c".
std::string safe_name(std::string_view name) {
  std::string safe;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t begin = i;
    const std::int32_t code_point = next_code_point(name, i);
    i = std::max(i, begin + 1); // also behind bytes that are not UTF-8
    const std::string_view letter = name.substr(begin, i - begin);
    const bool fits = code_point >= 0 && !is_unsafe_to_print(code_point) && is_key_name(letter);
    safe += fits ? letter : "-";
  }
  return safe.empty() ? "-" : safe;
}

void write_whole(const fs::path& path, std::string_view text) {
  AtomicFile file(path);
  file.write(text);
  file.commit(Overwrite::no);
}

/// The number in "run-000012" and an ending.
std::optional<std::int64_t> run_in(std::string_view name, std::string_view ending) {
  constexpr std::string_view kBegin = "run-";
  if (!name.starts_with(kBegin) || !name.ends_with(ending))
    return std::nullopt;
  name.remove_prefix(kBegin.size());
  name.remove_suffix(std::min(name.size(), ending.size()));
  std::int64_t run = 0;
  const char* const end = name.data() + name.size();
  const auto parsed = std::from_chars(name.data(), end, run);
  return parsed.ec == std::errc() && parsed.ptr == end && run > 0 ? std::optional(run)
                                                                  : std::nullopt;
}

void keep_note(Catalogue& catalogue, const SigningPlace& place, const std::string& note) {
  const fs::path file = checkpoint_of(place.catalogue, place.run);
  std::error_code failure;
  fs::create_directories(file.parent_path(), failure);
  if (failure)
    throw io_error("create", file.parent_path().native(), failure.value());
  write_whole(file, note);
  catalogue.keep_checkpoint({place.run, note});
}

} // namespace

fs::path signing_key_of(const fs::path& catalogue) {
  return catalogue.native() + ".key";
}

fs::path public_key_of(const fs::path& catalogue) {
  return catalogue.native() + ".key.pub";
}

fs::path checkpoint_folder_of(const fs::path& catalogue) {
  return catalogue.native() + ".checkpoints";
}

fs::path checkpoint_of(const fs::path& catalogue, std::int64_t run, std::string_view ending) {
  return checkpoint_folder_of(catalogue) / fmt::format("run-{:06}{}", run, ending);
}

std::vector<std::int64_t> runs_with(const fs::path& catalogue, std::string_view ending) {
  std::vector<std::int64_t> runs;
  const fs::path folder = checkpoint_folder_of(catalogue);
  if (!is_there(folder))
    return runs;
  std::error_code failure;
  for (fs::directory_iterator each(folder, failure), end; !failure && each != end;
       each.increment(failure))
    if (const auto run = run_in(each->path().filename().native(), ending))
      runs.push_back(*run);
  if (failure)
    throw io_error("list", folder.native(), failure.value());
  std::sort(runs.begin(), runs.end());
  return runs;
}

std::string log_name(std::string_view host, const fs::path& catalogue) {
  return fmt::format("delo/{}/{}", safe_name(host), safe_name(catalogue.filename().native()));
}

SigningKey signing_key_for(const fs::path& catalogue, std::string_view host) {
  const fs::path secret = signing_key_of(catalogue);
  const fs::path open = public_key_of(catalogue);
  const std::string name =
      is_there(open) ? public_key_for(catalogue).name() : log_name(host, catalogue);
  if (!is_there(secret)) {
    if (is_there(open))
      throw Error(ErrorKind::usage,
                  fmt::format("the key {} is gone, but its public half is there",
                              display_name(secret.native())),
                  "bring the key back, or move the file .key.pub away: then a new key is made, and "
                  "whoever has the old one is to be told");
    save_key(secret, SigningKey::generate(name));
  }
  SigningKey key = load_key(secret, name);
  if (!is_there(open))
    write_whole(open, key.verifier().text() + "\n");
  else if (public_key_for(catalogue) != key.verifier())
    throw Error(ErrorKind::usage,
                fmt::format("{} is not the public half of {}", display_name(open.native()),
                            display_name(secret.native())),
                "bring back the two that belong together");
  return key;
}

VerifierKey public_key_for(const fs::path& catalogue) {
  const fs::path path = public_key_of(catalogue);
  if (auto key = VerifierKey::parse(trim(read_file(path, kLongestKey))))
    return *std::move(key);
  throw Error(ErrorKind::usage, fmt::format("{} holds no public key", display_name(path.native())),
              "bring it back from a copy");
}

LogPlace sign_log(Catalogue& catalogue, const SigningPlace& place) {
  const LogState state = catalogue.log_state();
  LogPlace log{state.lines, state.head, {}, {}, {}};
  const auto tree = tree_of(state);
  if (!tree) {
    log.trouble = "the catalogue has no tree of it";
    return log;
  }
  log.root = hash_text(tree->root());
  try {
    const SigningKey key = signing_key_for(place.catalogue, place.host);
    keep_note(catalogue, place, sign_checkpoint({key.name(), state.lines, tree->root()}, key));
    log.checkpoint = checkpoint_of(place.catalogue, place.run).native();
  } catch (const Error& error) {
    log.trouble = error.message();
  }
  return log;
}

} // namespace delo
