// The rows of RFC 8493 that delo checks. Ids carry the section; they are never renumbered.
#include "delo/formats/bagit/bag_rules.hpp"

#include <array>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 21> kRules{{
    {"BAGIT-2.1.1-1", error, "the bag has a bagit.txt", "RFC 8493 2.1.1",
     "without the declaration nobody knows that this is a bag, or of which version",
     "restore bagit.txt from the sender's copy"},
    {"BAGIT-2.1.1-2", error, "bagit.txt holds exactly the two lines of the standard",
     "RFC 8493 2.1.1", "readers find version and encoding by these lines",
     "write \"BagIt-Version: 1.0\" and \"Tag-File-Character-Encoding: UTF-8\""},
    {"BAGIT-2.1.1-3", error, "the version is one that is published", "RFC 8493 2.1.1",
     "the rules of an unknown version are unknown, too", "ask the sender for a BagIt 1.0 bag"},
    {"BAGIT-2.1.2-1", error, "the bag has a data folder", "RFC 8493 2.1.2",
     "the payload lies in data and nowhere else", "restore the data folder"},
    {"BAGIT-2.1.3-1", error, "every manifest line is a digest and a path", "RFC 8493 2.1.3",
     "a line that cannot be read protects nothing", "write the manifest anew from good files"},
    {"BAGIT-2.1.3-2", error, "manifest paths stay inside the bag", "RFC 8493 2.1.3, 5.1",
     "such a path names a file of the receiver", "write the manifest anew"},
    {"BAGIT-2.1.3-3", error, "payload manifests list payload files only", "RFC 8493 2.1.3",
     "tag files belong into a tag manifest", "move the line to the tag manifest"},
    {"BAGIT-2.1.3-4", error, "no path is listed twice in a manifest", "RFC 8493 2.1.3",
     "with two digests for one file nobody knows which is right", "write the manifest anew"},
    {"BAGIT-2.1.3-5", error, "the bag has a payload manifest", "RFC 8493 2.1.3",
     "without one no file of the bag can be checked", "restore it from the sender's copy"},
    {"BAGIT-2.2.1-1", error, "tag manifests list tag files only", "RFC 8493 2.2.1",
     "payload files and tag manifests are not protected by a tag manifest",
     "write the tag manifest anew"},
    {"BAGIT-2.2.2-1", warning, "bag-info.txt holds labels and values", "RFC 8493 2.2.2",
     "other readers stop at such a line", "write it as \"Label: value\""},
    {"BAGIT-2.2.2-2", error, "Payload-Oxum stands once, as bytes and files", "RFC 8493 2.2.2",
     "it is the quick check of a transfer", "write \"Payload-Oxum: <bytes>.<files>\" once"},
    {"BAGIT-2.2.2-3", error, "Payload-Oxum agrees with the payload", "RFC 8493 2.2.2",
     "files were added, lost, cut or lengthened since the bag was made",
     "the findings about single files say which; fetch those again"},
    {"BAGIT-2.4-1", warning, "manifests use algorithms that can be computed", "RFC 8493 2.4",
     "the digests of this manifest could not be compared", "add a sha512 manifest"},
    {"BAGIT-3-1", error, "every listed file is there", "RFC 8493 3 (complete)",
     "a file of the deposit is lost", "fetch the file again from the sender"},
    {"BAGIT-3-2", error, "every payload file is listed", "RFC 8493 3 (complete)",
     "nobody vouches for a file that no manifest lists",
     "remove the file, or make the bag anew with it"},
    {"BAGIT-3-3", error, "every file has the digest that its manifest gives", "RFC 8493 3 (valid)",
     "the bytes are not those that the sender packed",
     "fetch the file again from the sender or from another copy"},
    {"BAGIT-3-4", error, "since 1.0, every payload manifest lists every payload file",
     "RFC 8493 2.1.3, 3", "the digest of this algorithm is missing for the file",
     "write the manifest anew"},
    {"BAGIT-6.1.1-1", warning, "names are written alike in manifest and file system",
     "RFC 8493 6.1.1", "the name is the same to a reader, but not to a computer",
     "rename the file to the form that the manifest uses"},
    {"DELO-bag-1", warning, "tag manifests protect every tag file", "RFC 8493 2.2.1",
     "a change of this file would not be noticed", "add it to the tag manifests"},
    {"BAGIT-2.2.3-1", error, "files to be fetched are here", "RFC 8493 2.2.3",
     "the bag is incomplete until they are", "fetch the files that fetch.txt lists"},
}};

} // namespace

std::span<const Rule> bag_rules() {
  return kRules;
}

} // namespace delo
