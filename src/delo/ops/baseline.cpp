#include "delo/ops/baseline.hpp"

#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/json.hpp"
#include "delo/base/utf8.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

constexpr std::uint64_t kLargestReport = 4ULL * 1024 * 1024 * 1024;

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view why) {
  throw Error(ErrorKind::usage,
              fmt::format("{} cannot be a baseline: {}", display_name(path.native()), why),
              "make one: delo validate PACKAGE... --report json=FILE");
}

/// Adds the findings of one package; throws what nlohmann-json throws where the form is another.
void add_package(const Json& package, Baseline& baseline) {
  const auto name = package.at("path").get<std::string>();
  for (const Json& row : package.at("findings"))
    baseline.add(name, row.at("fingerprint").get<std::string>(),
                 {row.at("rule").get<std::string>(),
                  display_name(row.at("path").get<std::string>()),
                  row.at("message").get<std::string>()});
}

} // namespace

Baseline read_baseline(const std::filesystem::path& path) {
  const std::string text = read_file(path, kLargestReport);
  Baseline baseline;
  try {
    const Json report = Json::parse(text);
    if (report.at("schema_version") != 1)
      refuse(path, "it has a schema_version that this delo does not know");
    for (const Json& package : report.at("packages")) {
      if (package.contains("more"))
        refuse(path, "it counts findings that it does not list; make it with --max-findings all");
      add_package(package, baseline);
    }
  } catch (const Json::exception&) {
    refuse(path, "it is no JSON report of delo validate");
  }
  return baseline;
}

} // namespace delo
