#include "delo/io/package_source.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/io/archive_kind.hpp"
#include "delo/io/archive_source.hpp"
#include "delo/io/dir_source.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace delo {

EntryOpener PackageSource::opener() {
  try {
    auto reader = std::make_shared<std::unique_ptr<EntryReader>>(open());
    return [reader] { return std::move(*reader); };
  } catch (const Error& error) {
    return [error]() -> std::unique_ptr<EntryReader> { throw error; };
  }
}

SourceKind probe_source(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0)
    throw io_error("open", path.native(), errno);
  if (S_ISDIR(status.st_mode))
    return SourceKind::folder;
  if (!S_ISREG(status.st_mode))
    return SourceKind::none;
  if (looks_like_archive(path))
    return SourceKind::archive;
  return looks_like_xml(path) ? SourceKind::document : SourceKind::none;
}

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
  throw Error(ErrorKind::nothing_to_check,
              fmt::format("{} is not a package: it is neither a folder nor a tar or zip file",
                          display_name(path.native())),
              "give the folder, tar or zip that holds the package");
}

} // namespace

Container container_of(const std::filesystem::path& path) {
  switch (probe_source(path)) {
  case SourceKind::folder:
    return Container::dir;
  case SourceKind::archive:
    return container_of_archive(path);
  case SourceKind::document:
  case SourceKind::none:
    break;
  }
  refuse(path);
}

std::unique_ptr<PackageSource> open_source(const std::filesystem::path& path, Details details,
                                           ExpansionLimit limit) {
  if (container_of(path) == Container::dir)
    return std::make_unique<DirSource>(path, details);
  return std::make_unique<ArchiveSource>(path, limit);
}

std::unique_ptr<PackageSource> open_stream(int stream, const std::filesystem::path& name,
                                           ExpansionLimit limit) {
  Fd own(::fcntl(stream, F_DUPFD_CLOEXEC, 0));
  if (!own)
    throw io_error("read", name.native(), errno);
  return std::make_unique<ArchiveSource>(std::move(own), name, limit);
}

} // namespace delo
