// The exceptions of the standard library, as errors.
#pragma once

#include "delo/base/error.hpp"

#include <exception>

namespace delo {

/// An Error as it is. What the standard library throws because a file system, the system or the
/// memory gives no more is Error(io); everything else is Error(internal), a bug.
Error as_error(const std::exception& trouble);

} // namespace delo
