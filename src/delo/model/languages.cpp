#include "delo/model/languages.hpp"

#include "delo/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace delo {
namespace {

constexpr std::array kLanguages{
    Language{"abk", "", "ab", "Abkhazian|Abkhaz", "абхазский"},
    Language{"ady", "", "", "Adyghe|Adygei", "адыгейский"},
    Language{"afr", "", "af", "Afrikaans", "африкаанс"},
    Language{"alb", "sqi", "sq", "Albanian", "албанский"},
    Language{"amh", "", "am", "Amharic", "амхарский"},
    Language{"ara", "", "ar", "Arabic", "арабский"},
    Language{"arm", "hye", "hy", "Armenian", "армянский"},
    Language{"ava", "", "av", "Avaric|Avar", "аварский"},
    Language{"aze", "", "az", "Azerbaijani|Azeri", "азербайджанский"},
    Language{"bak", "", "ba", "Bashkir", "башкирский"},
    Language{"baq", "eus", "eu", "Basque", "баскский"},
    Language{"bel", "", "be", "Belarusian|Byelorussian|Belorussian", "белорусский"},
    Language{"ben", "", "bn", "Bengali|Bangla", "бенгальский"},
    Language{"bos", "", "bs", "Bosnian", "боснийский"},
    Language{"bua", "", "", "Buriat|Buryat", "бурятский"},
    Language{"bul", "", "bg", "Bulgarian", "болгарский"},
    Language{"bur", "mya", "my", "Burmese", "бирманский"},
    Language{"cat", "", "ca", "Catalan|Valencian", "каталанский"},
    Language{"che", "", "ce", "Chechen", "чеченский"},
    Language{"chi", "zho", "zh", "Chinese|Mandarin Chinese|Mandarin", "китайский"},
    Language{"chu", "", "cu", "Church Slavic|Church Slavonic|Old Church Slavonic",
             "церковнославянский"},
    Language{"chv", "", "cv", "Chuvash", "чувашский"},
    Language{"crh", "", "", "Crimean Tatar|Crimean Turkish", "крымскотатарский|крымско-татарский"},
    Language{"cze", "ces", "cs", "Czech", "чешский"},
    Language{"dan", "", "da", "Danish", "датский"},
    Language{"dut", "nld", "nl", "Dutch|Flemish", "нидерландский|голландский"},
    Language{"eng", "", "en", "English", "английский"},
    Language{"epo", "", "eo", "Esperanto", "эсперанто"},
    Language{"est", "", "et", "Estonian", "эстонский"},
    Language{"fin", "", "fi", "Finnish", "финский"},
    Language{"fre", "fra", "fr", "French", "французский"},
    Language{"geo", "kat", "ka", "Georgian", "грузинский"},
    Language{"ger", "deu", "de", "German", "немецкий"},
    Language{"gle", "", "ga", "Irish", "ирландский"},
    Language{"grc", "", "", "Ancient Greek", "древнегреческий"},
    Language{"gre", "ell", "el", "Greek|Modern Greek", "греческий|новогреческий"},
    Language{"heb", "", "he", "Hebrew", "иврит"},
    Language{"hin", "", "hi", "Hindi", "хинди"},
    Language{"hrv", "", "hr", "Croatian", "хорватский"},
    Language{"hun", "", "hu", "Hungarian", "венгерский"},
    Language{"ice", "isl", "is", "Icelandic", "исландский"},
    Language{"ind", "", "id", "Indonesian", "индонезийский"},
    Language{"inh", "", "", "Ingush", "ингушский"},
    Language{"ita", "", "it", "Italian", "итальянский"},
    Language{"jpn", "", "ja", "Japanese", "японский"},
    Language{"kaa", "", "", "Kara-Kalpak|Karakalpak", "каракалпакский"},
    Language{"kaz", "", "kk", "Kazakh", "казахский"},
    Language{"kbd", "", "", "Kabardian", "кабардинский"},
    Language{"khm", "", "km", "Central Khmer|Khmer", "кхмерский"},
    Language{"kir", "", "ky", "Kirghiz|Kyrgyz", "киргизский|кыргызский"},
    Language{"kom", "", "kv", "Komi", "коми"},
    Language{"kor", "", "ko", "Korean", "корейский"},
    Language{"krc", "", "", "Karachay-Balkar", "карачаево-балкарский"},
    Language{"kum", "", "", "Kumyk", "кумыкский"},
    Language{"kur", "", "ku", "Kurdish", "курдский"},
    Language{"lao", "", "lo", "Lao", "лаосский"},
    Language{"lat", "", "la", "Latin", "латинский|латынь"},
    Language{"lav", "", "lv", "Latvian", "латышский"},
    Language{"lez", "", "", "Lezghian|Lezgian", "лезгинский"},
    Language{"lit", "", "lt", "Lithuanian", "литовский"},
    Language{"mac", "mkd", "mk", "Macedonian", "македонский"},
    Language{"may", "msa", "ms", "Malay", "малайский"},
    Language{"mon", "", "mn", "Mongolian", "монгольский"},
    Language{"mul", "", "", "Multiple languages", "несколько языков"},
    Language{"nep", "", "ne", "Nepali", "непальский"},
    Language{"nor", "", "no", "Norwegian", "норвежский"},
    Language{"oss", "", "os", "Ossetian|Ossetic", "осетинский"},
    Language{"ota", "", "", "Ottoman Turkish", "османский"},
    Language{"pan", "", "pa", "Panjabi|Punjabi", "панджаби"},
    Language{"per", "fas", "fa", "Persian|Farsi", "персидский|фарси"},
    Language{"pol", "", "pl", "Polish", "польский"},
    Language{"por", "", "pt", "Portuguese", "португальский"},
    Language{"prs", "", "", "Dari", "дари"},
    Language{"pus", "", "ps", "Pushto|Pashto", "пушту|пашто"},
    Language{"rum", "ron", "ro", "Romanian|Moldavian|Moldovan", "румынский|молдавский"},
    Language{"rus", "", "ru", "Russian", "русский"},
    Language{"sah", "", "", "Yakut|Sakha", "якутский"},
    Language{"slo", "slk", "sk", "Slovak", "словацкий"},
    Language{"slv", "", "sl", "Slovenian|Slovene", "словенский"},
    Language{"som", "", "so", "Somali", "сомалийский"},
    Language{"spa", "", "es", "Spanish|Castilian", "испанский"},
    Language{"srp", "", "sr", "Serbian", "сербский"},
    Language{"swa", "", "sw", "Swahili", "суахили"},
    Language{"swe", "", "sv", "Swedish", "шведский"},
    Language{"tam", "", "ta", "Tamil", "тамильский"},
    Language{"tat", "", "tt", "Tatar", "татарский"},
    Language{"tgk", "", "tg", "Tajik", "таджикский"},
    Language{"tgl", "", "tl", "Tagalog", "тагальский"},
    Language{"tha", "", "th", "Thai", "тайский"},
    Language{"tib", "bod", "bo", "Tibetan", "тибетский"},
    Language{"tuk", "", "tk", "Turkmen", "туркменский"},
    Language{"tur", "", "tr", "Turkish", "турецкий"},
    Language{"tyv", "", "", "Tuvinian|Tuvan", "тувинский"},
    Language{"udm", "", "", "Udmurt", "удмуртский"},
    Language{"uig", "", "ug", "Uighur|Uyghur", "уйгурский"},
    Language{"ukr", "", "uk", "Ukrainian", "украинский"},
    Language{"urd", "", "ur", "Urdu", "урду"},
    Language{"uzb", "", "uz", "Uzbek", "узбекский"},
    Language{"vie", "", "vi", "Vietnamese", "вьетнамский"},
    Language{"wel", "cym", "cy", "Welsh", "валлийский"},
    Language{"xal", "", "", "Kalmyk|Oirat", "калмыцкий"},
    Language{"yid", "", "yi", "Yiddish", "идиш"},
};

/// Codes that were taken back by ISO, with the code that came instead.
struct RetiredCode {
  std::string_view old;
  std::string_view code;
};
constexpr std::array<RetiredCode, 6> kRetired{{
    {"mo", "rum"},
    {"mol", "rum"},
    {"scc", "srp"},
    {"scr", "hrv"},
    {"iw", "heb"},
    {"in", "ind"},
}};

bool is_one_of(std::string_view names, const std::string& key) {
  while (!names.empty()) {
    const std::size_t bar = std::min(names.find('|'), names.size());
    if (fold_name(names.substr(0, bar)) == key)
      return true;
    names.remove_prefix(std::min(bar + 1, names.size()));
  }
  return false;
}

} // namespace

std::span<const Language> languages() {
  return kLanguages;
}

const Language* find_language(std::string_view text) {
  std::string key = fold_name(trim(text));
  for (const std::string_view suffix : {" language", " язык"})
    if (key.ends_with(suffix))
      key.resize(key.size() - suffix.size());
  if (key.empty())
    return nullptr;
  const auto retired = std::find_if(kRetired.begin(), kRetired.end(),
                                    [&key](const RetiredCode& row) { return row.old == key; });
  if (retired != kRetired.end())
    key = retired->code;
  for (const Language& language : kLanguages)
    if (language.code == key || language.terminology == key || language.short_code == key ||
        is_one_of(language.english, key) || is_one_of(language.russian, key))
      return &language;
  return nullptr;
}

} // namespace delo
