// Files that may not be read, also for root.
#pragma once

#include <gtest/gtest.h>

#include <sys/types.h>
#include <unistd.h>

#include <filesystem>
#include <utility>

namespace delo::test {

/// Takes the right to read from a file or folder, and root's right to read everything from this
/// process; gives both back.
class NoPermission {
public:
  NoPermission(const std::filesystem::path& tree, std::filesystem::path path)
      : path_(std::move(path)) {
    std::filesystem::permissions(path_, std::filesystem::perms::none);
    if (::geteuid() != 0)
      return;
    for (const auto& item : std::filesystem::recursive_directory_iterator(
             tree, std::filesystem::directory_options::skip_permission_denied))
      if (::lchown(item.path().c_str(), kNobody, kNobody) != 0)
        return;
    if (::chown(tree.c_str(), kNobody, kNobody) == 0)
      is_nobody_ = ::seteuid(kNobody) == 0;
  }
  ~NoPermission() {
    if (is_nobody_ && ::seteuid(0) != 0)
      ADD_FAILURE() << "root's rights did not come back";
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all);
  }
  bool works() const { return ::geteuid() != 0; }

private:
  static constexpr uid_t kNobody = 65534;
  std::filesystem::path path_;
  bool is_nobody_ = false;
};

} // namespace delo::test
