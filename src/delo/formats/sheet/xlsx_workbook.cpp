#include "delo/formats/sheet/xlsx_workbook.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/xlsx_xml.hpp"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <array>
#include <charconv>
#include <map>
#include <optional>

namespace delo {
namespace {

struct Relationship {
  std::string type; ///< the last part of the address: "worksheet"
  std::string part;
};
using Relationships = std::map<std::string, Relationship, std::less<>>;

std::string_view folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : part.substr(0, slash);
}

/// A target as a part name: absolute ones begin at the top, others at the folder of their source.
std::string resolve(std::string_view source, std::string_view target) {
  std::vector<std::string_view> steps;
  const auto walk = [&steps](std::string_view path) {
    while (!path.empty()) {
      const std::size_t slash = path.find('/');
      const std::string_view step = path.substr(0, slash);
      path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
      if (step == ".." && !steps.empty())
        steps.pop_back();
      else if (!step.empty() && step != "." && step != "..")
        steps.push_back(step);
    }
  };
  if (!target.starts_with('/'))
    walk(folder_of(source));
  walk(target);
  std::string part;
  for (const std::string_view step : steps)
    part += (part.empty() ? "" : "/") + std::string(step);
  return part;
}

/// The relationships of a part, by their ids; none when it has no .rels part.
Relationships relationships_of(const XlsxParts& parts, std::string_view source) {
  const std::string_view folder = folder_of(source);
  const std::string name = fmt::format("{}{}_rels/{}.rels", folder, folder.empty() ? "" : "/",
                                       source.substr(folder.empty() ? 0 : folder.size() + 1));
  Relationships relationships;
  if (!parts.has(name))
    return relationships;
  pugi::xml_document document;
  parts.parse(name, document);
  for (const pugi::xml_node node : child_of(document, "Relationships").children()) {
    if (!is_named(node, "Relationship") ||
        std::string_view(node.attribute("TargetMode").value()) == "External")
      continue;
    const std::string_view type = node.attribute("Type").value();
    relationships.emplace(node.attribute("Id").value(),
                          Relationship{std::string(type.substr(type.rfind('/') + 1)),
                                       resolve(source, node.attribute("Target").value())});
  }
  return relationships;
}

/// The part of the first relationship of a type; "" when there is none.
std::string part_of_type(const Relationships& relationships, std::string_view type) {
  for (const auto& [id, relationship] : relationships)
    if (relationship.type == type)
      return relationship.part;
  return {};
}

std::vector<WorkbookSheet> sheets_of(const XlsxParts& parts, const pugi::xml_node& workbook,
                                     const Relationships& relationships) {
  std::vector<WorkbookSheet> sheets;
  for (const pugi::xml_node node : child_of(workbook, "sheets").children()) {
    std::string id;
    for (const pugi::xml_attribute attribute : node.attributes())
      if (local_name(attribute.name()) == "id")
        id = attribute.value();
    const auto found = relationships.find(id);
    const std::string name = node.attribute("name").value();
    if (found == relationships.end())
      parts.refuse(fmt::format("its sheet \"{}\" is not to be found", display_name(name)));
    const std::string_view state = node.attribute("state").value();
    if (found->second.type == "worksheet")
      sheets.push_back({name, found->second.part, state == "hidden" || state == "veryHidden"});
  }
  return sheets;
}

std::vector<std::string> read_texts(const XlsxParts& parts, const std::string& part) {
  std::vector<std::string> texts;
  if (part.empty())
    return texts;
  pugi::xml_document document;
  parts.parse(part, document);
  for (const pugi::xml_node item : child_of(document, "sst").children())
    if (is_named(item, "si"))
      texts.push_back(rich_text(item));
  return texts;
}

std::vector<NumberFormat> read_formats(const XlsxParts& parts, const std::string& part) {
  std::vector<NumberFormat> formats;
  if (part.empty())
    return formats;
  pugi::xml_document document;
  parts.parse(part, document);
  const pugi::xml_node sheet = child_of(document, "styleSheet");
  std::map<unsigned, std::string> codes;
  for (const pugi::xml_node node : child_of(sheet, "numFmts").children())
    codes[node.attribute("numFmtId").as_uint()] = node.attribute("formatCode").value();
  for (const pugi::xml_node node : child_of(sheet, "cellXfs").children()) {
    const unsigned id = node.attribute("numFmtId").as_uint();
    const auto own = codes.find(id);
    formats.push_back(parse_number_format(own == codes.end() ? built_in_format(id) : own->second));
  }
  return formats;
}

/// The code point of "_xHHHH_" at the beginning of the text; surrogates and NUL are left as they
/// are.
std::optional<char32_t> escape_at(std::string_view text) {
  constexpr std::size_t kSize = 7;
  if (text.size() < kSize || text[1] != 'x' || text[6] != '_')
    return std::nullopt;
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + 6, value, 16);
  const bool is_character = value != 0 && (value < 0xD800 || value > 0xDFFF);
  return error == std::errc() && end == text.data() + 6 && is_character ? std::optional(value)
                                                                        : std::nullopt;
}

} // namespace

std::string decode_escapes(std::string_view text) {
  std::string decoded;
  for (std::size_t at = 0;;) {
    const std::size_t next = std::min(text.find("_x", at), text.size());
    decoded += text.substr(at, next - at);
    if (next == text.size())
      return decoded;
    if (const auto character = escape_at(text.substr(next))) {
      std::array<char, U8_MAX_LENGTH> bytes{};
      std::size_t size = 0;
      U8_APPEND_UNSAFE(bytes.data(), size, *character);
      decoded.append(bytes.data(), size);
      at = next + 7;
    } else {
      decoded += text[next];
      at = next + 1;
    }
  }
}

std::string rich_text(const pugi::xml_node& item) {
  std::string text;
  for (const pugi::xml_node node : item.children()) {
    if (is_named(node, "t"))
      text += text_of(node);
    else if (is_named(node, "r"))
      text += text_of(child_of(node, "t"));
  }
  return decode_escapes(text);
}

Workbook read_workbook(const XlsxParts& parts) {
  const std::string part = part_of_type(relationships_of(parts, ""), "officeDocument");
  if (part.empty())
    parts.refuse("it is a zip file, but no workbook");
  pugi::xml_document document;
  parts.parse(part, document);
  const pugi::xml_node root = child_of(document, "workbook");
  if (!root)
    parts.refuse("it is an Office document, but no workbook");
  const Relationships relationships = relationships_of(parts, part);
  Workbook workbook;
  workbook.sheets = sheets_of(parts, root, relationships);
  workbook.texts = read_texts(parts, part_of_type(relationships, "sharedStrings"));
  workbook.formats = read_formats(parts, part_of_type(relationships, "styles"));
  if (flag_of(child_of(root, "workbookPr"), "date1904"))
    workbook.dates = DateSystem::from_1904;
  return workbook;
}

} // namespace delo
