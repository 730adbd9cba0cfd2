#include "cli/progress.hpp"

#include "delo/base/json.hpp"
#include "delo/base/utf8.hpp"
#include "delo/report/text_width.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ostream>

namespace delo::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kBarEvery = 100ms;
constexpr auto kJsonEvery = 1000ms;
constexpr auto kFirstHeartbeat = 10s;
constexpr auto kHeartbeatEvery = 60s;
/// Before that much time has passed, the speed says nothing.
constexpr auto kSpeedKnownAfter = 2s;
constexpr std::size_t kBarCells = 20;

std::uint64_t percent(std::uint64_t done, std::uint64_t all) {
  return all == 0 ? 0 : std::min<std::uint64_t>(100, done * 100 / all);
}

std::string duration(std::chrono::seconds time) {
  const auto seconds = time.count();
  return seconds < 3600
             ? fmt::format("{}:{:02}", seconds / 60, seconds % 60)
             : fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string amounts(const Progress& progress) {
  std::string text;
  if (progress.documents > 0)
    text += fmt::format("  {} of {} documents", progress.documents_done, progress.documents);
  if (progress.files > 0)
    text += fmt::format("  {} of {} files", progress.files_done, progress.files);
  else if (progress.files_done > 0)
    text += fmt::format("  {} files", progress.files_done);
  if (progress.bytes == 0 && progress.bytes_done > 0)
    text += fmt::format("  {}", readable_bytes(progress.bytes_done));
  if (progress.bytes > 0)
    text += fmt::format("  {} of {}", readable_bytes(progress.bytes_done),
                        readable_bytes(progress.bytes));
  return text;
}

} // namespace

std::string readable_bytes(std::uint64_t bytes) {
  static constexpr std::array<std::string_view, 5> kUnits{"B", "KB", "MB", "GB", "TB"};
  auto size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < kUnits.size(); ++unit)
    size /= 1000;
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", size, kUnits[unit]);
}

ProgressStyle progress_style(std::string_view word, bool on_terminal, bool quiet) {
  struct Row {
    std::string_view word;
    ProgressStyle style;
  };
  static constexpr std::array<Row, 4> kStyles{{{"bar", ProgressStyle::bar},
                                               {"plain", ProgressStyle::plain},
                                               {"jsonl", ProgressStyle::jsonl},
                                               {"none", ProgressStyle::none}}};
  for (const Row& row : kStyles)
    if (row.word == word)
      return row.style;
  if (quiet)
    return ProgressStyle::none;
  return on_terminal ? ProgressStyle::bar : ProgressStyle::plain;
}

ProgressPrinter::ProgressPrinter(std::ostream& err, ProgressStyle style, std::size_t columns,
                                 SteadyTime time)
    : err_(err), style_(style), columns_(columns), time_(std::move(time)), started_(time_()) {}

void ProgressPrinter::show(const Progress& progress) {
  if (style_ == ProgressStyle::none)
    return;
  const Milliseconds now = time_();
  if (!work_is_known_ && progress.bytes > 0) {
    work_is_known_ = true;
    work_started_ = now;
  }
  if (style_ == ProgressStyle::bar)
    show_bar(progress, now);
  else if (style_ == ProgressStyle::plain)
    show_plain(progress, now);
  else
    show_json(progress, now);
  phase_ = progress.phase;
  documents_done_ = progress.documents_done;
}

void ProgressPrinter::clear() {
  if (bar_stands_)
    err_ << "\r\x1b[K" << std::flush;
  bar_stands_ = false;
}

std::string ProgressPrinter::time_left(const Progress& progress, Milliseconds now) const {
  const auto spent = now - work_started_;
  if (!work_is_known_ || progress.bytes_done == 0 || spent < kSpeedKnownAfter)
    return "";
  const double rest =
      static_cast<double>(progress.bytes) - static_cast<double>(progress.bytes_done);
  const double seconds = std::chrono::duration<double>(spent).count() * std::max(rest, 0.0) /
                         static_cast<double>(progress.bytes_done);
  return fmt::format("  {} left",
                     duration(std::chrono::seconds(static_cast<std::int64_t>(seconds + 0.5))));
}

void ProgressPrinter::show_bar(const Progress& progress, Milliseconds now) {
  if (progress.phase == Phase::done)
    return clear();
  if (shown_ && progress.phase == phase_ && now - last_shown_ < kBarEvery)
    return;
  std::string line = padded(to_word(progress.phase), 9);
  if (progress.bytes > 0) {
    const std::uint64_t part = percent(progress.bytes_done, progress.bytes);
    const auto full = static_cast<std::size_t>(part * kBarCells / 100);
    line += fmt::format(" [{}{}] {:>3}%", std::string(full, '#'),
                        std::string(kBarCells - full, '.'), part);
  }
  line += amounts(progress) + time_left(progress, now);
  // The last column stays free: some terminals go to the next line when it is filled.
  const std::size_t room = columns_ > 1 ? columns_ - 1 : 1;
  if (text_width(line) + 2 < room)
    line += "  " + fitted(display_name(progress.current), room - text_width(line) - 2);
  else if (text_width(line) > room)
    line.resize(room); // ASCII up to here
  err_ << "\r\x1b[K" << line << std::flush;
  bar_stands_ = shown_ = true;
  last_shown_ = now;
}

void ProgressPrinter::show_plain(const Progress& progress, Milliseconds now) {
  const Milliseconds due = shown_ ? last_shown_ + kHeartbeatEvery : started_ + kFirstHeartbeat;
  if (progress.phase == Phase::done || now < due)
    return;
  err_ << fmt::format("{}{}{}  {}\n", to_word(progress.phase), amounts(progress),
                      time_left(progress, now), display_name(progress.current))
       << std::flush;
  shown_ = true;
  last_shown_ = now;
}

void ProgressPrinter::show_json(const Progress& progress, Milliseconds now) {
  const bool news = !shown_ || progress.phase != phase_ ||
                    progress.documents_done != documents_done_ || now - last_shown_ >= kJsonEvery;
  if (!news)
    return;
  Json json;
  json["phase"] = to_word(progress.phase);
  json["elapsed_ms"] = (now - started_).count();
  json["documents_done"] = progress.documents_done;
  json["documents"] = progress.documents;
  json["files_done"] = progress.files_done;
  json["files"] = progress.files;
  json["bytes_done"] = progress.bytes_done;
  json["bytes"] = progress.bytes;
  if (!progress.current.empty())
    json["current"] = display_name(progress.current);
  err_ << json.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n" << std::flush;
  shown_ = true;
  last_shown_ = now;
}

} // namespace delo::cli
