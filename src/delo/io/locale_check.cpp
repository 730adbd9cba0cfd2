#include "delo/io/locale_check.hpp"

#include "delo/base/error.hpp"

#include <langinfo.h>

#include <string_view>

namespace delo {

void require_utf8_locale() {
  if (std::string_view(nl_langinfo(CODESET)) != "UTF-8")
    throw Error(ErrorKind::internal, "archives need a UTF-8 locale, and none is set",
                "call setlocale(LC_CTYPE, \"C.UTF-8\") before using delo");
}

} // namespace delo
