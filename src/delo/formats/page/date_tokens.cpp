#include "delo/formats/page/date_tokens.hpp"

#include "delo/base/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

namespace delo {
namespace {

using enum DateToken::Kind;

struct KnownWord {
  std::string_view text;
  DateToken::Kind kind;
  int number = 0;
};

constexpr std::array<KnownWord, 113> kWords{{
    {"january", month, 1},
    {"february", month, 2},
    {"march", month, 3},
    {"april", month, 4},
    {"may", month, 5},
    {"june", month, 6},
    {"july", month, 7},
    {"august", month, 8},
    {"september", month, 9},
    {"october", month, 10},
    {"november", month, 11},
    {"december", month, 12},
    {"jan", month, 1},
    {"feb", month, 2},
    {"mar", month, 3},
    {"apr", month, 4},
    {"jun", month, 6},
    {"jul", month, 7},
    {"aug", month, 8},
    {"sep", month, 9},
    {"sept", month, 9},
    {"oct", month, 10},
    {"nov", month, 11},
    {"dec", month, 12},
    {"января", month, 1},
    {"февраля", month, 2},
    {"марта", month, 3},
    {"апреля", month, 4},
    {"мая", month, 5},
    {"июня", month, 6},
    {"июля", month, 7},
    {"августа", month, 8},
    {"сентября", month, 9},
    {"октября", month, 10},
    {"ноября", month, 11},
    {"декабря", month, 12},
    {"январь", month, 1},
    {"февраль", month, 2},
    {"март", month, 3},
    {"апрель", month, 4},
    {"май", month, 5},
    {"июнь", month, 6},
    {"июль", month, 7},
    {"август", month, 8},
    {"сентябрь", month, 9},
    {"октябрь", month, 10},
    {"ноябрь", month, 11},
    {"декабрь", month, 12},
    {"i", roman_month, 1},
    {"ii", roman_month, 2},
    {"iii", roman_month, 3},
    {"iv", roman_month, 4},
    {"v", roman_month, 5},
    {"vi", roman_month, 6},
    {"vii", roman_month, 7},
    {"viii", roman_month, 8},
    {"ix", roman_month, 9},
    {"x", roman_month, 10},
    {"xi", roman_month, 11},
    {"xii", roman_month, 12},
    {"spring", season, 21},
    {"summer", season, 22},
    {"autumn", season, 23},
    {"fall", season, 23},
    {"winter", season, 24},
    {"весна", season, 21},
    {"лето", season, 22},
    {"осень", season, 23},
    {"зима", season, 24},
    {"г", year_word, 0},
    {"год", year_word, 0},
    {"года", year_word, 0},
    {"monday", weekday, 0},
    {"tuesday", weekday, 0},
    {"wednesday", weekday, 0},
    {"thursday", weekday, 0},
    {"friday", weekday, 0},
    {"saturday", weekday, 0},
    {"sunday", weekday, 0},
    {"circa", circa, 0},
    {"ca", circa, 0},
    {"c", circa, 0},
    {"approximately", circa, 0},
    {"about", circa, 0},
    {"possibly", perhaps, 0},
    {"probably", perhaps, 0},
    {"perhaps", perhaps, 0},
    {"undated", undated, 0},
    {"n.d", undated, 0},
    {"unknown", undated, 0},
    {"date", vague, 0},
    {"no", vague, 0},
    {"not", vague, 0},
    {"from", from_word, 0},
    {"to", to_word, 0},
    {"through", to_word, 0},
    {"of", of, 0},
    {"early", narrowing, 0},
    {"mid", narrowing, 0},
    {"late", narrowing, 0},
    {"before", vague, 0},
    {"after", vague, 0},
    {"between", between_word, 0},
    {"and", and_word, 0},
    {"or", vague, 0},
    {"the", the_word, 0},
    {"later", vague, 0},
    {"earlier", vague, 0},
    {"than", vague, 0},
    {"end", narrowing, 0},
    {"beginning", narrowing, 0},
    {"middle", narrowing, 0},
    {"year", vague, 0},
}};

enum class Class : std::uint8_t { space, digit, letter, mark };

struct Piece {
  std::int32_t code = 0;
  std::size_t end = 0;
  Class kind = Class::mark;
};

std::vector<Piece> pieces_of(std::string_view line) {
  std::vector<Piece> pieces;
  std::size_t i = 0;
  while (i < line.size()) {
    Piece piece;
    piece.code = next_code_point(line, i);
    piece.end = i;
    if (piece.code >= '0' && piece.code <= '9')
      piece.kind = Class::digit;
    else if (piece.code >= 0 && u_isalpha(piece.code))
      piece.kind = Class::letter;
    else if (piece.code >= 0 && u_isUWhiteSpace(piece.code))
      piece.kind = Class::space;
    pieces.push_back(piece);
  }
  return pieces;
}

void append_lower(std::string& text, std::int32_t code) {
  const std::int32_t lower = u_tolower(code);
  if (lower < 0x80) {
    text += static_cast<char>(lower);
  } else if (lower < 0x800) {
    text += static_cast<char>(0xC0 | (lower >> 6));
    text += static_cast<char>(0x80 | (lower & 0x3F));
  } else {
    text += '\x7F'; // no word of the table has such a letter
  }
}

DateToken::Kind mark_kind(std::int32_t code) {
  switch (code) {
  case ',':
    return comma;
  case '.':
    return dot;
  case '-':
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
    return hyphen;
  case '?':
    return question;
  case '[':
  case ']':
  case '(':
  case ')':
    return vague;
  case '/':
    return slash;
  default:
    return other;
  }
}

void name_word(DateToken& token) {
  const auto* known = std::find_if(kWords.begin(), kWords.end(),
                                   [&token](const KnownWord& w) { return w.text == token.text; });
  token.kind = known == kWords.end() ? word : known->kind;
  token.number = known == kWords.end() ? 0 : known->number;
}

void name_number(DateToken& token) {
  constexpr int kFirstYear = 1000;
  constexpr int kLastYear = 2099;
  token.kind = other;
  if (token.text.size() > 4)
    return;
  token.number = std::stoi(token.text);
  if (token.text.size() <= 2)
    token.kind = day;
  else if (token.text.size() == 4 && token.number >= kFirstYear && token.number <= kLastYear)
    token.kind = year;
}

/// "1950s", "5th": letters that belong to the number before them.
void join_suffix(DateToken& number, const DateToken& suffix) {
  constexpr std::array<std::string_view, 4> kOrdinals{"st", "nd", "rd", "th"};
  if (number.kind == year && suffix.text == "s" && number.number % 10 == 0)
    number.kind = decade;
  else if (number.kind != day ||
           std::find(kOrdinals.begin(), kOrdinals.end(), suffix.text) == kOrdinals.end())
    number.kind = other;
  number.end = suffix.end;
}

} // namespace

std::vector<DateToken> date_tokens(std::string_view line) {
  const auto pieces = pieces_of(line);
  std::vector<DateToken> tokens;
  bool spaced = false;
  for (std::size_t i = 0; i < pieces.size();) {
    if (pieces[i].kind == Class::space) {
      spaced = true;
      ++i;
      continue;
    }
    DateToken token;
    token.spaced = spaced;
    const Class kind = pieces[i].kind;
    do
      append_lower(token.text, std::max(pieces[i].code, 0));
    while (++i < pieces.size() && kind != Class::mark && pieces[i].kind == kind);
    token.end = pieces[i - 1].end;
    if (kind == Class::digit)
      name_number(token);
    else if (kind == Class::letter)
      name_word(token);
    else
      token.kind = mark_kind(pieces[i - 1].code);
    const bool suffix = kind == Class::letter && !spaced && !tokens.empty() &&
                        (tokens.back().kind == year || tokens.back().kind == day);
    if (suffix && token.kind != year_word)
      join_suffix(tokens.back(), token);
    else
      tokens.push_back(std::move(token));
    spaced = false;
  }
  return tokens;
}

} // namespace delo
