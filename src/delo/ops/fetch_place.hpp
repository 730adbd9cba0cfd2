// Where files wait that are fetched for a bag, and how they come into it.
#pragma once

#include "delo/base/byte_sink.hpp"
#include "delo/base/fd.hpp"
#include "delo/base/rel_path.hpp"
#include "delo/model/digest.hpp"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>

namespace delo {

/// A folder beside the bag, on the same file system, locked while a run lives. Partial files stay
/// in it for the next run; the folder goes when it is empty.
class FetchPlace {
public:
  /// Throws Error(busy) when another run holds it, Error(io).
  explicit FetchPlace(const std::filesystem::path& bag);
  ~FetchPlace();
  FetchPlace(const FetchPlace&) = delete;
  FetchPlace& operator=(const FetchPlace&) = delete;

  /// One file on its way, named after the path that it will have.
  class Part final : public ByteSink {
  public:
    Part(const FetchPlace& place, const RelPath& path);
    std::uint64_t size() const { return size_; }
    void write(std::string_view bytes) override;
    /// Begins anew.
    void clear();
    DigestSet digests(AlgorithmSet algorithms, const std::stop_token& stop) const;
    void remove();
    /// Gives the file its place below the bag, making folders on the way and following no link.
    /// Returns "" or why not: a taken name, a link. Throws Error(io).
    std::string publish(const RelPath& path);

  private:
    const FetchPlace& place_;
    std::string name_;
    Fd fd_;
    std::uint64_t size_ = 0;
  };

private:
  std::filesystem::path bag_path_;
  std::filesystem::path path_;
  Fd bag_;
  Fd folder_;
};

} // namespace delo
