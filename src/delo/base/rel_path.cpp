#include "delo/base/rel_path.hpp"

#include "delo/base/error.hpp"
#include "delo/base/last_slash.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

constexpr std::size_t kLongestName = 255;

PathFault check_part(std::string_view part) {
  if (part.empty())
    return PathFault::empty;
  if (part == "." || part == "..")
    return PathFault::dot_segment;
  return part.size() > kLongestName ? PathFault::name_too_long : PathFault::none;
}

bool has_drive_letter(std::string_view text) {
  const char first = text.size() > 1 && text[1] == ':' ? text[0] : '\0';
  const bool letter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
  return letter && (text.size() == 2 || text[2] == '/' || text[2] == '\\');
}

PathFault check(std::string_view text) {
  if (text.empty())
    return PathFault::empty;
  if (text.find('\0') != std::string_view::npos)
    return PathFault::nul;
  if (text.front() == '/' || text.front() == '\\')
    return PathFault::absolute;
  if (text.front() == '~')
    return PathFault::home;
  if (has_drive_letter(text))
    return PathFault::drive_letter;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    if (const PathFault fault = check_part(text.substr(begin, end - begin));
        fault != PathFault::none)
      return fault;
    begin = end + 1;
  }
  return PathFault::none;
}

} // namespace

std::string_view describe(PathFault fault) {
  switch (fault) {
  case PathFault::none:
    return "nothing is wrong with it";
  case PathFault::empty:
    return "it is empty or has an empty part";
  case PathFault::absolute:
    return "it is absolute";
  case PathFault::dot_segment:
    return "it has a \".\" or \"..\" part";
  case PathFault::drive_letter:
    return "it begins with a drive letter";
  case PathFault::home:
    return "it begins with \"~\"";
  case PathFault::nul:
    return "it holds a NUL byte";
  case PathFault::name_too_long:
    return "a part of it is longer than 255 bytes";
  }
  return "";
}

std::optional<RelPath> RelPath::parse(std::string_view text, PathFault* fault) {
  const PathFault found = check(text);
  if (fault)
    *fault = found;
  if (found != PathFault::none)
    return std::nullopt;
  RelPath path;
  path.text_ = text;
  return path;
}

RelPath::RelPath(std::string_view text) {
  if (const PathFault fault = check(text); fault != PathFault::none)
    throw Error(ErrorKind::internal, fmt::format("\"{}\" cannot be a path inside a package: {}",
                                                 display_name(text), describe(fault)));
  text_ = text;
}

RelPath RelPath::operator/(std::string_view more) const {
  return RelPath(text_ + "/" + std::string(more)); // what a path must not begin with, a part may
}

RelPath RelPath::operator/(const RelPath& more) const {
  RelPath joined(*this);
  joined.text_ += '/';
  joined.text_ += more.text_;
  return joined;
}

std::string_view RelPath::name() const {
  return std::string_view(text_).substr(last_slash(text_) + 1);
}

std::optional<RelPath> RelPath::parent() const {
  const std::size_t slash = last_slash(text_);
  if (slash == std::string::npos)
    return std::nullopt;
  RelPath above;
  above.text_ = text_.substr(0, slash);
  return above;
}

std::string_view RelPath::folder() const {
  const std::size_t slash = last_slash(text_);
  return std::string_view(text_).substr(0, slash == std::string::npos ? 0 : slash);
}

std::string_view RelPath::top() const {
  return std::string_view(text_).substr(0, std::min(text_.find('/'), text_.size()));
}

bool RelPath::is_below(const RelPath& folder) const {
  return text_.size() > folder.text_.size() + 1 && text_.starts_with(folder.text_) &&
         text_[folder.text_.size()] == '/';
}

std::optional<RelPath> RelPath::below_top() const {
  const std::size_t slash = text_.find('/');
  if (slash == std::string::npos)
    return std::nullopt;
  RelPath rest;
  rest.text_ = text_.substr(slash + 1);
  return rest;
}

RelPath RelPath::relative_to(const RelPath& folder) const {
  if (!is_below(folder))
    throw Error(ErrorKind::internal, fmt::format("{} does not lie below {}", display_name(text_),
                                                 display_name(folder.text_)));
  RelPath rest;
  rest.text_ = text_.substr(folder.text_.size() + 1);
  return rest;
}

} // namespace delo
