#include "delo/io/xml_writer.hpp"

#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"

#include <array>
#include <vector>

namespace delo {
namespace {

// Written here and not by libxml2's writer, whose calls and copies for each value take longer than
// all the rest of a METS of many files (tests/bench/mets_bench.cpp); a test compares the two byte
// for byte.

/// So much is collected before the sink is called.
constexpr std::size_t kBlock = 32 * 1024;

/// What stands for a character in the text of an element or in an attribute; null: itself. All
/// bytes that are not printable ASCII are looked at one by one.
using Escapes = std::array<const char*, 128>;

/// XML 1.0 2.4: markup. 2.11: a reader would make a line feed of a carriage return.
constexpr Escapes kInText = [] {
  Escapes list{};
  list['<'] = "&lt;";
  list['>'] = "&gt;";
  list['&'] = "&amp;";
  list['"'] = "&quot;";
  list['\r'] = "&#13;";
  return list;
}();

/// XML 1.0 3.3.3: a reader would make a blank of each.
constexpr Escapes kInAttribute = [] {
  Escapes list = kInText;
  list['\n'] = "&#10;";
  list['\t'] = "&#9;";
  return list;
}();

bool is_xml_character(std::int32_t c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// Goes as it is, whatever the escapes.
bool is_plain(char c) {
  return c >= 0x20 && c < 0x7F && c != '<' && c != '>' && c != '&' && c != '"';
}

} // namespace

class XmlWriter::Impl {
public:
  explicit Impl(ByteSink& sink) : sink_(sink) {
    block_.reserve(2 * kBlock);
    block_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  }

  void start(std::string_view name) {
    if (in_tag_)
      block_ += ">\n";
    indent();
    block_ += '<';
    block_ += name;
    open_.push_back(names_.size());
    names_ += name;
    in_tag_ = true;
    has_text_ = false;
    pass_on();
  }

  void attribute(std::string_view name, std::string_view value) {
    require(in_tag_);
    block_ += ' ';
    block_ += name;
    block_ += "=\"";
    put(value, kInAttribute);
    block_ += '"';
    pass_on();
  }

  void text(std::string_view text) {
    require(!open_.empty());
    if (in_tag_)
      block_ += '>';
    in_tag_ = false;
    has_text_ = true;
    put(text, kInText);
    pass_on();
  }

  void end() {
    require(!open_.empty());
    const std::string_view name = std::string_view(names_).substr(open_.back());
    if (in_tag_) {
      block_ += "/>\n";
    } else {
      if (!has_text_)
        indent(1);
      block_ += "</";
      block_ += name;
      block_ += ">\n";
    }
    names_.resize(open_.back());
    open_.pop_back();
    in_tag_ = false;
    has_text_ = false;
    pass_on();
  }

  void finish() {
    while (!open_.empty())
      end();
    flush();
  }

private:
  static void require(bool in_order) {
    if (!in_order)
      throw Error(ErrorKind::internal, "the XML writer was used in a wrong order");
  }

  void indent(std::size_t less = 0) { block_.append(2 * (open_.size() - less), ' '); }

  /// Bytes that are not UTF-8 and characters XML forbids become the replacement character.
  void put(std::string_view text, const Escapes& escapes) {
    for (std::size_t i = 0; i < text.size();) {
      std::size_t end = i;
      while (end < text.size() && is_plain(text[end]))
        ++end;
      block_ += text.substr(i, end - i);
      i = end;
      if (i < text.size())
        put_character(text, i, escapes);
    }
  }

  void put_character(std::string_view text, std::size_t& i, const Escapes& escapes) {
    const std::size_t begin = i;
    const std::int32_t c = next_code_point(text, i);
    const bool is_ascii = c >= 0 && c < 128;
    if (is_ascii && escapes[static_cast<std::size_t>(c)])
      block_ += escapes[static_cast<std::size_t>(c)];
    else
      block_ += c >= 0 && is_xml_character(c) ? text.substr(begin, i - begin) : "\uFFFD";
  }

  void pass_on() {
    if (block_.size() >= kBlock)
      flush();
  }

  void flush() {
    sink_.write(block_);
    block_.clear();
  }

  ByteSink& sink_;
  std::string block_;
  std::string names_;             ///< of the open elements, one behind the other
  std::vector<std::size_t> open_; ///< where each of them begins
  bool in_tag_ = false;           ///< the tag of the last one is not closed
  bool has_text_ = false;         ///< the last thing written was text
};

XmlWriter::XmlWriter(ByteSink& sink) : impl_(std::make_unique<Impl>(sink)) {}
XmlWriter::~XmlWriter() = default;

XmlWriter& XmlWriter::start(std::string_view name) {
  impl_->start(name);
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::string_view value) {
  impl_->attribute(name, value);
  return *this;
}

XmlWriter& XmlWriter::attribute(std::string_view name, std::uint64_t value) {
  return attribute(name, std::to_string(value));
}

XmlWriter& XmlWriter::text(std::string_view text) {
  impl_->text(text);
  return *this;
}

XmlWriter& XmlWriter::end() {
  impl_->end();
  return *this;
}

XmlWriter& XmlWriter::element(std::string_view name, std::string_view text) {
  return start(name).text(text).end();
}

XmlWriter& XmlWriter::element_if(std::string_view name, std::string_view text) {
  return text.empty() ? *this : element(name, text);
}

void XmlWriter::finish() {
  impl_->finish();
}

} // namespace delo
