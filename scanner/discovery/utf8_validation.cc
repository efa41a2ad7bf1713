#include "scanner/discovery/utf8_validation.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ssot {
namespace {

constexpr size_t kStep = 64;

// True when all of the kStep bytes are below 0x80.
bool IsAsciiStep(const unsigned char* at) {
#ifdef __SSE2__
  const auto* block = reinterpret_cast<const __m128i*>(at);
  const __m128i low = _mm_or_si128(_mm_loadu_si128(block), _mm_loadu_si128(block + 1));
  const __m128i high = _mm_or_si128(_mm_loadu_si128(block + 2), _mm_loadu_si128(block + 3));
  return _mm_movemask_epi8(_mm_or_si128(low, high)) == 0;
#else
  uint64_t seen = 0;
  for (size_t i = 0; i < kStep; i += sizeof seen) {
    uint64_t word;
    std::memcpy(&word, at + i, sizeof word);
    seen |= word;
  }
  return (seen & 0x8080808080808080u) == 0;
#endif
}

bool IsContinuation(unsigned char byte) {
  return (byte & 0xC0) == 0x80;
}

// The length of the sequence that begins with a byte from 0x80; 0 when it is none.
size_t SequenceLength(const unsigned char* at, const unsigned char* end) {
  const unsigned char lead = at[0];
  const size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4 || static_cast<size_t>(end - at) < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(at[i])) return 0;
  }
  const bool is_overlong = (lead == 0xE0 && at[1] < 0xA0) || (lead == 0xF0 && at[1] < 0x90);
  const bool is_surrogate = lead == 0xED && at[1] > 0x9F;
  const bool is_above_last = lead == 0xF4 && at[1] > 0x8F;
  return is_overlong || is_surrogate || is_above_last ? 0 : length;
}

}  // namespace

bool IsUtf8(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const unsigned char* const end = at + bytes.size();
  while (at != end) {
    if (static_cast<size_t>(end - at) >= kStep && IsAsciiStep(at)) {
      at += kStep;
      continue;
    }
    const unsigned char* const stop = static_cast<size_t>(end - at) < kStep ? end : at + kStep;
    while (at < stop) {
      const size_t length = *at < 0x80 ? 1 : SequenceLength(at, end);
      if (length == 0) return false;
      at += length;
    }
  }
  return true;
}

}  // namespace ssot
