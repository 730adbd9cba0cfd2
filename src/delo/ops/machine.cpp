#include "delo/ops/machine.hpp"

#include "delo/base/atomic_file.hpp"
#include "delo/base/error.hpp"
#include "delo/base/version.hpp"
#include "delo/formats/xsd/schemas.hpp"
#include "delo/io/lanes/engine.hpp"
#include "delo/io/mail.hpp"

#include <archive.h>
#include <fmt/format.h>
#include <libxml/parser.h>
#include <magic.h>
#include <openssl/crypto.h>
#include <sqlite3.h>
#include <unicode/uversion.h>

#include <curl/curl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
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
          {"libmagic", fmt::format("{}.{:02}", magic_version() / 100, magic_version() % 100)},
          {"SQLite", sqlite3_libversion()},
          {"curl", curl_version_info(CURLVERSION_NOW)->version}};
}

/// As packages come about: made, flushed, renamed. Then it is removed.
void write_and_remove(const std::filesystem::path& file) {
  AtomicFile made(file);
  made.write(std::string(4096, 'x'));
  made.commit(Overwrite::no);
  if (::unlink(file.c_str()) != 0)
    throw io_error("remove", file.native(), errno);
}

WriteTest try_to_write(const std::filesystem::path& folder) {
  WriteTest test{folder.native(), {}};
  try {
    write_and_remove(folder / fmt::format("delo-doctor-{}", random_name()));
  } catch (const Error& error) {
    test.trouble = error.message();
  }
  return test;
}

std::vector<std::string> schemas() {
  std::vector<std::string> names;
  for (const auto& list : {embedded_schemas(), reading_schemas()})
    for (const EmbeddedSchema& schema : list)
      names.emplace_back(schema.name);
  return names;
}

std::vector<ProgramState> programs() {
  return {{std::string(kSendmail), "delo audit run --mail, without --smtp",
           ::access(kSendmail.data(), X_OK) == 0}};
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

MachineReport look_at_machine(const std::filesystem::path& scratch,
                              const std::filesystem::path& folder) {
  MachineReport report;
  report.program = library_version();
  for (const DigestEngineInfo& row : digest_engines())
    report.engines.push_back(
        {std::string(row.word), is_available(row.engine), row.engine == digest_engine()});
  report.processors = std::thread::hardware_concurrency();
  report.libraries = libraries();
  report.locale = std::setlocale(LC_CTYPE, nullptr);
  report.schemas = schemas();
  report.programs = programs();
  report.scratch = try_to_write(scratch);
  report.folder = try_to_write(folder);
  return report;
}

} // namespace delo
