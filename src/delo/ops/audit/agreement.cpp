// Whether a package agrees with what it says of itself.
#include "delo/ops/audit.hpp"
#include "delo/ops/audit/ocfl_witness.hpp"
#include "delo/ops/audit/reference.hpp"

#include <limits>
#include <utility>

namespace delo {
namespace {

bool object_agrees(const std::filesystem::path& path, const std::stop_token& stop) {
  HashPipeline pipeline({.stop = stop});
  OcflWitness object;
  ReadingPlan plan;
  plan.limit = [](std::string_view, std::optional<std::uint64_t>) {
    return std::numeric_limits<std::uint64_t>::max();
  };
  plan.witness = &object;
  read_stored(path, PackageKind::ocfl, pipeline, plan);
  return !object.has_unreadable() && object.problems().empty();
}

} // namespace

std::function<bool(const CatalogueEntry&)>
agreement_by(std::function<PackageReport(const std::filesystem::path&)> validate,
             std::stop_token stop) {
  return [validate = std::move(validate), stop = std::move(stop)](const CatalogueEntry& package) {
    if (package.kind == PackageKind::ocfl)
      return object_agrees(package.path, stop);
    return is_bag_or_mets(package.kind) && validate &&
           validate(package.path).verdict() == Verdict::valid;
  };
}

} // namespace delo
