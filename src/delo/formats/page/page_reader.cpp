// Puts the parts of the reader together. Only the source line decides where the original is kept:
// citations, stamps and handwritten marks in the body are left where they are.
#include "delo/formats/page/page_reader.hpp"

#include "delo/formats/page/page_fields.hpp"

namespace delo {

ReadPage read_page(std::string_view bytes, std::string_view name) {
  const auto lines = split_page(bytes, name);
  const PageFrame frame = find_frame(lines, name);
  ReadPage page;
  page.shape = "L1";
  read_heading(lines, frame, page.record);
  read_summary(lines, frame, page.record);
  read_information(lines, frame, name, page.record);
  return page;
}

} // namespace delo
