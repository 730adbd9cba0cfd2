// The words and numbers of a printed date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

struct DateToken {
  enum class Kind : std::uint8_t {
    day, ///< one or two digits, ordinals too; also a month in numbers
    month,
    roman_month,
    season,
    year,
    decade,    ///< "1950s"; the number is 1950
    year_word, ///< "г.", "года"
    weekday,
    circa,
    perhaps,
    undated,
    from_word,
    to_word,
    of,
    between_word,
    and_word,
    the_word,
    narrowing, ///< "early", "end": a part of the time that is named behind it
    vague,     ///< "before", "[": no exact date has it
    comma,
    dot,
    hyphen, ///< a dash of any length
    slash,
    question,
    word,
    other,
  };

  Kind kind = Kind::other;
  int number = 0;
  std::string text;    ///< lower case
  std::size_t end = 0; ///< byte offset behind the token
  bool spaced = false; ///< white space stands before it
};

/// Cuts a line into tokens; white space of all kinds separates them.
std::vector<DateToken> date_tokens(std::string_view line);

} // namespace delo
