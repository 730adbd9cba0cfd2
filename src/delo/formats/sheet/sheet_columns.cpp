#include "delo/formats/sheet/sheet_columns.hpp"

#include "delo/base/utf8.hpp"
#include "delo/formats/sheet/person_roles.hpp"
#include "delo/model/rights.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <map>

namespace delo {
namespace {

using enum CellRule;

// The order is that of a template. What is not here on purpose: "contributors" (people in the
// document, not who supplied the copy), "identifier" and "address" (of what?).
constexpr std::array<SheetColumn, 51> kColumns{{
    {"page", "Page", "Файл страницы", files,
     "page file|source page|file|file name|filename|страница|файл|имя файла|исходный файл"},
    {"folder", "Folder", "Папка с файлами", text,
     "root directory|directory|path|каталог|папка документа|путь к папке"},
    {"original", "Scans", "Сканы", files,
     "scan|scan file|scan files|original files|original file|images|image|скан|скан копия|"
     "скан копии|оригинал|файлы сканов|файл скана|изображения"},
    {"transcription", "Transcription", "Расшифровка", files,
     "transcript|transcription file|transcription files|транскрипция|файл расшифровки|"
     "файл транскрипции|файлы расшифровки"},
    {"translation", "Translation", "Перевод", files,
     "translation file|translation files|файл перевода|файлы перевода"},
    {"id", "Package ID", "Идентификатор пакета", package_id,
     "package|bag name|bag id|ид|ид пакета|имя пакета|код пакета"},
    {"title", "Title", "Название", text,
     "document title|heading|name|заголовок|название документа|заголовок документа|наименование|"
     "dc title|dcterms title"},
    {"date_display", "Date", "Дата", printed_date,
     "document date|date of document|date as printed|printed date|дата документа|"
     "дата как напечатано|дата на странице|dc date|dc date created"},
    {"date_iso", "Date (YYYY-MM-DD)", "Дата (ГГГГ-ММ-ДД)", edtf_date,
     "iso date|date edtf|edtf|edtf date|normalized date|normalised date|дата iso|дата edtf|"
     "dcterms created"},
    {"citation_raw", "Citation", "Архивный шифр", text,
     "source|source line|archival citation|archival reference|archival signature|reference|"
     "shelfmark|shelf mark|call number|signature|шифр|ссылка|архивная ссылка|источник|"
     "поисковые данные|сигнатура|dc source|dcterms bibliographic citation"},
    {"archive", "Archive", "Архив", text, "repository|holding archive|хранилище|место хранения"},
    {"fond", "Fond", "Фонд", number_part, "fonds|fond number|номер фонда|ф"},
    {"opis", "Opis", "Опись", number_part, "opis number|inventory|номер описи|оп"},
    {"papka", "Papka", "Папка", number_part, "номер папки"},
    {"delo", "Delo", "Дело", number_part,
     "delo number|file number|file no|storage unit|номер дела|ед хр|единица хранения|д"},
    {"tom", "Tom", "Том", number_part, "volume"},
    {"listy", "Sheets", "Листы", number_part,
     "sheet|sheet numbers|list|folios|лист|номера листов|номер листа|лл|л"},
    {"contributor", "Contributed by", "Кто предоставил", list,
     "contributor|obtained by|supplied by|copy supplied by|предоставил|предоставила|предоставлено|"
     "кем предоставлено|копию предоставил"},
    {"translator", "Translator", "Переводчик", list,
     "translators|translated by|переводчики|перевел|перевела|кто перевел|автор перевода"},
    {"transcriber", "Transcriber", "Кто расшифровал", list,
     "transcribers|transcribed by|расшифровал|расшифровала|автор расшифровки"},
    {"editor", "Editor", "Редактор", list, "editors|edited by|редакторы|отредактировал"},
    {"compiler", "Compiler", "Составитель", list, "compilers|compiled by|составители"},
    {"person1", "Other person", "Другое лицо", list, "other person 1|другое лицо 1"},
    {"role1", "Role of other person", "Роль другого лица", role,
     "role of other person 1|роль другого лица 1"},
    {"person2", "Other person 2", "Другое лицо 2", list, ""},
    {"role2", "Role of other person 2", "Роль другого лица 2", role, ""},
    {"person3", "Other person 3", "Другое лицо 3", list, ""},
    {"role3", "Role of other person 3", "Роль другого лица 3", role, ""},
    {"person4", "Other person 4", "Другое лицо 4", list, ""},
    {"role4", "Role of other person 4", "Роль другого лица 4", role, ""},
    {"programme", "Programme", "Программа", text, "program|project|проект"},
    {"publisher", "Publisher", "Издатель", text, "кто публикует|публикатор|dc publisher"},
    {"published_in", "Published in", "Опубликовано в", text, "publication|опубликовано|публикация"},
    {"language", "Language", "Язык", language,
     "languages|original language|language of the original|lang|языки|язык оригинала|"
     "язык документа|dc language|dcterms language|dc language iso"},
    {"rights_uri", "Rights", "Права", rights,
     "rights statement|rights url|license|licence|лицензия|права использования|"
     "условия использования|авторские права|dc rights|dc rights uri|dcterms rights|dcterms "
     "license"},
    {"rights_text", "Rights text", "Текст о правах", text,
     "rights note|terms of use|пояснение о правах"},
    {"access", "Access", "Доступ", access,
     "access status|access conditions|условия доступа|режим доступа|dcterms access rights"},
    {"personal_data", "Personal data", "Персональные данные", yes_no,
     "private data|личные данные|пдн"},
    {"record_id", "Record ID", "Номер записи", number_part,
     "record number|record no|external identifier|id записи|ид записи|идентификатор записи|"
     "dc identifier|dcterms identifier"},
    {"url", "Page address", "Адрес страницы", address,
     "url|link|web address|page url|source url|ссылка на страницу|интернет адрес|веб адрес|"
     "dc identifier uri"},
    {"summary", "Summary", "Краткое содержание", text,
     "abstract|description|scope and content|external description|аннотация|описание|содержание|"
     "резюме|dc description|dc description abstract|dcterms abstract"},
    {"authors", "Authors", "Авторы документа", list,
     "author|creator|creators|автор|авторы|автор документа|dc creator|dc contributor author"},
    {"people", "People", "Упомянутые лица", list,
     "persons|names|associated people|associated people organizations|"
     "associated people and organizations|люди|персоны|персоналии|имена|лица"},
    {"places", "Places", "Места", list,
     "place|место|география|географические названия|dc coverage|dcterms spatial"},
    {"subjects", "Subjects", "Темы", list,
     "subject|keywords|topics|subjects discussed|тема|ключевые слова|рубрики|dc subject"},
    {"document_type", "Document type", "Вид документа", text,
     "type|genre|тип документа|тип|вид|dc type"},
    {"classification", "Secrecy mark", "Гриф секретности", text,
     "original classification|secrecy|гриф"},
    {"support", "Support", "При поддержке", text,
     "funding|funder|sponsor|поддержка|спонсор|финансирование"},
    {"submitter", "Source-Organization", "Кто передаёт", text,
     "sender|source organisation|отправитель|передающая организация"},
    {"group", "Group", "Группа", text, "bag group identifier|batch|batch id|партия"},
    {"notes", "Notes", "Примечания", text,
     "note|remarks|comments|comment|примечание|комментарий|комментарии|заметки"},
}};

void for_each_part(std::string_view joined, std::string_view separators, auto&& use) {
  for (;;) {
    const std::size_t end = joined.find_first_of(separators);
    use(joined.substr(0, end));
    if (end == std::string_view::npos)
      return;
    joined.remove_prefix(end + 1);
  }
}

/// Every way to write a heading, folded, with the field it means.
const std::map<std::string, std::string_view, std::less<>>& known_headings() {
  static const auto known = [] {
    std::map<std::string, std::string_view, std::less<>> keys;
    for (const SheetColumn& column : kColumns) {
      for (const std::string_view name : {column.field, column.heading, column.heading_ru})
        keys.emplace(heading_key(name), column.field);
      for_each_part(column.synonyms, "|", [&](std::string_view synonym) {
        if (!synonym.empty())
          keys.emplace(heading_key(synonym), column.field);
      });
    }
    return keys;
  }();
  return known;
}

std::string_view field_of_key(const std::string& key) {
  const auto found = known_headings().find(key);
  return found == known_headings().end() ? std::string_view() : found->second;
}

/// The field of a heading as a whole, or else the one that all of its known parts mean; parts that
/// are not known as a whole are looked into with `otherwise`.
template <typename Function>
std::string_view field_of_parts(std::string_view heading, std::string_view separators,
                                Function otherwise) {
  if (const std::string_view field = field_of_key(heading_key(heading)); !field.empty())
    return field;
  std::string_view field;
  bool clash = false;
  for_each_part(heading, separators, [&](std::string_view part) {
    std::string_view known = field_of_key(heading_key(part));
    if (known.empty())
      known = otherwise(part);
    clash = clash || (!known.empty() && !field.empty() && known != field);
    if (!known.empty())
      field = known;
  });
  return clash ? std::string_view() : field;
}

std::string rights_words() {
  std::string words = "an address (http…), or one of ";
  for (const RightsTerm& term : rights_terms())
    words += fmt::format("{}{}", &term == rights_terms().data() ? "" : ", ", term.code);
  return words;
}

std::string role_words() {
  std::string words;
  for (const PersonRole& known : person_roles())
    words += fmt::format("{}{}", words.empty() ? "" : ", ", known.label());
  return words;
}

} // namespace

std::span<const SheetColumn> sheet_columns() {
  return kColumns;
}

const SheetColumn* find_sheet_column(std::string_view field) {
  const auto* found = std::find_if(kColumns.begin(), kColumns.end(),
                                   [field](const auto& column) { return column.field == field; });
  return found == kColumns.end() ? nullptr : found;
}

std::string heading_key(std::string_view heading) {
  const std::string folded = fold_name(heading);
  std::string key;
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t begin = i;
    const std::int32_t c = next_code_point(folded, i);
    if (c == U'ё')
      key += "е";
    else if (c >= 0 && u_isalnum(c) != 0)
      key.append(folded, begin, i - begin);
  }
  return key;
}

std::string_view field_of_heading(std::string_view heading) {
  // DART writes the tag file in front: "bag-info.txt/Source-Organization".
  if (const std::size_t tag_file = heading.find(".txt/"); tag_file != std::string_view::npos)
    heading.remove_prefix(tag_file + 5);
  return field_of_parts(heading, "/|\n", [](std::string_view language) {
    return field_of_parts(language, "()[]", [](std::string_view) { return std::string_view(); });
  });
}

std::string allowed_in(CellRule rule) {
  switch (rule) {
  case text:
  case list:
  case number_part:
    return {};
  case files:
    return "names of files, separated by \";\"";
  case printed_date:
  case edtf_date:
    return "a date such as 1945-11-20, 1945-11, 1945, 1945~ or 1947/1948";
  case rights:
    return rights_words();
  case CellRule::access:
    return "open, closed, or until and a date: until 2030-01-01";
  case CellRule::language:
    return "ISO 639 codes or names, such as rus, ru, Russian, русский, separated by \";\"";
  case yes_no:
    return "yes or no";
  case CellRule::package_id:
    return "1 to 100 letters a-z, digits, \"-\", \"_\" and \".\", beginning with a letter or digit";
  case address:
    return "an address that begins with http:// or https://";
  case role:
    return role_words();
  }
  return {};
}

std::vector<std::string> split_cell(std::string_view value) {
  return split_cell_at(value, ";\n\r");
}

std::vector<std::string> split_cell_at(std::string_view value, std::string_view separators) {
  std::vector<std::string> values;
  for_each_part(value, separators, [&](std::string_view part) {
    if (!is_blank(part))
      values.emplace_back(trim(part));
  });
  return values;
}

} // namespace delo
