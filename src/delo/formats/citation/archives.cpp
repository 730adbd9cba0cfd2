// The table of archive codes, and the search in it.
#include "delo/formats/citation/archives.hpp"

#include <array>

namespace delo {
namespace {

using Name = std::string_view;
using enum Arrangement;

constexpr std::array kRgaspi{Name("РГАСПИ")};
constexpr std::array kRtskhidni{Name("РЦХИДНИ"), Name("RTsKhDNI"), Name("RTSKHIDNI")};
constexpr std::array kRgani{Name("РГАНИ")};
constexpr std::array kTskhsd{Name("ЦХСД"), Name("TSKhSD")};
constexpr std::array kGarf{Name("GA RF"), Name("ГАРФ"), Name("ГА РФ")};
constexpr std::array kTsgaor{Name("ЦГАОР"), Name("TsGAOR SSSR"), Name("ЦГАОР СССР")};
constexpr std::array kAprf{Name("AP RF"), Name("АП РФ"), Name("АПРФ"),
                           Name("Presidential Archive of the Russian Federation"),
                           Name("Presidential Archive")};
constexpr std::array kAvprf{Name("AVP RF"), Name("АВП РФ"), Name("АВПРФ")};
constexpr std::array kAvpSssr{Name("АВП СССР")};
constexpr std::array kAvpri{Name("АВПРИ")};
constexpr std::array kAvpr{Name("АВПР")};
constexpr std::array kTsamo{Name("TsAMO RF"), Name("ЦАМО"), Name("ЦАМО РФ"), Name("TSAMO")};
constexpr std::array kRgva{Name("РГВА")};
constexpr std::array kTsgasa{Name("ЦГАСА")};
constexpr std::array kRgae{Name("РГАЭ")};
constexpr std::array kTsgankh{Name("ЦГАНХ")};
constexpr std::array kRgakfd{Name("РГАКФД")};
constexpr std::array kRgia{Name("РГИА")};
constexpr std::array kTsaFsb{Name("ЦА ФСБ"), Name("TsA FSB RF"), Name("ЦА ФСБ РФ")};
constexpr std::array kTsdahou{Name("ЦДАГОУ"), Name("ЦДАГО України")};
constexpr std::array kTsdaho{Name("ЦДАГО")};
constexpr std::array kHdaSbu{Name("ГДА СБУ"), Name("HDASBU")};
constexpr std::array kApRk{Name("АП РК")};
constexpr std::array kNarb{Name("НАРБ")};
constexpr std::array kSapmo{Name("SAPMO-BA"), Name("SAPMO BArch"), Name("SAPMO")};
constexpr std::array kMnl{Name("MNL"), Name("MNL-OL")};
constexpr std::array kTsda{Name("ЦДА")};
constexpr std::array kAmvr{Name("АМВР")};
constexpr std::array kPrcFma{Name("PRCFMA")};
constexpr std::array kArpii{Name("ARPİİSPİHDA")};

constexpr std::array kArchives{
    Archive{"RGASPI", "RU", fonds, "", kRgaspi},
    Archive{"RTsKhIDNI", "RU", fonds, "RGASPI", kRtskhidni},
    Archive{"RGANI", "RU", fonds, "", kRgani},
    Archive{"TsKhSD", "RU", fonds, "RGANI", kTskhsd},
    Archive{"GARF", "RU", fonds, "", kGarf},
    Archive{"TsGAOR", "RU", fonds, "GARF", kTsgaor},
    Archive{"APRF", "RU", fonds, "", kAprf},
    Archive{"AVPRF", "RU", fonds, "", kAvprf},
    Archive{"AVP SSSR", "RU", fonds, "AVPRF", kAvpSssr},
    Archive{"AVPRI", "RU", fonds, "", kAvpri},
    Archive{"AVPR", "RU", fonds, "", kAvpr},
    Archive{"TsAMO", "RU", fonds, "", kTsamo},
    Archive{"RGVA", "RU", fonds, "", kRgva},
    Archive{"TsGASA", "RU", fonds, "RGVA", kTsgasa},
    Archive{"RGAE", "RU", fonds, "", kRgae},
    Archive{"TsGANKh", "RU", fonds, "RGAE", kTsgankh},
    Archive{"RGAKFD", "RU", fonds, "", kRgakfd},
    Archive{"RGIA", "RU", fonds, "", kRgia},
    Archive{"TsA FSB", "RU", fonds, "", kTsaFsb},
    Archive{"TsDAHOU", "UA", fonds, "", kTsdahou},
    Archive{"TsDAHO", "UA", fonds, "", kTsdaho},
    Archive{"HDA SBU", "UA", fonds, "", kHdaSbu},
    Archive{"GAPPOD AzR", "AZ", fonds, "", {}},
    Archive{"ARPIİSPİHDA", "AZ", fonds, "", kArpii},
    Archive{"AzR SPİHMDA", "AZ", fonds, "", {}},
    Archive{"ARDA", "AZ", fonds, "", {}},
    Archive{"LYA", "LT", fonds, "", {}},
    // Latvian numbers stand before their labels and "l." is the file there, not a sheet.
    Archive{"LVA", "LV", other, "", {}},
    Archive{"ERAF", "EE", fonds, "", {}},
    Archive{"AP RK", "KZ", fonds, "", kApRk},
    Archive{"NARB", "BY", fonds, "", kNarb},
    Archive{"SAPMO-BArch", "DE", other, "", kSapmo},
    Archive{"BArch", "DE", other, "", {}},
    Archive{"BStU", "DE", other, "BArch", {}},
    Archive{"MOL", "HU", other, "MNL OL", {}},
    Archive{"MNL OL", "HU", other, "", kMnl},
    Archive{"AMSZ", "PL", other, "", {}},
    Archive{"AAN", "PL", other, "", {}},
    Archive{"TsDA", "BG", fonds, "", kTsda},
    Archive{"AMVR", "BG", fonds, "", kAmvr},
    Archive{"PRC FMA", "CN", other, "", kPrcFma},
};

/// The end of `name` at `begin`, or 0. A space in the name stands for any run of spaces.
std::size_t end_of_name(const FoldedText& text, std::size_t begin, std::string_view name) {
  const FoldedText wanted(name);
  std::size_t i = begin;
  for (std::size_t k = 0; k < wanted.size(); ++k) {
    if (text.cased(i) != wanted.cased(k))
      return 0;
    i = wanted[k] == U' ' ? text.skip_spaces(i) : i + 1;
  }
  const bool goes_on = is_letter(text[i]) || is_digit(text[i]) || text[i] == U'-';
  return goes_on ? 0 : i;
}

} // namespace

std::span<const Archive> archives() {
  return kArchives;
}

std::optional<ArchiveMatch> match_archive(const FoldedText& text, std::size_t begin) {
  if (!text.at_word_start(begin))
    return std::nullopt;
  ArchiveMatch best;
  const auto consider = [&](const Archive& archive, std::string_view name) {
    const std::size_t end = end_of_name(text, begin, name);
    if (end > best.end)
      best = {&archive, end};
  };
  for (const Archive& archive : kArchives) {
    consider(archive, archive.code);
    for (const std::string_view name : archive.spellings)
      consider(archive, name);
  }
  return best.archive ? std::optional(best) : std::nullopt;
}

} // namespace delo
