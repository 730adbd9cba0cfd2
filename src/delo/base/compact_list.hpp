// A list for a million records: they are made when they are looked at.
#pragma once

#include "delo/base/compact_store.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace delo {

/// Reads like a vector of `Row`, but rows are values: changing one changes nothing here. A row
/// takes the bytes of its fields and eight more. `Row` has
///     void write(FieldWriter&) const;
///     static Row read(FieldReader&);
/// and, where it has something to be found and sorted by,
///     static auto key(FieldReader&);
template <typename Row>
class CompactList {
public:
  class Iterator;
  using value_type = Row;

  CompactList() = default;
  CompactList(std::initializer_list<Row> rows) {
    for (const Row& row : rows)
      push_back(row);
  }
  CompactList(const CompactList& other) { append(other); }
  CompactList(CompactList&& other) noexcept
      : store_(std::move(other.store_)), rows_(std::exchange(other.rows_, {})) {}
  CompactList& operator=(CompactList other) noexcept {
    store_ = std::move(other.store_);
    rows_ = std::move(other.rows_);
    return *this;
  }
  ~CompactList() = default;

  void push_back(const Row& row) { rows_.push_back(kept(row)); }
  void append(const CompactList& other) {
    for (const Row& row : other)
      push_back(row);
  }
  /// Puts another row in the place of one. The old one's memory is not used again.
  void replace(std::size_t index, const Row& row) { rows_[index] = kept(row); }
  /// Hands each row to `change(Row&)`, and keeps what becomes of it.
  template <typename Change>
  void change_each(Change change) {
    CompactList changed;
    for (Row row : *this) {
      change(row);
      changed.push_back(row);
    }
    *this = std::move(changed);
  }
  template <typename Condition>
  void erase_if(Condition condition) {
    std::erase_if(rows_, [&](const char* record) { return condition(made(record)); });
  }
  void clear() { *this = {}; }

  bool empty() const { return rows_.empty(); }
  std::size_t size() const { return rows_.size(); }
  Row operator[](std::size_t index) const { return made(rows_[index]); }
  Row front() const { return made(rows_.front()); }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  /// The fields of a row, for who wants the first of them only.
  FieldReader fields(std::size_t index) const { return {store_, rows_[index]}; }

  auto key(std::size_t index) const { return key_of(rows_[index]); }
  void sort_by_key() {
    std::sort(rows_.begin(), rows_.end(),
              [this](const char* a, const char* b) { return key_of(a) < key_of(b); });
  }
  /// Where the rows stand, in the order of their keys.
  std::vector<std::uint32_t> order_by_key() const {
    std::vector<std::uint32_t> order(rows_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [this](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    return order;
  }
  /// Where the row of that key stands in a sorted list.
  template <typename Key>
  std::optional<std::size_t> find_key(const Key& key) const {
    const auto place =
        std::lower_bound(rows_.begin(), rows_.end(), key,
                         [this](const char* row, const Key& k) { return key_of(row) < k; });
    if (place == rows_.end() || key_of(*place) != key)
      return std::nullopt;
    return static_cast<std::size_t>(place - rows_.begin());
  }

private:
  const char* kept(const Row& row) {
    record_.clear();
    FieldWriter fields(store_, record_);
    row.write(fields);
    return store_.keep(record_);
  }
  Row made(const char* record) const {
    FieldReader fields(store_, record);
    return Row::read(fields);
  }
  auto key_of(const char* record) const {
    FieldReader fields(store_, record);
    return Row::key(fields);
  }

  CompactStore store_;
  std::string record_; ///< of the row that is being kept
  std::vector<const char*> rows_;
};

template <typename Row>
class CompactList<Row>::Iterator {
public:
  using iterator_category = std::input_iterator_tag;
  using value_type = Row;
  using difference_type = std::ptrdiff_t;
  using pointer = void;
  using reference = Row;

  Iterator(const CompactList* list, std::size_t index) : list_(list), index_(index) {}
  Row operator*() const { return (*list_)[index_]; }
  Iterator& operator++() {
    ++index_;
    return *this;
  }
  void operator++(int) { ++index_; }
  bool operator==(const Iterator& other) const { return index_ == other.index_; }

private:
  const CompactList* list_;
  std::size_t index_;
};

} // namespace delo
