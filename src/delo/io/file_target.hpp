// One file on its way into a package, whoever writes it.
#pragma once

#include "delo/base/byte_sink.hpp"

#include <functional>
#include <memory>

namespace delo {

/// Takes the bytes of one file in order. Used by one thread at a time, whichever that is.
/// Destroyed without finish(), it leaves a part of a file, in a package that must not be published.
class FileTarget : public ByteSink {
public:
  /// The file is whole. Throws Error(io) also when its size is not what was announced.
  virtual void finish() = 0;
};

/// Begins the file. Called once, on the thread that will write, whichever that is.
using FileMaker = std::function<std::unique_ptr<FileTarget>()>;

} // namespace delo
