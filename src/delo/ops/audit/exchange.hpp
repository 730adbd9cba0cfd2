// A catalogue as JSON Lines, to be kept elsewhere and to make a catalogue of again. One object a
// line: a header; every collection; every run; every package, followed by its files and by digests
// that were its reference once; at the end the counts and the SHA-256 of all lines before. Names
// are written as in the catalogue (catalogue_text.hpp), so that every byte comes back.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/io/hasher.hpp"
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/catalogue.hpp"

#include <filesystem>
#include <string>

namespace delo {

/// Writes the lines. Use: header(), what the catalogue hands out, end().
class ExchangeWriter final : public CatalogueRows {
public:
  explicit ExchangeWriter(ByteSink& out);

  /// `log` is the state of the event log that belongs to the rows.
  void header(Timestamp time, const LogState& log);
  void collection(const Collection& collection) override;
  void run(const ExchangedRun& run) override;
  void package(const ExchangedPackage& package) override;
  AuditExchange end();

private:
  void line(Json json);

  ByteSink& out_;
  Hasher over_rows_; ///< what the last line tells
  Hasher over_file_;
  AuditExchange sums_;
};

/// Reads an export and hands out its rows, checked one by one. Time and memory are bounded by the
/// file, and by its largest package. Throws Error(usage) with the line for what is no export, was
/// cut or was changed, the last when it has been read to its end; Error(io) when the file cannot be
/// read.
AuditExchange read_exchange(const std::filesystem::path& file, CatalogueRows& rows);

} // namespace delo
