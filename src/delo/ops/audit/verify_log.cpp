#include "delo/base/error.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/utf8.hpp"
#include "delo/ops/audit/catalogue_lock.hpp"
#include "delo/ops/audit/evidence.hpp"
#include "delo/ops/audit/log_check.hpp"

#include <fmt/format.h>

namespace delo {
namespace {

constexpr std::uint64_t kLongestKey = 4096;

VerifierKey key_from(const std::string& text) {
  if (auto key = VerifierKey::parse(trim(text)))
    return *std::move(key);
  std::error_code failure;
  if (std::filesystem::is_regular_file(text, failure))
    if (auto key = VerifierKey::parse(trim(read_file(text, kLongestKey))))
      return *std::move(key);
  throw Error(ErrorKind::usage, fmt::format("--key is no public key: {}", display_name(text)),
              "it is the text in the file .key.pub beside the catalogue, or that file");
}

LogCheckOptions check_options(const VerifyLogOptions& options) {
  LogCheckOptions check{options.log, options.checkpoint, std::nullopt};
  if (!options.key.empty())
    check.key = key_from(options.key);
  else if (options.catalogue.empty() && !options.checkpoint.empty())
    throw Error(ErrorKind::usage, "a checkpoint proves nothing without the key that signed it",
                "give its public half with --key");
  return check;
}

} // namespace

LogCheck audit_verify_log(const VerifyLogOptions& options) {
  const LogCheckOptions check = check_options(options);
  if (options.catalogue.empty())
    return check_log(nullptr, {}, check);
  require_catalogue(options.catalogue);
  const CatalogueLock lock(options.catalogue, options.clock);
  Catalogue catalogue(options.catalogue, Catalogue::Missing::refuse);
  return check_log(&catalogue, options.catalogue, check);
}

} // namespace delo
