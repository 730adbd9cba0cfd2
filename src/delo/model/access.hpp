// Who may see a document today. The secrecy mark of the original says nothing of it.
#pragma once

#include "delo/model/record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace delo {

/// An access rule for one document.
struct Access {
  enum class Kind { open, closed, until } kind = Kind::open;
  std::string until; ///< EDTF level 0 (2040, 2040-01, 2040-01-31): closed up to then; else ""

  bool is_restricted() const { return kind != Kind::open; }
};

/// The rule that a text names: "open", "closed", "until DATE", "closed until DATE", or the same in
/// Russian; a date may be written 31.01.2040, too. Nothing when it is none of these, also for
/// "restricted" alone, which does not say for how long.
std::optional<Access> read_access(std::string_view text);

/// The form in which it is kept: "open", "closed", "until 2040-01-31".
std::string to_text(const Access& access);

/// The rule of a record; nothing when it has none, or none that can be understood.
std::optional<Access> access_of(const DocumentRecord& record);

} // namespace delo
