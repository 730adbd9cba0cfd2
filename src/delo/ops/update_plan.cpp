#include "delo/ops/update_plan.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/bagit/given_tags.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/ops/bag_extras.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace delo {
namespace {

const RelPath kDeclaration("bagit.txt");
const RelPath kInfo("bag-info.txt");

bool same_label(std::string_view one, std::string_view other) {
  return ascii_lower(one) == ascii_lower(other);
}

/// The tags in their order: a set one stands where the first of its label stood.
BagInfo edited(const BagInfo& before, const UpdateOptions& options) {
  BagInfo after;
  std::vector<const GivenTag*> waiting;
  for (const GivenTag& edit : options.set)
    waiting.push_back(&edit);
  const auto put_waiting = [&](std::string_view label) {
    std::erase_if(waiting, [&](const GivenTag* edit) {
      if (!label.empty() && !same_label(edit->label, label))
        return false;
      after.add(edit->label, edit->value);
      return true;
    });
  };
  const auto is_replaced = [&options](std::string_view label) {
    const auto same = [label](const std::string& other) { return same_label(label, other); };
    return std::any_of(options.set.begin(), options.set.end(),
                       [&](const GivenTag& edit) { return same(edit.label); }) ||
           std::any_of(options.unset.begin(), options.unset.end(), same);
  };
  for (const Tag& tag : before.tags()) {
    put_waiting(tag.label);
    if (!is_replaced(tag.label))
      after.add(tag.label, tag.value);
  }
  put_waiting("");
  for (const GivenTag& edit : options.add)
    after.add(edit.label, edit.value);
  return after;
}

/// What differs between the tags, in plain words.
void tell_tags(const BagInfo& before, const BagInfo& after, std::vector<std::string>& changes) {
  const auto has = [](const BagInfo& info, const Tag& tag) {
    const auto found = info.find(tag.label);
    return std::any_of(found.begin(), found.end(),
                       [&tag](const Tag* other) { return other->value == tag.value; });
  };
  for (const Tag& tag : before.tags())
    if (!has(after, tag))
      changes.push_back(fmt::format("bag-info.txt: no more {}: {}", tag.label, tag.value));
  for (const Tag& tag : after.tags())
    if (!has(before, tag))
      changes.push_back(fmt::format("bag-info.txt: now {}: {}", tag.label, tag.value));
  if (before.tags().size() < after.tags().size() && changes.empty())
    changes.emplace_back("bag-info.txt: a tag is repeated");
}

AlgorithmSet digests_of(const ReadBag& bag) {
  AlgorithmSet found;
  for (const auto& [path, file] : bag.files)
    if (const auto name = parse_manifest_name(path.str()); name && name->algorithm)
      if (!name->is_tag_manifest)
        found.insert(*name->algorithm);
  return found;
}

AlgorithmSet wanted_digests(const ReadBag& bag, const UpdateOptions& options,
                            std::vector<std::string>& changes) {
  const AlgorithmSet before = digests_of(bag);
  AlgorithmSet all = before;
  for (const Algorithm algorithm : options.add_digests)
    all.insert(algorithm);
  AlgorithmSet after;
  for (const Algorithm algorithm : all.list())
    if (std::find(options.drop_digests.begin(), options.drop_digests.end(), algorithm) ==
        options.drop_digests.end())
      after.insert(algorithm);
  if (after.empty() || info(after.strongest()).weak)
    throw Error(ErrorKind::usage, "no strong digest would be left to protect the bag",
                "add --add-hash sha512 or --add-hash sha256");
  for (const Algorithm algorithm : all.list())
    if (before.contains(algorithm) != after.contains(algorithm))
      changes.push_back(fmt::format("{} digests {}", info(algorithm).bagit,
                                    after.contains(algorithm) ? "added" : "dropped"));
  return after;
}

/// A tag file is the same when its bytes are: it is small enough to be read for that.
bool is_there_already(const ReadBag& bag, const RelPath& path, const std::string& bytes) {
  const auto found = bag.files.find(path);
  if (found == bag.files.end() || found->second.bytes != bytes.size())
    return false;
  const auto text = bag.texts.find(path);
  return text != bag.texts.end() && text->second == bytes;
}

} // namespace

bool is_sealing_file(const RelPath& path) {
  return path == kDeclaration || path == kInfo || parse_manifest_name(path.str()).has_value();
}

void check_edits(const UpdateOptions& options) {
  for (const std::vector<GivenTag>* edits : {&options.set, &options.add})
    for (const GivenTag& edit : *edits)
      checked_tag(edit.label, edit.value);
  for (const std::string& label : options.unset)
    checked_tag(label, "taken out");
  for (const TagFile& edit : options.tag_files)
    gather_tag_file(edit);
  if (options.set.empty() && options.add.empty() && options.unset.empty() &&
      options.tag_files.empty() && options.add_digests.empty() && options.drop_digests.empty())
    throw Error(ErrorKind::usage, "there is nothing to change",
                "say what: --set LABEL=VALUE, --tag-file FILE, --add-hash sha256, --drop-hash md5");
}

UpdatePlan plan_update(const ReadBag& bag, const UpdateOptions& options) {
  UpdatePlan plan;
  const auto text = bag.texts.find(kInfo);
  const BagInfo before = parse_bag_info(text == bag.texts.end() ? "" : text->second).info;
  const BagInfo after = edited(before, options);
  tell_tags(before, after, plan.changes);
  // What nobody changes keeps its bytes, folded lines and all.
  plan.info = plan.changes.empty() && text != bag.texts.end() ? text->second : to_text(after);
  plan.algorithms = wanted_digests(bag, options, plan.changes);
  for (const TagFile& edit : options.tag_files) {
    const RelPath path = gather_tag_file(edit).path;
    constexpr std::uint64_t kLargest = 64ULL * 1024 * 1024;
    if (is_there_already(bag, path, read_file(edit.file, kLargest)))
      continue;
    plan.copied[path] = edit.file;
    plan.changes.push_back(fmt::format("{} {}", display_name(path.str()),
                                       bag.files.contains(path) ? "replaced" : "added"));
  }
  return plan;
}

} // namespace delo
