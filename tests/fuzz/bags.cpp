// The tag files of bags, and profiles.
#include "delo/base/byte_sink.hpp"
#include "delo/formats/bagit/bag_declaration.hpp"
#include "delo/formats/bagit/bag_info.hpp"
#include "delo/formats/bagit/bag_profile_convert.hpp"
#include "delo/formats/bagit/bag_profile_reader.hpp"
#include "delo/formats/bagit/fetch_text.hpp"
#include "delo/formats/bagit/given_tags.hpp"
#include "delo/formats/bagit/manifest_text.hpp"
#include "delo/formats/digest_list/digest_list.hpp"
#include "fuzz/targets.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace delo::fuzz {
namespace {

/// Feeds a reader in pieces of 1, 2, 3 … bytes, so that every border falls somewhere.
template <typename Reader>
void feed_in_pieces(Reader& reader, std::string_view bytes) {
  for (std::size_t size = 1; !bytes.empty(); ++size) {
    reader.feed(bytes.substr(0, size));
    bytes.remove_prefix(std::min(size, bytes.size()));
  }
}

void bag_info(std::string_view bytes) {
  const std::string text = to_text(parse_bag_info(bytes).info);
  const ParsedBagInfo again = parse_bag_info(text);
  if (!text.starts_with("\xEF\xBB\xBF")) { // of a label: in front, it is that of the file
    must(again.bad_lines.empty(), "a tag file that delo wrote has bad lines");
    must(to_text(again.info) == text, "a tag file that delo wrote reads back as another");
  }
  kept_tags(bytes, "bag-info.txt");
}

void bag_declaration(std::string_view bytes) {
  const BagDeclaration read = parse_declaration(bytes);
  must(!read.faults.empty() || (!read.version.empty() && !read.encoding.empty()),
       "a declaration without faults says no version or encoding");
}

/// White space and "*" in front of a path belong to what stands between digest and path.
bool can_be_listed(const RelPath& path) {
  return std::string_view(" \t*").find(path.str().front()) == std::string_view::npos;
}

std::string lines_of(const Manifest& manifest) {
  std::string lines;
  manifest.for_each([&](const RelPath& path, const Manifest::Entry& entry) {
    if (can_be_listed(path))
      lines += manifest_line(entry.digest, path.str());
  });
  return lines;
}

void manifest_in(PathEncoding encoding, std::string_view charset, std::string_view bytes) {
  ManifestParser whole(Algorithm::sha256, encoding, charset);
  whole.feed(bytes);
  const ParsedManifest read = whole.finish();
  ManifestParser pieces(Algorithm::sha256, encoding, charset);
  feed_in_pieces(pieces, bytes);
  const ParsedManifest same = pieces.finish();
  const std::string lines = lines_of(*read.manifest);
  must(lines == lines_of(*same.manifest) && read.faults.size() == same.faults.size() &&
           read.text_faults.size() == same.text_faults.size(),
       "a manifest in pieces reads as another");
  const ParsedManifest again = parse_manifest(lines, Algorithm::sha256, PathEncoding::percent);
  must(lines_of(*again.manifest) == lines, "a manifest that delo wrote reads back as another");
}

void manifest(std::string_view bytes) {
  manifest_in(PathEncoding::percent, "UTF-8", bytes);
  manifest_in(PathEncoding::none, "UTF-8", bytes);
  manifest_in(PathEncoding::percent, "UTF-16LE", bytes);
}

std::string lines_of(const FetchList& list) {
  StringSink lines;
  list.for_each([&](const RelPath& path, const FetchList::Entry& entry) {
    if (entry.length)
      write_fetch_line(lines, entry.url, *entry.length, path);
  });
  return lines.take();
}

void fetch(std::string_view bytes) {
  const auto read = [](std::string_view text) {
    FetchParser parser(PathEncoding::percent, "UTF-8", FetchParser::Addresses::kept);
    feed_in_pieces(parser, text);
    return parser.finish();
  };
  const ParsedFetch first = read(bytes);
  must(parse_fetch(bytes).list->size() == first.list->size(),
       "a fetch.txt in pieces reads as another");
  parse_fetch(bytes, PathEncoding::none);
  if (!first.faults.empty())
    return; // an address that is none is not written
  const std::string lines = lines_of(*first.list);
  must(lines_of(*read(lines).list) == lines, "a fetch.txt that delo wrote reads back as another");
}

/// As sha256sum --tag writes it.
std::string tagged_line(const std::string& name, const Digest& digest) {
  std::string escaped;
  for (const char c : name)
    escaped += c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\r' ? "\\r" : std::string(1, c);
  return (escaped == name ? "" : "\\") + std::string(info(digest.algorithm()).premis) + " (" +
         escaped + ") = " + digest.hex() + "\n";
}

void digest_list(std::string_view bytes) {
  std::string lines;
  const auto keep = [&lines](const DigestListEntry& entry) {
    for (const Digest& digest : entry.digests)
      lines += tagged_line(entry.name, digest);
  };
  const DigestListEnd end = read_digest_list(bytes, keep);
  const std::string whole = std::exchange(lines, "");
  DigestListReader pieces(keep);
  feed_in_pieces(pieces, bytes);
  must(pieces.finish().problems.size() == end.problems.size() && lines == whole,
       "a list of digests in pieces reads as another");
  read_digest_list(whole, keep);
  must(lines == whole + whole, "a list of digests that was written anew reads back as another");
  for (const std::string_view name : {"photos.md5", "b2sums.txt", "SHA512SUMS"})
    read_digest_list(bytes, keep, name);
}

void bag_profile(std::string_view bytes) {
  const BagItProfile profile = read_bag_profile(bytes, "profile.json");
  must(!profile.identifier.empty(), "a profile without an identifier was read");
}

void foreign_profile(std::string_view bytes) {
  const ConvertedProfile converted = convert_bag_profile(bytes, "profile.json", "");
  const std::string text = to_text(converted.json);
  must(Json::accept(text), "a converted profile is no JSON");
  read_bag_profile(text, "converted.json"); // what contradicts itself there does so here
}

constexpr std::array kTargets{
    Target{"bag_info", bag_info, "tags that are printed read back the same"},
    Target{"bag_declaration", bag_declaration, "without faults there are version and encoding"},
    Target{"manifest", manifest, "pieces read as the whole; what is printed reads back the same"},
    Target{"fetch", fetch, "pieces read as the whole; what is printed reads back the same"},
    Target{"digest_list", digest_list,
           "pieces read as the whole; names come back from tagged lines"},
    Target{"bag_profile", bag_profile, "a profile has an identifier"},
    Target{"foreign_profile", foreign_profile,
           "what is converted is JSON that the reader of profiles takes or refuses"},
};

} // namespace

std::span<const Target> bag_targets() {
  return kTargets;
}

} // namespace delo::fuzz
