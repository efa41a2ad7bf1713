// How large bytes are when they are gzipped, without keeping the result.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ssot {

// Add text, and look at Exceeds() now and then. One thread.
class GzipMeter {
 public:
  explicit GzipMeter(uint64_t limit);
  ~GzipMeter();
  GzipMeter(const GzipMeter&) = delete;
  GzipMeter& operator=(const GzipMeter&) = delete;

  void Add(std::string_view bytes);

  // Whether all that was added takes more than the limit. What zlib still holds back is not
  // counted before Finish(): some ten kilobytes.
  bool Exceeds() const;

  // Nothing is added after this.
  void Finish();

 private:
  struct Stream;

  void Compress(std::string_view bytes, bool is_end);

  uint64_t limit_;
  std::string waiting_;             // while it is small enough to need no compression
  std::unique_ptr<Stream> stream_;  // null until then
  uint64_t size_ = 0;
};

// The same for bytes that are at hand.
bool FitsGzipped(std::string_view bytes, uint64_t limit);

}  // namespace ssot
