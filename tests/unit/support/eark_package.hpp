// A small E-ARK package that has nothing against it, to be broken rule by rule.
#pragma once

#include "unit/support/tree.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace delo::test {

/// What lies in the package, by path. METS files are templates: "@size:PATH@" and "@digest:PATH@"
/// stand for what a file has in the end.
using EarkFiles = std::map<std::string, std::string>;

/// Changes templates before they are filled in.
using EarkChange = std::function<void(EarkFiles&)>;

/// Everything that CSIP and SIP ask for or permit, with one representation that has METS of its
/// own; its PROFILE says `version`. It is called "package".
EarkFiles good_eark_package(std::string_view version = "2.2.0");

/// The same without METS in the representation: the content is listed in that of the package.
EarkFiles flat_eark_package(std::string_view version = "2.2.0");

/// Fills the templates in.
Tree eark_tree(EarkFiles files);

// Changes, of METS.xml unless `file` says otherwise. `mark` is a text that stands once in the file,
// within the tag that is meant.
EarkChange drop_attribute(std::string mark, std::string name, std::string file = "METS.xml");
EarkChange set_attribute(std::string mark, std::string name, std::string value,
                         std::string file = "METS.xml");
EarkChange replace_text(std::string from, std::string to, std::string file = "METS.xml");
/// Takes the element away whose start tag has the mark.
EarkChange drop_element(std::string mark, std::string file = "METS.xml");
EarkChange rename_file(std::string from, std::string to);
EarkChange both(EarkChange first, EarkChange second);

} // namespace delo::test
