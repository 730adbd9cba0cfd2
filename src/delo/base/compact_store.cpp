#include "delo/base/compact_store.hpp"

#include "delo/base/last_slash.hpp"

#include <algorithm>
#include <cstring>

namespace delo {
namespace {

constexpr std::size_t kLargestBlock = std::size_t{256} * 1024;
/// More different texts than that are no longer few, and cost more where they are looked up than
/// where they stand.
constexpr std::size_t kMostWords = 16384;

constexpr std::string_view kDigits = "0123456789abcdef";

bool is_hex(std::string_view text) {
  return text.size() % 2 == 0 && text.find_first_not_of(kDigits) == std::string_view::npos;
}

} // namespace

std::strong_ordering SplitText::operator<=>(const SplitText& other) const {
  SplitText a = *this;
  SplitText b = other;
  const auto next = [](SplitText& text) {
    if (text.head.empty())
      text.head = std::exchange(text.tail, {});
    return text.head;
  };
  for (;;) {
    const std::size_t size = std::min(next(a).size(), next(b).size());
    if (const int order = a.head.substr(0, size).compare(b.head.substr(0, size)); order != 0)
      return order < 0 ? std::strong_ordering::less : std::strong_ordering::greater;
    if (size == 0) // one has ended
      return a.head.size() <=> b.head.size();
    a.head.remove_prefix(size);
    b.head.remove_prefix(size);
  }
}

/// What was moved from is empty, and may be used again.
CompactStore& CompactStore::operator=(CompactStore&& other) noexcept {
  blocks_ = std::exchange(other.blocks_, {});
  next_ = std::exchange(other.next_, nullptr);
  left_ = std::exchange(other.left_, 0);
  block_size_ = other.block_size_;
  numbers_ = std::exchange(other.numbers_, {});
  last_ = std::exchange(other.last_, 0);
  words_ = std::exchange(other.words_, {});
  return *this;
}

const char* CompactStore::keep(std::string_view bytes) {
  if (bytes.size() > left_) {
    left_ = std::max(block_size_, bytes.size());
    block_size_ = std::min(block_size_ * 2, kLargestBlock);
    blocks_.emplace_back(new char[left_]); // not value-initialised: it is filled at once
    next_ = blocks_.back().get();
  }
  char* const kept = next_;
  std::memcpy(kept, bytes.data(), bytes.size());
  next_ += bytes.size();
  left_ -= bytes.size();
  return kept;
}

std::size_t CompactStore::word(std::string_view text) {
  if (last_ != 0 && word_at(last_) == text)
    return last_;
  if (const auto known = numbers_.find(text); known != numbers_.end())
    return last_ = known->second;
  if (words_.size() == kMostWords)
    return 0;
  const auto added = numbers_.emplace(std::string(text), words_.size() + 1).first;
  words_.push_back(&added->first);
  return words_.size();
}

void FieldWriter::number(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7U)
    bytes_ += static_cast<char>((value & 0x7FU) | 0x80U);
  bytes_ += static_cast<char>(value);
}

std::uint64_t FieldReader::number() {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*next_++);
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80)
      return value;
  }
}

std::string_view FieldReader::raw(std::size_t size) {
  const std::string_view bytes(next_, size);
  next_ += size;
  return bytes;
}

void FieldWriter::text(std::string_view text) {
  number(text.size());
  raw(text);
}

void FieldWriter::word(std::string_view text) {
  const std::size_t known = store_.word(text);
  number(known);
  if (known == 0)
    this->text(text);
}

std::string_view FieldReader::word() {
  const std::size_t known = number();
  return known == 0 ? text() : store_.word_at(known);
}

void FieldWriter::path(std::string_view path) {
  const std::size_t name = last_slash(path) + 1; // 0 where there is none
  word(path.substr(0, name));
  text(path.substr(name));
}

SplitText FieldReader::split_path() {
  const std::string_view folder = word();
  return {folder, text()};
}

std::string FieldReader::path() {
  const SplitText path = split_path();
  return std::string(path.head) += path.tail;
}

void FieldWriter::ending_with(std::string_view text, std::string_view ending) {
  const bool ends = text.ends_with(ending);
  number(ends ? 1 : 0);
  if (ends)
    word(text.substr(0, text.size() - ending.size()));
  else
    this->text(text);
}

std::string FieldReader::ending_with(std::string_view ending) {
  if (number() == 0)
    return std::string(text());
  std::string whole(word());
  return whole += ending;
}

void FieldWriter::end_of(std::string_view text, std::string_view whole) {
  const bool ends = whole.ends_with(text);
  number(ends ? text.size() + 1 : 0);
  if (!ends)
    this->text(text);
}

std::string FieldReader::end_of(std::string_view whole) {
  const std::size_t size = number();
  return std::string(size == 0 ? text() : whole.substr(whole.size() - (size - 1)));
}

void FieldWriter::hex(std::string_view text) {
  const bool packs = is_hex(text);
  number(packs ? text.size() / 2 + 1 : 0);
  if (!packs)
    return this->text(text);
  for (std::size_t i = 0; i < text.size(); i += 2)
    bytes_ += static_cast<char>(kDigits.find(text[i]) * 16 + kDigits.find(text[i + 1]));
}

std::string FieldReader::hex() {
  const std::size_t size = number();
  if (size == 0)
    return std::string(text());
  std::string digits;
  for (const char c : raw(size - 1)) {
    digits += kDigits[static_cast<unsigned char>(c) >> 4U];
    digits += kDigits[static_cast<unsigned char>(c) & 0xFU];
  }
  return digits;
}

} // namespace delo
