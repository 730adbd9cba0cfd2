#include "delo/model/fingerprint.hpp"

#include "delo/base/error.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <iterator>
#include <map>

namespace delo {
namespace {

constexpr std::size_t kBytesKept = 16;

/// The message without the numbers behind "line": they move when the file is edited elsewhere.
std::string without_lines(std::string_view message) {
  static constexpr std::string_view kWord = "line ";
  std::string text;
  while (!message.empty()) {
    const std::size_t end = message.find(kWord);
    if (end == std::string_view::npos)
      return text.append(message);
    text += message.substr(0, end + kWord.size());
    message.remove_prefix(end + kWord.size());
    message.remove_prefix(std::min(message.find_first_not_of("0123456789"), message.size()));
  }
  return text;
}

} // namespace

std::string digest_text(std::initializer_list<std::string_view> texts) {
  std::string all;
  for (const std::string_view text : texts)
    all += fmt::format("{}:{}", text.size(), text);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, all.data(), all.size(), digest.data(), &size) != 1 ||
      size < kBytesKept)
    throw Error(ErrorKind::internal, "SHA-256 does not work");
  std::string hex;
  for (std::size_t i = 0; i < kBytesKept; ++i)
    fmt::format_to(std::back_inserter(hex), "{:02x}", digest[i]);
  return hex;
}

void fingerprint_findings(PackageReport& report) {
  std::map<std::string, std::uint64_t> met; // of one path, by which findings are sorted
  std::string_view path;
  for (Finding& finding : report.findings) {
    if (finding.path != path)
      met.clear();
    path = finding.path;
    const std::string subject = without_lines(finding.message);
    const std::string first = digest_text({finding.rule->id, finding.path, subject});
    const std::uint64_t before = met[first]++;
    finding.fingerprint =
        before == 0
            ? first
            : digest_text({finding.rule->id, finding.path, subject, std::to_string(before)});
  }
}

} // namespace delo
