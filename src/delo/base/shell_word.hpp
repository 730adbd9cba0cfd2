// Paths in commands that are printed to be typed.
#pragma once

#include <string>
#include <string_view>

namespace delo {

/// A path as one word of a shell, so that a printed command runs as it stands: in quotation marks
/// where it must be, and with "./" before a name that begins like a flag. Bytes that are not safe
/// to print are written as \xNN inside $'…', which bash, zsh and ksh know.
std::string shell_word(std::string_view path);

} // namespace delo
