#include "delo/ops/machine.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/version.hpp"
#include "delo/io/lanes/engine.hpp"

#include <archive.h>
#include <fmt/format.h>
#include <libxml/parser.h>
#include <openssl/crypto.h>
#include <sqlite3.h>
#include <unicode/uversion.h>

#include <curl/curl.h>

#include <array>
#include <clocale>
#include <cstdlib>
#include <thread>

namespace delo {
namespace {

std::string version_of_icu() {
  UVersionInfo version{};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
  u_versionToString(version, text.data());
  return text.data();
}

/// "20914" is 2.9.14, as its makers write it everywhere else.
std::string version_of_libxml2() {
  const unsigned long number = std::strtoul(xmlParserVersion, nullptr, 10);
  return fmt::format("{}.{}.{}", number / 10000, number / 100 % 100, number % 100);
}

/// With what it can decompress.
std::string version_of_libarchive() {
  const std::string_view details = archive_version_details();
  return std::string(details.substr(details.find(' ') + 1));
}

/// Those that are found when the program runs, which may be others than it was built with.
std::vector<LibraryVersion> libraries() {
  return {{"OpenSSL", OpenSSL_version(OPENSSL_VERSION_STRING)},
          {"libarchive", version_of_libarchive()},
          {"libxml2", version_of_libxml2()},
          {"ICU", version_of_icu()},
          {"SQLite", sqlite3_libversion()},
          {"curl", curl_version_info(CURLVERSION_NOW)->version}};
}

/// Why no file can be written there; empty when one was.
std::string trouble_with(const std::filesystem::path& folder) {
  try {
    AtomicFile file(folder / fmt::format("delo-doctor-{}", random_name()));
    file.write(std::string(4096, 'x'));
    return {};
  } catch (const Error& error) {
    return error.message();
  }
}

} // namespace

void choose_engine(std::string_view word) {
  if (word == "auto")
    return choose_best_digest_engine();
  for (const DigestEngineInfo& row : digest_engines())
    if (row.word == word)
      return choose_digest_engine(row.engine);
  throw Error(ErrorKind::usage, fmt::format("there is no engine {}", word),
              "type auto, or one of those that delo doctor lists");
}

MachineReport look_at_machine(const std::filesystem::path& scratch) {
  MachineReport report;
  report.program = library_version();
  for (const DigestEngineInfo& row : digest_engines())
    report.engines.push_back(
        {std::string(row.word), is_available(row.engine), row.engine == digest_engine()});
  report.processors = std::thread::hardware_concurrency();
  report.libraries = libraries();
  report.locale = std::setlocale(LC_CTYPE, nullptr);
  report.scratch = scratch.native();
  report.scratch_trouble = trouble_with(scratch);
  return report;
}

} // namespace delo
