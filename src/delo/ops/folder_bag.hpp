// Any folder becomes a bag as it is: nothing of it is read but its bytes.
#pragma once

#include "delo/ops/pack.hpp"

namespace delo {

/// Whether these options ask for plain bags without saying so: the layout is a bag, nothing speaks
/// of documents, and the sources are folders in which no document page lies.
bool are_for_plain_bags(const PackOptions& options);

/// Packs each source, a folder, as a bag with the tree in data/, or as a group of bags when a limit
/// splits it. Everything is checked before anything is written, and what lies in the target already
/// and is the same stays as it is. Either all bags of a group appear or none. The sources are only
/// read. Problems of a folder are in the result; Error(usage) is thrown for options that contradict
/// each other.
BatchResult bag_folders(const PackOptions& options);

} // namespace delo
