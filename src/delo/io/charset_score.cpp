// One pass over the bytes for each candidate, letter by letter. The numbers are natural logarithms:
// what a letter costs when the text is Russian, and what it costs when something stands where no
// writer puts it.
#include "delo/io/charset_score.hpp"

#include "delo/io/charset_converter.hpp"
#include "delo/io/charset_detector.hpp"
#include "delo/io/charset_letters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace delo {
namespace {

/// In the order in which one is named when several read the bytes alike.
constexpr std::array<std::string_view, 7> kCyrillic{
    "windows-1251", "KOI8-R", "IBM866", "x-mac-cyrillic", "ISO-8859-5", "KOI8-U", "IBM855"};
constexpr std::string_view kWestern = "windows-1252";
constexpr std::string_view kCentral = "windows-1250";

constexpr double kWorstFit = -6.5;    ///< for each byte above ASCII; below it nothing makes sense
constexpr double kEquallyWell = 8.0;  ///< a smaller lead tells nothing
constexpr double kBeyondDoubt = 60.0; ///< a lead that leaves none
constexpr double kNoWord = -20.0;     ///< single Cyrillic letters strewn over a Latin text
constexpr std::uint64_t kLatinText = 200; ///< letters
constexpr double kMixedScripts = -14.0;   ///< a Cyrillic letter beside a Latin one
constexpr double kCapitalInside = -7.0;   ///< behind a small letter
constexpr double kCapital = -0.7;
constexpr double kSignAfterVowel = -6.0; ///< a soft or hard sign behind a vowel or at the beginning
constexpr double kRareBeginning = -4.0;  ///< a word that begins with such a vowel or short i
constexpr double kNoVowel = -3.0;        ///< a long word of consonants
constexpr double kLatinInWord = -3.0;    ///< an accented letter beside a plain one
constexpr double kCommonPair = 0.6;
constexpr double kUncommonPair = -0.4;
constexpr double kCapitalsThenSmall = -5.0; ///< "УРад"

/// Reads letters one after the other and adds up what they cost.
class Scorer {
public:
  void take(const Glyph& glyph) {
    if (glyph.high)
      score_ += glyph.cost;
    high_ += glyph.high ? 1 : 0;
    lonely_ += glyph.accented ? 1 : 0;
    latin_ += glyph.kind == GlyphKind::latin && !glyph.accented ? 1 : 0;
    const bool letter = glyph.kind != GlyphKind::other;
    if (letter && last_.kind != GlyphKind::other)
      take_pair(glyph);
    else if (letter && is_cyrillic(glyph))
      begin_word(glyph);
    if (!letter)
      end_word();
    if (is_cyrillic(glyph)) {
      score_ += glyph.capital ? kCapital : 0;
      capitals_ += glyph.capital ? 1 : 0;
      ++letters_;
      longest_ = std::max(longest_, letters_);
      vowels_ += glyph.kind == GlyphKind::vowel ? 1 : 0;
      cyrillic_ = true;
    }
    last_ = glyph;
  }

  void finish() { end_word(); }
  double score() const { return score_; }
  std::uint64_t high() const { return high_; }
  bool has_cyrillic() const { return cyrillic_; }
  std::int64_t lonely() const { return lonely_; }
  std::uint64_t latin() const { return latin_; }
  std::uint64_t longest_word() const { return longest_; }

private:
  void begin_word(const Glyph& glyph) { score_ += glyph.rare_beginning ? kRareBeginning : 0; }

  void end_word() {
    if (letters_ >= 4 && vowels_ == 0)
      score_ += kNoVowel;
    letters_ = 0;
    capitals_ = 0;
    vowels_ = 0;
  }

  void take_pair(const Glyph& glyph) {
    if (is_cyrillic(glyph) != is_cyrillic(last_)) {
      score_ += kMixedScripts;
      return;
    }
    if (!is_cyrillic(glyph)) {
      if (glyph.accented && !last_.accented) {
        score_ += kLatinInWord - kLatinAlone;
        --lonely_;
      }
      return;
    }
    if (glyph.capital && !last_.capital)
      score_ += kCapitalInside;
    if (!glyph.capital && last_.capital && capitals_ > 1)
      score_ += kCapitalsThenSmall;
    if (glyph.russian >= 0 && last_.russian >= 0)
      score_ += is_common_pair(last_.russian, glyph.russian) ? kCommonPair : kUncommonPair;
    if (glyph.kind == GlyphKind::sign)
      score_ += last_.kind == GlyphKind::consonant ? 0 : kSignAfterVowel;
    else if (last_.kind == GlyphKind::vowel)
      score_ += std::log(glyph.kind == GlyphKind::vowel ? 0.15 : 0.85);
    else if (last_.kind == GlyphKind::consonant)
      score_ += std::log(glyph.kind == GlyphKind::vowel ? 0.65 : 0.35);
  }

  Glyph last_;
  double score_ = 0;
  std::uint64_t high_ = 0;
  std::uint64_t letters_ = 0;
  std::uint64_t capitals_ = 0; ///< of the word so far
  std::uint64_t vowels_ = 0;
  std::int64_t lonely_ = 0;   ///< accented letters that follow no plain one
  std::uint64_t latin_ = 0;   ///< letters
  std::uint64_t longest_ = 0; ///< Cyrillic word, in letters
  bool cyrillic_ = false;
};

struct Candidate {
  ScoredEncoding scored;
  ByteTable table{};
  std::uint64_t high = 0;
  std::uint64_t longest_word = 0;
  bool cyrillic = false;
  bool plain_latin = false; ///< a Latin text in which every accented letter is part of a word
};

/// Nothing when a byte of the text does not exist in the encoding.
std::optional<Candidate> score(std::string_view bytes, std::string_view encoding,
                               const std::array<bool, 256>& present) {
  Candidate candidate;
  candidate.scored.encoding = encoding;
  candidate.table = byte_table(encoding);
  std::array<Glyph, 256> glyphs;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const std::int32_t code = candidate.table[i];
    const bool control = code >= 0x7F && code < 0xA0;
    if (present[i] && (code < 0 || control))
      return std::nullopt;
    glyphs[i] = describe_glyph(std::max(code, 0));
  }
  Scorer scorer;
  for (const char c : bytes)
    scorer.take(glyphs[static_cast<unsigned char>(c)]);
  scorer.finish();
  candidate.scored.score = scorer.score();
  candidate.high = scorer.high();
  candidate.cyrillic = scorer.has_cyrillic();
  candidate.longest_word = scorer.longest_word();
  candidate.plain_latin = scorer.lonely() == 0 && scorer.latin() >= kLatinText;
  return candidate;
}

bool read_alike(const Candidate& a, const Candidate& b, const std::array<bool, 256>& present) {
  for (std::size_t i = 0; i < present.size(); ++i)
    if (present[i] && a.table[i] != b.table[i])
      return false;
  return true;
}

/// Whether all bytes that two encodings read differently are the mark of "Nº 5", which is a letter
/// of central Europe in the other one.
bool differ_in_number_marks(std::string_view bytes, const ByteTable& western,
                            const ByteTable& central) {
  constexpr std::int32_t kOrdinal = 0xBA;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (western[byte] == central[byte])
      continue;
    const bool behind_n = i > 0 && (bytes[i - 1] == 'N' || bytes[i - 1] == 'n');
    const char next = i + 1 < bytes.size() ? bytes[i + 1] : ' ';
    const bool ends = next == ' ' || next == '.' || (next >= '0' && next <= '9');
    if (western[byte] != kOrdinal || !behind_n || !ends)
      return false;
  }
  return true;
}

/// Letters of western and of central Europe lie on the same bytes: only the language tells.
void settle_latin(std::string_view bytes, const std::array<bool, 256>& present,
                  const Candidate& western, EncodingGuess& guess) {
  const auto central = score(bytes, kCentral, present);
  if (!central || read_alike(western, *central, present) ||
      differ_in_number_marks(bytes, western.table, central->table))
    return;
  constexpr std::array<std::string_view, 8> kWest{"fr", "de", "es", "pt", "it", "da", "no", "sv"};
  constexpr std::array<std::string_view, 4> kCentre{"cs", "hu", "pl", "ro"};
  const DetectedEncoding detected = ask_detector(bytes);
  const auto speaks = [&detected](const auto& languages) {
    constexpr std::int32_t kSure = 50; // of 100
    return detected.confidence >= kSure &&
           std::find(languages.begin(), languages.end(), detected.language) != languages.end();
  };
  if (speaks(kWest))
    return;
  if (speaks(kCentre))
    guess.fits.front() = central->scored;
  else
    guess.fits.push_back(central->scored);
}

bool is_text_unit(std::uint32_t unit) {
  return unit == '\t' || unit == '\n' || unit == '\r' || (unit >= 0x20 && unit < 0x7F) ||
         (unit >= 0xA0 && unit < 0x250) || (unit >= 0x400 && unit < 0x500) ||
         (unit >= 0x2010 && unit < 0x2040) || unit == 0x2116;
}

} // namespace

EncodingGuess guess_encoding(std::string_view bytes) {
  std::array<bool, 256> present{};
  for (const char c : bytes)
    present[static_cast<unsigned char>(c)] = true;
  std::vector<Candidate> candidates;
  for (const std::string_view encoding : kCyrillic)
    if (auto candidate = score(bytes, encoding, present))
      candidates.push_back(*candidate);
  if (auto western = score(bytes, kWestern, present)) {
    constexpr std::uint64_t kShortestWord = 3;
    for (Candidate& other : candidates)
      if (western->plain_latin && other.longest_word < kShortestWord)
        other.scored.score += kNoWord;
    candidates.push_back(*western);
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.scored.score > b.scored.score; });
  EncodingGuess guess;
  if (candidates.empty() || candidates.front().high == 0 ||
      candidates.front().scored.score / static_cast<double>(candidates.front().high) < kWorstFit)
    return guess;
  const Candidate* best = &candidates.front();
  double lead = kBeyondDoubt;
  const Candidate* named = best;
  for (const Candidate& other : candidates) {
    if (&other == best)
      continue;
    if (!read_alike(*best, other, present)) {
      const double behind = best->scored.score - other.scored.score;
      lead = std::min(lead, behind);
      if (behind < kEquallyWell)
        guess.fits.push_back(other.scored);
    } else if (other.scored.encoding == kWestern && !other.cyrillic) {
      named = &other; // without a Cyrillic letter, the western name says more
    }
  }
  guess.fits.insert(guess.fits.begin(), named->scored);
  if (named->scored.encoding == kWestern && guess.fits.size() == 1)
    settle_latin(bytes, present, *named, guess);
  guess.confidence = lead >= kBeyondDoubt ? Confidence::certain : Confidence::likely;
  return guess;
}

std::string_view guess_utf16(std::string_view bytes) {
  if (bytes.size() < 2 || bytes.size() % 2 != 0)
    return {};
  std::uint64_t little = 0;
  std::uint64_t big = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    little += is_text_unit(first | static_cast<std::uint32_t>(second) << 8) ? 1 : 0;
    big += is_text_unit(second | static_cast<std::uint32_t>(first) << 8) ? 1 : 0;
  }
  const std::uint64_t most = bytes.size() / 2 - bytes.size() / 40; // all but 5 %
  if (little >= most && big < little / 2)
    return "UTF-16LE";
  return big >= most && little < big / 2 ? "UTF-16BE" : std::string_view();
}

std::string detector_idea(std::string_view bytes) {
  const DetectedEncoding detected = ask_detector(bytes);
  constexpr std::int32_t kWorthTelling = 30; // of 100
  return detected.confidence >= kWorthTelling ? canonical_encoding(detected.name) : std::string();
}

} // namespace delo
