// A table, so that adding a leftover is adding a row. Only names that no archivist would choose
// stand here: "notes.tmp" could be anything and is not junk.
#include "delo/formats/container/junk.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

enum class Match { whole, beginning };

struct JunkRow {
  std::string_view name; ///< ASCII letters in lower case
  Match match;
  std::string_view reason;
};
constexpr std::array<JunkRow, 18> kJunk{{
    {".ds_store", Match::whole, "a folder view of macOS"},
    {"icon\r", Match::whole, "a folder icon of macOS"},
    {"._", Match::beginning, "file attributes of macOS"},
    {"__macosx", Match::whole, "file attributes of macOS"},
    {".apdisk", Match::whole, "a mark of macOS file sharing"},
    {".spotlight-v100", Match::whole, "the search index of macOS"},
    {".trashes", Match::whole, "the trash of macOS"},
    {".fseventsd", Match::whole, "the change log of macOS"},
    {".temporaryitems", Match::whole, "temporary files of macOS"},
    {"thumbs.db", Match::whole, "thumbnails of Windows"},
    {"ehthumbs.db", Match::whole, "thumbnails of Windows"},
    {"desktop.ini", Match::whole, "a folder view of Windows"},
    {"$recycle.bin", Match::whole, "the recycle bin of Windows"},
    {"system volume information", Match::whole, "system data of Windows"},
    {"~$", Match::beginning, "the lock of an open Office document"},
    {".~lock.", Match::beginning, "the lock of an open LibreOffice document"},
    {".directory", Match::whole, "a folder view of KDE"},
    {".nfs", Match::beginning, "a deleted file that is still open"},
}};

/// "~WRL0001.tmp", "~DF3A.tmp", "4F2A91C0.tmp": what Office writes while it saves.
bool is_office_temporary(std::string_view written) {
  constexpr std::string_view kEnd = ".tmp";
  if (written.size() < kEnd.size() ||
      !is_in_any_case(written.substr(written.size() - kEnd.size()), kEnd))
    return false;
  const std::string lower = ascii_lower(written.substr(0, written.size() - kEnd.size()));
  const std::string_view name = lower;
  const bool hex = name.size() == 8 && name.find_first_not_of("0123456789abcdef") == name.npos;
  return hex || name.starts_with("~");
}

std::string_view reason_for_name(std::string_view name) {
  for (const JunkRow& row : kJunk)
    if (row.match == Match::whole ? is_in_any_case(name, row.name)
                                  : begins_in_any_case(name, row.name))
      return row.reason;
  return is_office_temporary(name) ? "a temporary file of Office" : "";
}

} // namespace

std::string_view junk_reason(std::string_view path) {
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (const auto reason = reason_for_name(path.substr(0, end)); !reason.empty())
      return reason;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return "";
}

} // namespace delo
