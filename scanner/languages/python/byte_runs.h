// Runs of bytes of one class, sixteen bytes at a time where the processor can.
//
// Most tokens are shorter than that, and a loop over single bytes is left at another length each
// time, which costs more than the bytes: the processor guesses the length wrong. Here the length is
// computed.
#pragma once

#include <bit>
#include <cstdint>

#include "scanner/languages/python/char_class.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace ssot::python {

namespace byte_runs {

#ifdef __SSE2__
inline __m128i Load(const char* at) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}
inline uint32_t Mask(__m128i bytes) {
  return static_cast<uint32_t>(_mm_movemask_epi8(bytes));
}
inline __m128i Equal(__m128i bytes, char c) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}
// first <= byte <= last, for bytes and bounds below 0x80; others are negative and in no range.
inline __m128i InRange(__m128i bytes, char first, char last) {
  return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(first - 1))),
                       _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(last + 1))));
}
inline uint32_t NameParts(__m128i bytes) {
  const __m128i letters = InRange(_mm_or_si128(bytes, _mm_set1_epi8(0x20)), 'a', 'z');
  const __m128i others = _mm_or_si128(InRange(bytes, '0', '9'), Equal(bytes, '_'));
  return Mask(_mm_or_si128(letters, others));
}
#endif

// Calls `stops` with sixteen bytes, for a bit mask of those that end the run, and `is_stop` with
// single ones.
template <typename Stops, typename IsStop>
uint32_t End(const char* data, uint32_t at, uint32_t size, [[maybe_unused]] const Stops& stops,
             const IsStop& is_stop) {
#ifdef __SSE2__
  for (; at + 16 <= size; at += 16) {
    const uint32_t found = stops(Load(data + at));
    if (found != 0) return at + static_cast<uint32_t>(std::countr_zero(found));
  }
#endif
  while (at < size && !is_stop(data[at])) ++at;
  return at;
}

#ifdef __SSE2__
#define SSOT_STOPS(expression) [&](__m128i bytes) { return static_cast<uint32_t>(expression); }
#else
#define SSOT_STOPS(expression) 0
#endif

}  // namespace byte_runs

// Each returns the first place from `at` on that is not in the run, or `size`.

// Letters, digits and '_'; a byte of a non-ASCII character ends it.
inline uint32_t EndOfAsciiName(const char* data, uint32_t at, uint32_t size) {
  using namespace byte_runs;
  return End(data, at, size, SSOT_STOPS(~NameParts(bytes) & 0xFFFF),
             [](char c) { return !IsNamePart(c) || (c & 0x80) != 0; });
}

inline uint32_t EndOfSpaces(const char* data, uint32_t at, uint32_t size) {
  using namespace byte_runs;
  return End(data, at, size, SSOT_STOPS(~Mask(Equal(bytes, ' ')) & 0xFFFF),
             [](char c) { return c != ' '; });
}

inline uint32_t EndOfLine(const char* data, uint32_t at, uint32_t size) {
  using namespace byte_runs;
  return End(data, at, size, SSOT_STOPS(Mask(_mm_or_si128(Equal(bytes, '\n'), Equal(bytes, '\r')))),
             [](char c) { return ClassOf(c) == kLineEnd; });
}

// Up to a quote, a backslash or a line end.
inline uint32_t EndOfPlainText(const char* data, uint32_t at, uint32_t size) {
  using namespace byte_runs;
  return End(
      data, at, size,
      SSOT_STOPS(Mask(_mm_or_si128(
          _mm_or_si128(_mm_or_si128(Equal(bytes, '"'), Equal(bytes, '\'')), Equal(bytes, '\\')),
          _mm_or_si128(Equal(bytes, '\n'), Equal(bytes, '\r'))))),
      [](char c) { return c == '"' || c == '\'' || c == '\\' || ClassOf(c) == kLineEnd; });
}

// Up to one of these, or a brace.
inline uint32_t EndOfFormatText(const char* data, uint32_t at, uint32_t size) {
  using namespace byte_runs;
  return End(
      data, at, size,
      SSOT_STOPS(Mask(_mm_or_si128(
          _mm_or_si128(_mm_or_si128(Equal(bytes, '"'), Equal(bytes, '\'')),
                       _mm_or_si128(Equal(bytes, '{'), Equal(bytes, '}'))),
          _mm_or_si128(Equal(bytes, '\\'), _mm_or_si128(Equal(bytes, '\n'), Equal(bytes, '\r')))))),
      [](char c) {
        return c == '"' || c == '\'' || c == '\\' || c == '{' || c == '}' || ClassOf(c) == kLineEnd;
      });
}

#undef SSOT_STOPS

}  // namespace ssot::python
