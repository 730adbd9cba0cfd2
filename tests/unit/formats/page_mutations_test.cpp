// Pages come damaged. Whatever happens to one, nothing crashes, and what is said to be certain is
// true.
//
// DELO_MUTATIONS sets how many damaged pages are read (default 3,000), DELO_SEED repeats a run.
#include "delo/base/error.hpp"
#include "delo/base/utf8.hpp"
#include "delo/formats/page/page_reader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace delo {
namespace {

using Lines = std::vector<std::string>;
using Values = std::map<std::string, std::set<std::string>>;

constexpr std::array kPages{"telegram-batumi-1946-03-05.txt",
                            "no-rights.txt",
                            "cable-kutaisi-1952-04-17.txt",
                            "memorandum-tromso-1963-09-02.txt",
                            "minutes-ochamchire-1949-06.txt",
                            "report-poti-1957-11-03.txt",
                            "report-poti-heading-lost.txt",
                            "notes-pilots-1961-07-09.txt",
                            "letter-gagra.ris",
                            "letter-anchors-utf8-bom.txt",
                            "telegram-batumi-1946-03-05.html",
                            "report-poti-1957-11-03.html",
                            "letter-gagra-saved.html"};

std::string fixture(const std::string& name) {
  std::ifstream file(std::string(DELO_FIXTURES_DIR) + "/documents/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

unsigned number_from(const char* variable, unsigned otherwise) {
  const char* text = std::getenv(variable);
  return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

/// White space may be damaged without making a value wrong.
std::string squeezed(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text.substr(i).starts_with("\u00A0");
    if (no_break || std::string_view(" \t\r\n").find(text[i]) != std::string_view::npos) {
      space = !out.empty();
      i += no_break ? 1 : 0;
      continue;
    }
    if (space)
      out += ' ';
    space = false;
    out += text[i];
  }
  return out;
}

/// What a record says for certain, by field and by level of its holdings.
Values certain_values(const DocumentRecord& record) {
  Values values;
  for (const RecordField& known : record_fields()) {
    const Field& field = record.*known.member;
    // Letters in capitals are as printed, but a title in capitals is not the title.
    const bool exact = known.name == "title";
    if (field.confidence == Confidence::certain)
      for (const std::string& value : field.values)
        values[std::string(known.name)].insert(exact ? squeezed(value)
                                                     : ascii_lower(squeezed(value)));
  }
  if (record.citation_raw.confidence == Confidence::certain)
    for (const ArchivalCitation& holding : record.holdings)
      for (const CitationPart& part : holding.parts)
        if (part.confidence == Confidence::certain)
          values[std::string(to_word(part.level))].insert(ascii_lower(squeezed(part.value)));
  return values;
}

/// Everything that the whole page says, however sure it is.
Values true_values(DocumentRecord record) {
  for (const RecordField& known : record_fields())
    (record.*known.member).confidence = Confidence::certain;
  for (ArchivalCitation& holding : record.holdings)
    for (CitationPart& part : holding.parts)
      part.confidence = Confidence::certain;
  return certain_values(record);
}

Lines lines_of(const std::string& page) {
  Lines lines(1);
  for (const char c : page)
    if (c == '\n')
      lines.emplace_back();
    else if (c != '\r')
      lines.back() += c;
  return lines;
}

class Damage {
public:
  explicit Damage(unsigned seed) : random_(seed) {}

  std::string of(const std::string& page) {
    Lines lines = lines_of(page);
    log.clear();
    for (std::size_t n = 1 + pick(3); n > 0; --n)
      once(lines);
    std::string out;
    const bool crlf = pick(8) == 0;
    const bool cr = !crlf && pick(16) == 0;
    for (std::size_t i = 0; i < lines.size(); ++i)
      out += (i == 0 ? "" : crlf ? "\r\n" : cr ? "\r" : "\n") + lines[i];
    if (pick(6) == 0) {
      out.resize(pick(out.size() + 1));
      while (!is_utf8(out)) // a cut letter is another story
        out.pop_back();
      log += "cut ";
    }
    return out;
  }

  std::string log; ///< what was done

private:
  std::size_t pick(std::size_t n) { return n == 0 ? 0 : random_() % n; }
  std::size_t line(const Lines& lines) { return pick(lines.size()); }

  static std::size_t foot_of(const Lines& lines) {
    const auto foot = std::find(lines.begin(), lines.end(), "Document Information");
    return foot == lines.end() ? 0 : static_cast<std::size_t>(foot - lines.begin());
  }

  void once(Lines& lines) {
    const std::size_t what = pick(13);
    log += std::to_string(what) + " ";
    auto at = [&](std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); };
    switch (what) {
    case 0:
      lines.insert(at(line(lines)), 1 + pick(3), std::string());
      break;
    case 1:
      erase_one(lines, [](const std::string& l) { return is_blank(l); });
      break;
    case 2:
      lines[line(lines)] += pick(2) == 0 ? "  " : "\t\u00A0";
      break;
    case 3: {
      std::string& target = lines[line(lines)];
      target = (pick(2) == 0 ? "   " : "\u00A0") + target;
      break;
    }
    case 4: {
      std::string& target = lines[line(lines)];
      if (const std::size_t space = target.find(' ', pick(target.size() + 1));
          space != std::string::npos)
        target.insert(space, " ");
      break;
    }
    case 5:
      erase_one(lines, is_label);
      break;
    case 6: {
      const std::size_t foot = foot_of(lines);
      if (foot > 0)
        std::swap(lines[foot + pick(lines.size() - foot)], lines[foot + pick(lines.size() - foot)]);
      break;
    }
    case 7: {
      const std::size_t i = line(lines);
      if (lines.front() != "<!DOCTYPE html>") // there, a line is no unit of the text
        lines.insert(at(i), lines[i]);
      break;
    }
    case 8:
      capitals(lines);
      break;
    case 9:
      std::erase_if(lines, [](const std::string& l) { return is_blank(l); });
      break;
    case 10:
      wrap(lines, 60 + pick(40));
      break;
    case 11:
      lines.insert(lines.begin(), {"Skip to main content", "",
                                   "This site uses cookies to give you "
                                   "the best experience of its pages.",
                                   "Accept", ""});
      break;
    default:
      lines.insert(lines.end(), {"", "Privacy Policy", "Contact Us"});
      break;
    }
  }

  static bool is_label(const std::string& line) {
    static const std::set<std::string> kLabels{"Document Information",
                                               "Source",
                                               "Rights",
                                               "Original Uploaded Date",
                                               "Type",
                                               "Language",
                                               "Record ID",
                                               "Donors",
                                               "Author(s):",
                                               "Associated Places",
                                               "Subjects Discussed",
                                               "Citation:",
                                               "Associated People & Organizations",
                                               "Original Archive",
                                               "Original Classification",
                                               "Summary:",
                                               "Credits:",
                                               "Original Language:",
                                               "Contents:"};
    return kLabels.contains(line);
  }

  template <typename Matches>
  void erase_one(Lines& lines, Matches matches) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (matches(lines[i]))
        found.push_back(i);
    if (!found.empty())
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(found[pick(found.size())]));
  }

  static void capitals(Lines& lines) {
    std::size_t filled = 0;
    for (std::string& line : lines) {
      if (is_blank(line) || ++filled < 2 || line.find('<') != std::string::npos)
        continue;
      for (char& c : line)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
      if (filled == 4)
        break;
    }
  }

  static void wrap(Lines& lines, std::size_t width) {
    Lines wrapped;
    for (std::string line : lines) {
      while (line.size() > width) {
        const std::size_t space = line.rfind(' ', width);
        if (space == std::string::npos || space == 0)
          break;
        wrapped.push_back(line.substr(0, space));
        line.erase(0, space + 1);
      }
      wrapped.push_back(line);
    }
    lines = std::move(wrapped);
  }

  std::mt19937 random_;
};

TEST(PageMutations, are_never_read_wrongly_with_certainty) {
  // The same damage every time, so that a change that breaks something is told from one that
  // happens to meet a new case; hunting for those takes other seeds.
  const unsigned seed = number_from("DELO_SEED", 1945);
  const unsigned count = number_from("DELO_MUTATIONS", 3000);
  std::map<std::string, Values> truth;
  std::map<std::string, std::string> pages;
  for (const char* name : kPages) {
    pages[name] = fixture(name);
    truth[name] = true_values(read_page(pages[name], name).record);
  }
  Damage damage(seed);
  unsigned read = 0;
  unsigned values = 0;
  for (unsigned i = 0; i < count; ++i) {
    const std::string name = kPages[i % kPages.size()];
    const std::string page = damage.of(pages[name]);
    Values found;
    try {
      found = certain_values(read_page(page, name).record);
      ++read;
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::io) << error.message();
      continue;
    }
    for (const auto& [field, all] : found)
      for (const std::string& value : all) {
        ++values;
        EXPECT_TRUE(truth[name][field].contains(value))
            << name << " mutation " << i << " (" << damage.log << ") " << field << ": \"" << value
            << "\" with DELO_SEED=" << seed;
      }
    if (testing::Test::HasFailure() && i > 200)
      return;
  }
  std::cout << "DELO_SEED=" << seed << ": " << read << " of " << count << " damaged pages read, "
            << values << " values certain\n";
  EXPECT_GT(read, count / 2);
}

} // namespace
} // namespace delo
