// Records as the bytes of their fields: what a million of something is kept in.
#pragma once

#include "delo/base/timestamp.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

/// Memory for records, in pieces that are never moved. Texts that many records share are kept once.
class CompactStore {
public:
  CompactStore() = default;
  CompactStore(CompactStore&& other) noexcept { *this = std::move(other); }
  CompactStore& operator=(CompactStore&& other) noexcept;
  CompactStore(const CompactStore&) = delete;
  CompactStore& operator=(const CompactStore&) = delete;
  ~CompactStore() = default;

  /// Keeps the bytes; what is returned lives as long as the store.
  const char* keep(std::string_view bytes);
  /// The number of a text that may come again, from 1; 0 when there are too many different ones.
  std::size_t word(std::string_view text);
  std::string_view word_at(std::size_t number) const { return *words_[number - 1]; }

private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t block_size_ = 128;
  std::map<std::string, std::size_t, std::less<>> numbers_;
  std::size_t last_ = 0; ///< the word that was asked for last: neighbours share much
  std::vector<const std::string*> words_;
};

/// A text in two pieces, compared as if it were one.
struct SplitText {
  std::string_view head;
  std::string_view tail;

  std::strong_ordering operator<=>(const SplitText& other) const;
  bool operator==(const SplitText& other) const { return *this <=> other == 0; }
  bool operator==(std::string_view whole) const {
    return whole.size() == head.size() + tail.size() && whole.ends_with(tail) &&
           whole.starts_with(head);
  }
};

/// Takes the fields of one record. They are read in the order in which they were written.
class FieldWriter {
public:
  FieldWriter(CompactStore& store, std::string& bytes) : store_(store), bytes_(bytes) {}

  void number(std::uint64_t value); ///< the smaller, the shorter
  void raw(std::string_view bytes) { bytes_ += bytes; }
  void text(std::string_view text);
  /// One of few texts.
  void word(std::string_view text);
  /// A path in a folder that many share.
  void path(std::string_view path);
  /// A text that usually ends with another, behind one of few beginnings.
  void ending_with(std::string_view text, std::string_view ending);
  /// A text that usually is the end of another.
  void end_of(std::string_view text, std::string_view whole);
  /// A text that usually is hexadecimal, in lower case.
  void hex(std::string_view text);
  void time(Timestamp time) { number(static_cast<std::uint64_t>(time.seconds)); }

private:
  CompactStore& store_;
  std::string& bytes_;
};

/// Gives the fields of one record.
class FieldReader {
public:
  FieldReader(const CompactStore& store, const char* record) : store_(store), next_(record) {}

  std::uint64_t number();
  template <typename Number>
  Number number_as() {
    return static_cast<Number>(number());
  }
  std::string_view raw(std::size_t size);
  std::string_view text() { return raw(number()); }
  std::string_view word();
  std::string path();
  SplitText split_path(); ///< the same, where it lies
  std::string ending_with(std::string_view ending);
  std::string end_of(std::string_view whole);
  std::string hex();
  Timestamp time() { return {number_as<std::int64_t>()}; }

private:
  const CompactStore& store_;
  const char* next_;
};

} // namespace delo
