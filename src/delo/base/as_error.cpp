#include "delo/base/as_error.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <new>
#include <system_error>

namespace delo {

Error as_error(const std::exception& trouble) {
  if (const auto* error = dynamic_cast<const Error*>(&trouble))
    return *error;
  if (const auto* error = dynamic_cast<const std::filesystem::filesystem_error*>(&trouble))
    return io_error("use", error->path1().native(), error->code().value());
  if (const auto* error = dynamic_cast<const std::system_error*>(&trouble))
    return Error(
        ErrorKind::io,
        fmt::format("the system has no more to give: {}", errno_text(error->code().value())),
        "too many processes run, or there is too little memory (see `ulimit -a`)",
        error->code().value());
  if (dynamic_cast<const std::bad_alloc*>(&trouble))
    return Error(ErrorKind::io, "there is not enough memory",
                 "close other programs, or do less at a time with --jobs 1");
  return Error(ErrorKind::internal, fmt::format("a bug in delo: {}", trouble.what()),
               "please report it, with the command that was typed");
}

} // namespace delo
