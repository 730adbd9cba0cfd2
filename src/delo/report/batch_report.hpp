// What became of the documents of a run: a table for people, JSON for programs.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/model/batch_data.hpp"

#include <string>

namespace delo {

/// A single document in a few lines, several as a table with one line for each. Problems and
/// warnings are left to the caller: see batch_notes() and batch_problems().
std::string batch_text(const BatchResult& result);

/// Warnings, duplicates and what was left out; empty when there is nothing to tell.
std::string batch_notes(const BatchResult& result);

/// All problems, then their hints, each once.
std::string batch_problems(const BatchResult& result);

/// Everything, as JSON. For a single document the members of write_pack() stand beside `documents`.
void write_batch(ByteSink& sink, const BatchResult& result);

} // namespace delo
