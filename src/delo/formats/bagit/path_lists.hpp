// Tag files of ours that keep what a bag's manifests cannot: links, and names that are not UTF-8.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/model/found_documents.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

inline constexpr std::string_view kLinksName = "links.txt";
inline constexpr std::string_view kEscapedNamesName = "escaped-names.txt";

/// Bytes that are not UTF-8 as "=" and two hexadecimal digits; everything else stays.
std::string escape_name(std::string_view bytes);

/// One pair a line: the target or the original with everything but unreserved characters (RFC 3986
/// 2.3) and "/" percent-encoded, two spaces, and the name, encoded like a path in a manifest.
/// `above` stands before each name and each original, which are paths of the package then.
void write_links(ByteSink& sink, std::span<const RecordedLink> links, std::string_view above = "");
void write_escaped_names(ByteSink& sink, std::span<const EscapedName> names,
                         std::string_view above = "");

/// Lines that make no sense are left out: nothing is made of them.
std::vector<RecordedLink> parse_links(std::string_view text);
std::vector<EscapedName> parse_escaped_names(std::string_view text);

/// Whether a link may be made anew below `root` by somebody who does not trust the list: a relative
/// target that climbs first and never afterwards, and not out of `root` (other links on its way
/// are such links, too). `name` must lie below `root`.
bool stays_inside(const RecordedLink& link, const RelPath& root);

} // namespace delo
