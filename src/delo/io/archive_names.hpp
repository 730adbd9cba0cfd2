// Names in archives as the bytes that were written, where the library would give others.
#pragma once

#include <locale.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace delo {

/// libarchive brings names that are marked as UTF-8 into normalisation form C, and so makes one
/// name of two. In a locale that cannot hold them it leaves the bytes of a tar alone, with a
/// warning. For the calling thread, while it lives.
class PlainLocale {
public:
  PlainLocale() : before_(::uselocale(plain())) {}
  ~PlainLocale() { ::uselocale(before_); }
  PlainLocale(const PlainLocale&) = delete;
  PlainLocale& operator=(const PlainLocale&) = delete;

private:
  static locale_t plain() {
    static const locale_t kPlain = ::newlocale(LC_CTYPE_MASK, "C", nullptr);
    return kPlain;
  }
  locale_t before_;
};

/// Whether a warning of the library says no more than that PlainLocale cannot hold a name.
bool is_about_the_locale(std::string_view warning);

/// The bytes of a zip entry's name, from its local header, which ends at `end` (APPNOTE 4.3.7): 30
/// bytes, name, extra field. "" when no header ends there.
std::string zip_name_before(int fd, std::int64_t end);

} // namespace delo
