// What is below the limit as it is needs no compression: gzip makes nothing larger that has
// anything to be compressed. So most reports never meet zlib.

#include "reports/gzip_meter.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

namespace ssot {
namespace {

constexpr int kGzipWindow = 15 + 16;  // the largest window, with gzip's header
constexpr int kMemoryLevel = 8;       // zlib's default

}  // namespace

struct GzipMeter::Stream {
  // As the programs do that upload reports.
  Stream() {
    if (deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                     Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();  // its only other errors are wrong parameters
    }
  }
  ~Stream() { deflateEnd(&state); }

  z_stream state{};
};

GzipMeter::GzipMeter(uint64_t limit) : limit_(limit) {}
GzipMeter::~GzipMeter() = default;

void GzipMeter::Add(std::string_view bytes) {
  if (stream_ != nullptr) return Compress(bytes, false);
  waiting_ += bytes;
  if (waiting_.size() <= limit_) return;
  stream_ = std::make_unique<Stream>();
  Compress(waiting_, false);
  waiting_ = {};
}

bool GzipMeter::Exceeds() const {
  return size_ > limit_;
}

void GzipMeter::Finish() {
  if (stream_ != nullptr) Compress({}, true);
}

void GzipMeter::Compress(std::string_view bytes, bool is_end) {
  constexpr size_t kMostAtOnce = std::numeric_limits<uInt>::max();
  unsigned char out[16 * 1024];
  z_stream& state = stream_->state;
  do {
    const std::string_view part = bytes.substr(0, kMostAtOnce);
    bytes.remove_prefix(part.size());
    // zlib reads through this pointer alone.
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(part.data()));
    state.avail_in = static_cast<uInt>(part.size());
    do {
      state.next_out = out;
      state.avail_out = sizeof(out);
      deflate(&state, is_end && bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
      size_ += sizeof(out) - state.avail_out;
    } while (state.avail_out == 0);
  } while (!bytes.empty());
}

bool FitsGzipped(std::string_view bytes, uint64_t limit) {
  if (bytes.size() <= limit) return true;
  GzipMeter meter(limit);
  meter.Add(bytes);
  meter.Finish();
  return !meter.Exceeds();
}

}  // namespace ssot
