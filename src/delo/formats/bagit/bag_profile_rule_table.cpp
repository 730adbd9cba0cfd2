// What a BagIt Profile can ask for, key by key. Ids are never renumbered.
#include "delo/formats/bagit/bag_profile_judge.hpp"

#include <array>

namespace delo {
namespace {

using enum Severity;

constexpr std::array<Rule, 20> kRules{{
    {"PROFILE-bag-1", error, "what is held to a profile is a bag",
     "BagIt Profiles 1.4, introduction",
     "a profile says what is in a bag, and has no words for other packages",
     "ask the sender for a bag, or check it without --profile"},
    {"PROFILE-id-1", error, "the bag names the profile that it keeps",
     "BagIt Profiles 1.4, BagIt-Profile-Identifier",
     "the receiver finds the profile of a bag by this tag",
     "add the tag BagIt-Profile-Identifier with the address of the profile"},
    {"PROFILE-tag-1", error, "every required tag is in bag-info.txt",
     "BagIt Profiles 1.4, Bag-Info required", "the receiver cannot take the bag in without it",
     "add the tag: delo update BAG --set LABEL=VALUE"},
    {"PROFILE-tag-2", warning, "every recommended tag is in bag-info.txt",
     "BagIt Profiles 1.4, Bag-Info recommended", "the receiver would like to know it",
     "add the tag: delo update BAG --set LABEL=VALUE"},
    {"PROFILE-tag-3", error, "tags have values that the profile lists",
     "BagIt Profiles 1.4, Bag-Info values", "the receiver sorts bags by this value",
     "write one of the values that the profile lists, letter for letter"},
    {"PROFILE-tag-4", error, "tags that stand once are not repeated",
     "BagIt Profiles 1.4, Bag-Info repeatable", "nobody knows which of the values is meant",
     "keep the one that is right"},
    {"PROFILE-tag-5", warning, "required tags say something",
     "BagIt Profiles 1.4, Bag-Info required", "a tag without a value tells the receiver nothing",
     "give it a value: delo update BAG --set LABEL=VALUE"},
    {"PROFILE-manifest-1", error, "every required payload manifest is there",
     "BagIt Profiles 1.4, Manifests-Required", "the receiver checks files by these digests",
     "add the digests: delo update BAG --add-hash ALGORITHM"},
    {"PROFILE-manifest-2", error, "there are only payload manifests that are allowed",
     "BagIt Profiles 1.4, Manifests-Allowed", "the receiver does not take others",
     "drop the digests: delo update BAG --drop-hash ALGORITHM"},
    {"PROFILE-manifest-3", error, "every required tag manifest is there",
     "BagIt Profiles 1.4, Tag-Manifests-Required", "the receiver checks tag files by these digests",
     "add the digests: delo update BAG --add-hash ALGORITHM"},
    {"PROFILE-manifest-4", error, "there are only tag manifests that are allowed",
     "BagIt Profiles 1.4, Tag-Manifests-Allowed", "the receiver does not take others",
     "drop the digests: delo update BAG --drop-hash ALGORITHM"},
    {"PROFILE-fetch-1", error, "fetch.txt is there only where it is allowed",
     "BagIt Profiles 1.4, Allow-Fetch.txt", "the receiver fetches nothing",
     "fetch the files, put them into the bag, and take fetch.txt away"},
    {"PROFILE-fetch-2", error, "fetch.txt is there where it is required",
     "BagIt Profiles 1.4, Fetch.txt-Required", "the receiver wants to fetch the payload itself",
     "make the bag anew: delo pack --remote URL-PREFIX"},
    {"PROFILE-data-1", error, "the payload is empty where it must be",
     "BagIt Profiles 1.4, Data-Empty", "such bags carry tag files only",
     "take the payload out; one file without bytes may keep the folder"},
    {"PROFILE-version-1", error, "the version of BagIt is one that is accepted",
     "BagIt Profiles 1.4, Accept-BagIt-Version", "the receiver's program may not read others",
     "make the bag anew in a version that is accepted"},
    {"PROFILE-container-1", error, "the bag comes as a folder or as an archive that is accepted",
     "BagIt Profiles 1.4, Serialization and Accept-Serialization",
     "the receiver cannot open it otherwise", "unpack the bag, or pack it in another form"},
    {"PROFILE-file-1", error, "every required tag file is there",
     "BagIt Profiles 1.4, Tag-Files-Required", "the receiver reads this file",
     "add the file: delo update BAG --tag-file FILE=PATH"},
    {"PROFILE-file-2", error, "there are only tag files that are allowed",
     "BagIt Profiles 1.4, Tag-Files-Allowed", "the receiver knows no use for it",
     "take the file out, and write the tag manifests anew"},
    {"PROFILE-file-3", error, "every required payload file is there",
     "BagIt Profiles 1.4, Payload-Files-Required", "the deposit is not whole without it",
     "make the bag anew with the file"},
    {"PROFILE-file-4", error, "there are only payload files that are allowed",
     "BagIt Profiles 1.4, Payload-Files-Allowed", "the receiver does not take such files",
     "make the bag anew without the file"},
}};

} // namespace

std::span<const Rule> profile_rules() {
  return kRules;
}

} // namespace delo
