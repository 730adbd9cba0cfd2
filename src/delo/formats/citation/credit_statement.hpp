// The clauses of a credit statement: each begins with its verbs and ends where the next one begins.
#pragma once

#include "delo/formats/citation/credits.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace delo {

/// A word, its punctuation apart.
struct CreditWord {
  std::size_t begin;
  std::size_t end;   ///< without the punctuation behind it
  std::string lower; ///< without it, too
  std::string tail;  ///< the punctuation: ".", ";", ","
};

/// Where the names of one role are kept.
using CreditRole = std::vector<std::string> Credits::*;

/// Clauses that name no person to be credited.
struct CreditPhrase {
  std::array<std::string_view, 3> words; ///< "" for none
  bool programme = false;                ///< what follows is a programme, not a note
  bool holder = false;                   ///< what follows keeps a copy
};

/// The beginning of a clause: "Obtained and translated for CWIHP by".
struct ClauseHead {
  std::size_t names = 0; ///< index of the first word behind the head
  std::vector<CreditRole> roles;
  std::vector<std::string_view> programmes;
  std::vector<std::string> notes;
  const CreditPhrase* phrase = nullptr;
};

/// A statement as words, with the places where clauses begin.
class CreditStatement {
public:
  /// The text must outlive this object.
  explicit CreditStatement(std::string_view text);

  const std::vector<CreditWord>& words() const { return words_; }
  /// The head that begins at word `i`.
  std::optional<ClauseHead> match_head(std::size_t i) const;
  /// Whether a clause may begin at word `i`, by what stands before it.
  bool is_start(std::size_t i, StatementStart start) const;
  /// The first clause from word `i` on, or the number of words.
  std::size_t next_head(std::size_t i) const;
  /// The words [begin, end) as printed, without "and" and separators at the end.
  std::string_view words_text(std::size_t begin, std::size_t end) const;
  /// Where the sentence of names that begins at word `i` ends: behind a semicolon, or behind a full
  /// stop that belongs to no initial.
  std::size_t end_of_sentence(std::size_t i, std::size_t limit) const;

private:
  bool is(std::size_t i, std::string_view word) const;
  bool starts_with_capital(std::size_t i) const;
  bool is_code_word(std::size_t begin, std::size_t end) const;
  std::optional<ClauseHead> match_phrase(std::size_t i) const;
  bool skip_for_and_from(std::size_t& k, ClauseHead& head) const;

  std::string_view text_;
  std::vector<CreditWord> words_;
};

} // namespace delo
