#include "reports/gzip_meter.h"

#include <doctest/doctest.h>
#include <zlib.h>

#include <random>
#include <string>

namespace ssot {
namespace {

// What gzip makes of it, to the byte.
uint64_t GzipSize(const std::string& text) {
  z_stream state{};
  REQUIRE(deflateInit2(&state, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) ==
          Z_OK);
  std::string out(deflateBound(&state, text.size()) + 64, '\0');
  std::string in = text;
  state.next_in = reinterpret_cast<Bytef*>(in.data());
  state.avail_in = static_cast<uInt>(in.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&state, Z_FINISH) == Z_STREAM_END);
  deflateEnd(&state);
  return state.total_out;
}

std::string RandomWords(size_t bytes) {
  std::mt19937 random(20251127);
  std::string text;
  while (text.size() < bytes) text += std::to_string(random() % 100000) + " ";
  return text;
}

TEST_CASE("a text fits up to the byte") {
  const std::string text = RandomWords(300'000);
  const uint64_t size = GzipSize(text);
  REQUIRE(size < text.size() / 2);
  CHECK(FitsGzipped(text, size));
  CHECK_FALSE(FitsGzipped(text, size - 1));
  CHECK(FitsGzipped(text, text.size()));
  CHECK(FitsGzipped("", 0));
}

TEST_CASE("a text in pieces is as large as the text") {
  const std::string text = RandomWords(300'000);
  const uint64_t size = GzipSize(text);
  for (const uint64_t limit : {size - 1, size}) {
    GzipMeter meter(limit);
    for (size_t at = 0; at < text.size(); at += 1000) meter.Add(text.substr(at, 1000));
    meter.Finish();
    CHECK(meter.Exceeds() == (limit < size));
  }
}

TEST_CASE("what is added beyond the limit is noticed before the end") {
  const std::string text = RandomWords(1'000'000);
  GzipMeter meter(100'000);
  size_t added = 0;
  for (; !meter.Exceeds() && added < text.size(); added += 1000) {
    meter.Add(text.substr(added, 1000));
  }
  CHECK(added > 100'000);
  CHECK(added < 400'000);
}

}  // namespace
}  // namespace ssot
