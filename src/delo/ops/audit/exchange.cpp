// delo audit export and import.
#include "delo/ops/audit/exchange.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/catalogue_text.hpp"

#include <fmt/format.h>

#include <system_error>

namespace delo {
namespace {

namespace fs = std::filesystem;

/// Nobody: the first reading of an export is there to see whether it is whole.
class NoRows final : public CatalogueRows {
public:
  void collection(const Collection&) override {}
  void run(const ExchangedRun&) override {}
  void package(const ExchangedPackage&) override {}
};

void require_no_log(const fs::path& catalogue) {
  const fs::path log = event_log_of(catalogue);
  std::error_code not_there;
  if (const auto size = fs::file_size(log, not_there); !not_there && size > 0)
    throw Error(
        ErrorKind::usage,
        fmt::format("there is an event log of another catalogue at {}", display_name(log.native())),
        "move it away and keep it: the new catalogue begins its own");
}

Json line_json(const AuditExchange& sums) {
  Json json;
  json["export"] = "sha256:" + sums.sha256;
  json["log_lines"] = sums.log_lines;
  json["log_head"] = sums.log_head;
  json["collections"] = sums.collections;
  json["runs"] = sums.runs;
  json["packages"] = sums.packages;
  json["files"] = sums.files;
  return json;
}

} // namespace

AuditExchange audit_export(const fs::path& catalogue, const Clock& clock, ByteSink& out) {
  Catalogue source(catalogue, Catalogue::Missing::refuse);
  ExchangeWriter writer(out);
  source.hand_out([&](const LogState& log) { writer.header(clock.now(), log); }, writer);
  AuditExchange sums = writer.end();
  sums.catalogue = catalogue.native();
  return sums;
}

AuditExchange audit_import(const fs::path& catalogue, const fs::path& file, const Clock& clock) {
  NoRows nobody;
  const AuditExchange seen = read_exchange(file, nobody);
  if (!is_there(catalogue)) // before one is made
    require_no_log(catalogue);
  const CatalogueLock lock(catalogue, clock);
  Catalogue target(catalogue, Catalogue::Missing::create);
  target.require_empty();
  require_no_log(catalogue);
  AuditExchange sums;
  target.take_in(
      line_json(seen),
      [&](CatalogueRows& rows) {
        sums = read_exchange(file, rows);
        if (sums.sha256 != seen.sha256)
          throw Error(ErrorKind::usage,
                      fmt::format("{} changed while it was read", display_name(file.native())),
                      "nothing was taken in: see that nobody writes it, and try again");
      },
      clock.now());
  target.flush_log();
  sums.catalogue = catalogue.native();
  return sums;
}

} // namespace delo
