#include "delo/formats/sheet/template_columns.hpp"

#include "delo/formats/sheet/sheet_columns.hpp"

#include <fmt/format.h>

#include <array>

namespace delo {
namespace {

constexpr std::array<TemplateColumn, 31> kColumns{{
    {"page", 32, "The file of the document page, as seen from the folder that is packed.",
     "Файл страницы документа, если смотреть из упаковываемой папки."},
    {"original", 28,
     "Scans of the original: files or folders, separated by \";\". Empty: what was found beside "
     "the page.",
     "Сканы оригинала: файлы или папки через «;». Пусто: то, что найдено рядом со страницей."},
    {"transcription", 20, "Transcriptions in the original language, separated by \";\".",
     "Расшифровки на языке оригинала, через «;»."},
    {"translation", 20, "Translations, separated by \";\". Empty: the page itself.",
     "Переводы, через «;». Пусто: сама страница."},
    {"id", 26,
     "The name of the package. Empty: made from the citation. Letters a-z, digits, \"-\", \"_\", "
     "\".\".",
     "Имя пакета. Пусто: составляется из архивного шифра. Латинские буквы, цифры, «-», «_», «.»."},
    {"title", 44, "The title as the page has it.", "Название, как на странице."},
    {"date_display", 20, "The date as printed: November 20, 1945.",
     "Дата, как напечатана: 20 ноября 1945 г."},
    {"date_iso", 14,
     "The same date as YYYY-MM-DD; a month 1949-08, a year 1958, about 1950~, a range 1947/1948.",
     "Та же дата в виде ГГГГ-ММ-ДД; месяц 1949-08, год 1958, около 1950~, промежуток 1947/1948."},
    {"citation_raw", 52,
     "Archive, fond, opis, delo, sheets, as printed, zeros included: RGASPI, f. 558, op. 11, d. "
     "99, ll. 0005-0006.",
     "Архив, фонд, опись, дело, листы, как напечатано, с нулями: РГАСПИ, ф. 558, оп. 11, д. 99, "
     "лл. 0005-0006."},
    {"contributor", 24, "Who supplied the copy; several separated by \";\".",
     "Кто предоставил копию; несколько имён через «;»."},
    {"translator", 24, "Who translated it; several separated by \";\".",
     "Кто перевёл; несколько имён через «;»."},
    {"person1", 22,
     "Somebody else who worked on it: the next column says how. Several with the same role are "
     "separated by \";\".",
     "Кто ещё работал над документом: как именно, говорит следующий столбец. Несколько имён с "
     "одной ролью через «;»."},
    {"role1", 22,
     "What that person did: a value of the list. For more people add columns headed \"Other person "
     "3\" and \"Role of other person 3\", and the same with 4.",
     "Что сделал этот человек: значение из списка. Для новых людей добавьте столбцы «Другое лицо "
     "3» и «Роль другого лица 3», и так же с 4."},
    {"person2", 22, "One more person.", "Ещё одно лицо."},
    {"role2", 22, "What that one did: a value of the list.",
     "Что сделал этот человек: значение из списка."},
    {"programme", 16, "For which programme it was translated or obtained.",
     "Для какой программы переведено или получено."},
    {"language", 16,
     "The languages of the original, separated by \";\": a name or an ISO 639 code.",
     "Языки оригинала через «;»: название или код ISO 639."},
    {"rights_uri", 20,
     "A rights statement or licence: a code from the list, or an address. It wins over the page.",
     "Заявление о правах или лицензия: код из списка или адрес. Важнее указанного на странице."},
    {"access", 18, "Who may see it today: open, closed, or until 2030-01-01.",
     "Кто может видеть сегодня: open (открыто), closed (закрыто) или до 2030-01-01."},
    {"personal_data", 14, "yes when the text holds data of private people: only a flag.",
     "yes (да), если в тексте есть данные частных лиц: только отметка."},
    {"record_id", 14, "The number of the record at its publisher.",
     "Номер записи у того, кто её публикует."},
    {"url", 30, "The address of the page.", "Адрес страницы в сети."},
    {"summary", 44, "What the document says, in short.", "Краткое содержание документа."},
    {"authors", 24, "Who wrote the document, separated by \";\".",
     "Кто написал документ, через «;»."},
    {"people", 24, "People and bodies in the document, separated by \";\".",
     "Лица и организации в документе, через «;»."},
    {"places", 20, "Places, separated by \";\".", "Места, через «;»."},
    {"subjects", 24, "Subjects, separated by \";\".", "Темы, через «;»."},
    {"document_type", 18, "What kind of document it is.", "Вид документа."},
    {"classification", 18, "The secrecy mark of the original; no access rule of today.",
     "Гриф секретности оригинала; не сегодняшнее правило доступа."},
    {"group", 16, "The group of packages it belongs to (Bag-Group-Identifier).",
     "Группа пакетов, к которой он относится (Bag-Group-Identifier)."},
    {"notes", 32, "Anything else.", "Всё остальное."},
}};

} // namespace

std::span<const TemplateColumn> template_columns() {
  return kColumns;
}

std::string template_heading(const TemplateColumn& column) {
  const SheetColumn* known = find_sheet_column(column.field);
  return known ? fmt::format("{} / {}", known->heading, known->heading_ru)
               : std::string(column.field);
}

} // namespace delo
