// The labels of the site's layouts since 2021.
#include "delo/formats/page/page_labels.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>

namespace delo {
namespace {

using enum LabelValue;

constexpr std::array kLabels{
    PageLabel{kDocumentInformation, words, false},
    PageLabel{"Source", words, true},
    PageLabel{"Rights", words, true},
    PageLabel{"Original Archive", words, true},
    PageLabel{"Original Uploaded Date", identifier, false},
    PageLabel{"Record ID", identifier, false},
    PageLabel{"Type", words, false},
    PageLabel{"Language", words, false},
    PageLabel{"Original Classification", words, false},
    PageLabel{"Donors", words, false},
    PageLabel{"Author(s)", words, false},
    PageLabel{"Associated People & Organizations", words, false},
    PageLabel{"Associated Places", words, false},
    PageLabel{"Associated Topics", words, false},
    PageLabel{"Subjects Discussed", words, false},
    PageLabel{"Related Documents", words, false},
};

} // namespace

const PageLabel* page_label(std::string_view line) {
  line = trim(line);
  if (line.ends_with(':'))
    line.remove_suffix(1);
  const auto found = std::find_if(kLabels.begin(), kLabels.end(),
                                  [line](const PageLabel& label) { return label.text == line; });
  return found == kLabels.end() ? nullptr : &*found;
}

} // namespace delo
