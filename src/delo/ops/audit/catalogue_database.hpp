// The database of a catalogue with the event log beside it: how it is opened, how its troubles are
// told, and how lines of the log are committed together with what they tell of. Included by
// catalogue.cpp and catalogue_merge.cpp only.
#pragma once

#include "delo/base/error.hpp"
#include "delo/base/json.hpp"
#include "delo/base/timestamp.hpp"
#include "delo/ops/audit/catalogue.hpp"
#include "delo/ops/audit/catalogue_rows.hpp"
#include "delo/ops/soci.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace delo {

/// A transaction that is taken back unless it was committed.
class Transaction {
public:
  explicit Transaction(soci::session& sql, const std::string& begin = "begin immediate");
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

private:
  soci::session& sql_;
  bool open_ = true;
};

class CatalogueDatabase {
public:
  /// As Catalogue's constructor.
  CatalogueDatabase(const std::filesystem::path& path, Catalogue::Missing missing);

  /// Runs `work`; the database's troubles come out as Error.
  template <typename Work>
  std::invoke_result_t<const Work&> guarded(std::string_view verb, const Work& work) {
    try {
      return work();
    } catch (const soci::soci_error& error) {
      throw trouble(error, verb);
    } catch (const BadRow& bad) {
      throw damage(bad);
    }
  }

  /// The same in one transaction, with what it logs. Within another transaction it is a part of
  /// that one.
  template <typename Work>
  void in_transaction(std::string_view verb, const Work& work) {
    if (is_open_)
      return guarded(verb, work);
    settle();
    guarded(verb, [&] {
      Transaction transaction(sql);
      const Opened opened(is_open_);
      lines_.clear();
      work();
      write_lines();
      transaction.commit();
    });
  }

  /// A line for the log, written with the transaction that is open.
  void log(std::string_view what, Timestamp time, Json body) {
    lines_.push_back({std::string(what), time, std::move(body)});
    if (lines_.size() >= kLinesHeld)
      write_lines();
  }

  bool flush_log();
  void commit_lazily(bool lazily);
  /// The file is longer than it should be, and that is wanted.
  void take_log_as_it_is() { is_settled_ = true; }

  const std::string& path() const { return path_; }

  soci::session sql;

private:
  /// So many lines are in memory before they come into the outbox.
  static constexpr std::size_t kLinesHeld = 1000;
  /// And so many come into the file at a time. A killed run has never written more of them than the
  /// catalogue finds first: this number may only grow.
  static constexpr std::size_t kLinesInOneWrite = 20'000;

  struct Line {
    std::string what;
    Timestamp time;
    Json body;
  };

  /// A transaction is open while it lives.
  class Opened {
  public:
    explicit Opened(bool& flag) : flag_(flag) { flag_ = true; }
    ~Opened() { flag_ = false; }
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;

  private:
    bool& flag_;
  };

  Error trouble(const soci::soci_error& error, std::string_view verb) const;
  Error damage(const BadRow& bad) const;
  void settle();
  /// Brings the first lines of the outbox into the file.
  bool write_out(const std::vector<std::string>& lines);
  void write_lines();
  std::string grow_tree(const LogState& state);

  std::string path_;
  std::vector<Line> lines_;
  bool is_open_ = false;
  bool is_lazy_ = false;
  /// Whether the file was seen to end where the catalogue ends. Before that nothing is written: a
  /// catalogue that was brought back from an older copy must not part from its log.
  bool is_settled_ = false;
  bool was_torn_ = false;
};

} // namespace delo
