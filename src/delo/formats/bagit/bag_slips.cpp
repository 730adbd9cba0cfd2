// What tools in wide use are known to get wrong without harm to the files. A row is a rule that may
// be forgiven, so that forgiving one more is adding a row.
#include "delo/formats/bagit/bag_rules.hpp"

#include <array>

namespace delo {
namespace {

constexpr std::array<KnownSlip, 8> kSlips{{
    {"BAGIT-2.1.1-4", "bags made by hand, which bagit-python reads"},
    {"BAGIT-2.1.1-5", "Windows editors such as Notepad"},
    {"BAGIT-2.1.3-4", "bagit-python before 1.6"},
    {"BAGIT-2.1.3-8", "early Java tools on Windows"},
    {"BAGIT-2.1.3-9", "bagit-python, bagit-java, Bagger and Fedora"},
    {"BAGIT-2.2.2-3", "exports of Fedora 5, whose count is not brought up to date"},
    {"BAGIT-2.2.2-5", "bags made by hand, which bagit-python reads"},
    {"BAGIT-2.4-2", "bagit-python, which writes sha3_256 and the like"},
}};

} // namespace

std::span<const KnownSlip> known_slips() {
  return kSlips;
}

} // namespace delo
