#include "delo/formats/premis/premis_rights.hpp"

#include "delo/model/access.hpp"
#include "delo/model/rights.hpp"

#include <array>

namespace delo {
namespace {

/// PREMIS wants a jurisdiction for every copyright; where nobody names one, this is the truth.
constexpr std::string_view kNoJurisdiction = "unknown";

/// Who chose the address of a statement.
std::string_view role_of(Origin origin) {
  static constexpr std::array<std::string_view, 5> kRoles{
      "stated on the page", "given in the sheet", "given as an option", "typed by the user",
      "chosen by default"};
  return kRoles[static_cast<std::size_t>(origin)];
}

/// The usual paragraphs speak of US law, and some terms of one law only.
std::string_view jurisdiction_of(const RightsReading& rights) {
  const std::string_view code = rights.term ? rights.term->code : "";
  if (code == "InC-OW-EU")
    return "eu";
  return rights.is_standard || code == "NoC-US" ? "us" : kNoJurisdiction;
}

class Statements {
public:
  Statements(const DocumentRecord& record, const RightsSubject& subject)
      : record_(record), subject_(subject), rights_(rights_of(record)) {}

  std::vector<RightsStatement> build() {
    add_main();
    if (rights_.policy_holds)
      add_policy();
    if (!record_.access.empty())
      add_access();
    if (record_.personal_data.joined() == "yes")
      add_personal_data();
    return std::move(list_);
  }

private:
  RightsStatement& add(std::string id, RightsStatement::Basis basis) {
    RightsStatement statement;
    statement.id = "rights/" + subject_.scope + std::move(id);
    statement.basis = basis;
    statement.objects = {{subject_.object_id, ""}};
    list_.push_back(std::move(statement));
    return list_.back();
  }

  void tell_address(RightsStatement& statement) const {
    statement.note = rights_.text;
    statement.uri = rights_.uri;
    if (!rights_.uri.empty())
      statement.uri_role = role_of(record_.rights_uri.origin);
  }

  /// The licence, or else the state of copyright. A text or an address that is not understood is
  /// told as it is: it is no ground for saying anything of copyright.
  void add_main() {
    if (rights_.is_licence) {
      RightsStatement& license = add("license", RightsStatement::Basis::license);
      tell_address(license);
      license.license_terms = rights_.term ? rights_.term->label : "";
    } else if (rights_.term || rights_.is_standard) {
      RightsStatement& copyright = add("copyright", RightsStatement::Basis::copyright);
      tell_address(copyright);
      copyright.status = rights_.term ? rights_.term->copyright_status : "unknown";
      copyright.jurisdiction = jurisdiction_of(rights_);
    } else if (rights_.is_stated()) {
      RightsStatement& other = add("statement", RightsStatement::Basis::other);
      tell_address(other);
      other.other_basis = "rights statement";
    }
  }

  /// No licence: a policy of today that binds nobody, and does not say who holds the rights.
  void add_policy() {
    RightsStatement& policy = add("publisher-policy", RightsStatement::Basis::other);
    policy.other_basis = "publisher policy";
    policy.granted.act = "use";
    policy.granted.restriction =
        "research and educational purposes; commercial use needs permission";
    policy.agents = subject_.publishers;
  }

  void add_access() {
    RightsStatement& statement = add("access", RightsStatement::Basis::other);
    statement.other_basis = "access";
    statement.note =
        record_.access.joined() + " (" + std::string(role_of(record_.access.origin)) + ")";
    const auto access = access_of(record_);
    if (!access)
      return; // its words are kept, and nothing is granted
    statement.granted.act = "disseminate";
    if (!access->is_restricted())
      return;
    statement.granted.restriction =
        access->until.empty() ? "closed" : "closed until " + access->until;
    statement.granted.restricted_from = to_date(subject_.now);
    statement.granted.restricted_until = access->until;
  }

  /// A rights statement and not a significant property: whoever asks what limits the use of a
  /// document looks here, and the flag is nothing that must survive a migration of its files.
  void add_personal_data() {
    RightsStatement& statement = add("personal-data", RightsStatement::Basis::other);
    statement.other_basis = "personal data";
    statement.note = "flagged as holding data of private people (" +
                     std::string(role_of(record_.personal_data.origin)) + "); nothing was removed";
  }

  const DocumentRecord& record_;
  const RightsSubject& subject_;
  RightsReading rights_;
  std::vector<RightsStatement> list_;
};

} // namespace

std::vector<RightsStatement> rights_statements(const DocumentRecord& record,
                                               const RightsSubject& subject) {
  return Statements(record, subject).build();
}

} // namespace delo
