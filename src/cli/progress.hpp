// Shows how far a run has come: a line that renews itself on a terminal, now and then a line in a
// log, JSON Lines for programs.
#pragma once

#include "delo/model/progress.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>

namespace delo::cli {

enum class ProgressStyle { bar, plain, jsonl, none };

/// What "auto" means: a bar on a terminal, else a line now and then; nothing when quiet.
ProgressStyle progress_style(std::string_view word, bool on_terminal, bool quiet);

class ProgressPrinter {
public:
  /// Time since any fixed moment; it never goes back.
  using SteadyTime = std::function<std::chrono::milliseconds()>;

  ProgressPrinter(std::ostream& err, ProgressStyle style, std::size_t columns, SteadyTime time);
  ~ProgressPrinter() { clear(); }
  ProgressPrinter(const ProgressPrinter&) = delete;
  ProgressPrinter& operator=(const ProgressPrinter&) = delete;

  void show(const Progress& progress);
  /// Takes the bar away, so that other lines can follow.
  void clear();

private:
  using Milliseconds = std::chrono::milliseconds;
  void show_bar(const Progress& progress, Milliseconds now);
  void show_plain(const Progress& progress, Milliseconds now);
  void show_json(const Progress& progress, Milliseconds now);
  std::string time_left(const Progress& progress, Milliseconds now) const;

  std::ostream& err_;
  ProgressStyle style_;
  std::size_t columns_;
  SteadyTime time_;
  Milliseconds started_{};
  Milliseconds work_started_{};
  Milliseconds last_shown_{};
  bool work_is_known_ = false;
  bool shown_ = false;
  bool bar_stands_ = false;
  Phase phase_ = Phase::finding;
  std::uint64_t documents_done_ = 0;
};

/// "1.2 GB", for people.
std::string readable_bytes(std::uint64_t bytes);

} // namespace delo::cli
