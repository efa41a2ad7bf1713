// How many columns of a terminal a character takes.
#pragma once

namespace ssot {

// 0 for combining and invisible characters, 2 for wide ones of East Asia and emoji, else 1. For
// printable code points; those that PrintableText escapes have no width of their own.
unsigned DisplayWidth(char32_t code_point);

}  // namespace ssot
