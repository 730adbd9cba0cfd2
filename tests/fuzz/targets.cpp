#include "fuzz/targets.hpp"

#include "delo/io/package_source.hpp"

namespace delo::fuzz {

std::vector<Target> targets() {
  std::vector<Target> all;
  for (const auto family : {page_targets(), bag_targets(), table_targets(), document_targets(),
                            archive_targets(), audit_targets()})
    all.insert(all.end(), family.begin(), family.end());
  return all;
}

void run(const Target& target, std::string_view bytes) {
  try {
    target.read(bytes);
  } catch (const ContainerDamaged&) {
    return;
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::internal)
      throw;
  }
}

void must(bool holds, const std::string& what) {
  if (!holds)
    throw Broken(what);
}

} // namespace delo::fuzz
