// Keeps the state of a run and tells it to whoever wants to know.
#pragma once

#include "delo/model/progress.hpp"

namespace delo {

class ProgressTeller {
public:
  explicit ProgressTeller(ProgressSink sink = {}) : sink_(std::move(sink)) {}

  void phase(Phase phase) {
    state_.phase = phase;
    tell();
  }
  void current(std::string name) {
    state_.current = std::move(name);
    tell();
  }
  void expect(std::uint64_t documents, std::uint64_t files, std::uint64_t bytes) {
    state_.documents = documents;
    state_.files = files;
    state_.bytes = bytes;
    state_.documents_done = state_.files_done = state_.bytes_done = settled_bytes_ = 0;
    tell();
  }
  void bytes(std::uint64_t more) {
    state_.bytes_done += more;
    tell();
  }
  /// A document is done with all of its source files, whatever was told of their bytes before.
  void document_done(std::uint64_t files, std::uint64_t bytes) {
    ++state_.documents_done;
    state_.files_done += files;
    settled_bytes_ += bytes;
    state_.bytes_done = settled_bytes_;
    tell();
  }

private:
  void tell() const {
    if (sink_)
      sink_(state_);
  }

  ProgressSink sink_;
  Progress state_;
  std::uint64_t settled_bytes_ = 0; ///< of the documents that are done
};

} // namespace delo
