// What a source line says becomes fields of the record.
#include "delo/formats/citation/source_fields.hpp"

#include "delo/formats/citation/citation_parser.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace delo {
namespace {

void take_names(Field& field, const Field& source, const std::vector<std::string>& names,
                Confidence confidence) {
  field = names.empty() ? Field() : source;
  field.values = names;
  if (!names.empty())
    field.confidence = confidence;
}

void warn_about_holdings(const SourceLine& source, DocumentRecord& record,
                         const ArchiveTable& table) {
  if (!source.unparsed.empty())
    record.warnings.push_back(
        fmt::format("this part of the source line was not understood: \"{}\"", source.unparsed));
  if (source.holdings.empty())
    record.warnings.emplace_back(source.published_in.empty()
                                     ? "no archive could be read from the source line"
                                     : "the source line names a publication and no archive");
  for (const ArchivalCitation& holding : source.holdings) {
    const CitationPart* archive = holding.find(Level::archive);
    if (!archive)
      record.warnings.push_back(fmt::format("\"{}\" names no archive", holding.raw));
    else if (archive->confidence != Confidence::certain && !archive->raw.empty())
      record.warnings.push_back(
          table.find(archive->value)
              ? fmt::format("\"{}\" may not be the whole name of the archive: check it",
                            archive->value)
              : fmt::format("\"{}\" is not in the table of archives: check it", archive->value));
  }
}

} // namespace

void apply_source_line(const Field& field, DocumentRecord& record, const ArchiveTable& table) {
  record.citation_raw = field;
  SourceLine source = parse_source_line(field.joined(), table);
  take_names(record.contributor, field, source.credits.contributors, field.confidence);
  take_names(record.translator, field, source.credits.translators, field.confidence);
  take_names(record.transcriber, field, source.credits.transcribers, field.confidence);
  take_names(record.editor, field, source.credits.editors, field.confidence);
  take_names(record.compiler, field, source.credits.compilers, field.confidence);
  take_names(record.programme, field, source.credits.programmes, field.confidence);
  const std::vector<std::string> published =
      source.published_in.empty() ? std::vector<std::string>() : std::vector{source.published_in};
  take_names(record.published_in, field, published, Confidence::likely);
  warn_about_holdings(source, record, table);
  record.holdings = std::move(source.holdings);
  record.holdings_origin = field.origin;
  if (!record.holdings.empty()) {
    auto& notes = record.holdings.front().notes;
    notes.insert(notes.end(), source.notes.begin(), source.notes.end());
  }
}

} // namespace delo
