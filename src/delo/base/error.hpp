// The one exception of the library: a broken world (disk, network, arguments, a bug). A bad
// package is never an Error; it is a Finding (delo/model/finding.hpp).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace delo {

/// What kind of trouble ended the work. The command line maps each kind to one exit code.
enum class ErrorKind {
  usage,            ///< the arguments or the configuration cannot be used
  io,               ///< something could not be read or written
  nothing_to_check, ///< no package was found where one was asked for
  mass_change,      ///< a store looks unmounted, emptied or rewritten
  busy,             ///< another run holds the lock
  interrupted,      ///< the user asked us to stop
  internal,         ///< a bug in delo
};

/// One error, told in four parts: what failed, where, why it matters, what to type next.
class Error : public std::runtime_error {
public:
  /// `message` is lower case, names the path, and ends without a full stop; `hint` is a sentence
  /// or a command that helps, and may be empty.
  Error(ErrorKind kind, const std::string& message, std::string hint = {}, int error_number = 0)
      : std::runtime_error(message), kind_(kind), hint_(std::move(hint)),
        error_number_(error_number) {}

  ErrorKind kind() const { return kind_; }
  std::string message() const { return what(); }
  const std::string& hint() const { return hint_; }
  /// The errno of the system call that failed; 0 when there was none.
  int error_number() const { return error_number_; }

private:
  ErrorKind kind_;
  std::string hint_;
  int error_number_;
};

/// An io Error that says "cannot <verb> <path>: <reason of errno>", with a hint that fits the
/// reason (full disk, no permission, read-only file system) when the caller gives none.
Error io_error(std::string_view verb, std::string_view path, int error_number,
               std::string hint = {});

/// The text of an errno value, the same in every locale.
std::string errno_text(int error_number);

} // namespace delo
