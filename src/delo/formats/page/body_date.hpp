// The date that the body of a page gives itself.
#pragma once

#include "delo/formats/page/page_parts.hpp"
#include "delo/model/record.hpp"

namespace delo {

/// When the first full date near the top of the body is of another year than the heading, and the
/// heading's date does not stand there: fills record.date_body and warns. Both are kept as they
/// are.
void read_body_date(const PageLines& lines, LineRange body, DocumentRecord& record);

} // namespace delo
