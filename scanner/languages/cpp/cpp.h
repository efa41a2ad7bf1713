// The C and C++ front end, as far as it needs no other process. libclang is asked through a
// ClangPool (clang_pool.h), for the files where its answer matters.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/languages/front_end.h"

namespace ssot::cpp {

// Facts by the file's words alone: all names are guesses (kKnownByGuess).
Extraction ExtractC(std::string_view path, std::string_view text);
Extraction ExtractCpp(std::string_view path, std::string_view text);

const LanguageSemantics& Semantics();

inline bool IsFamily(Language language) {
  return language == Language::kC || language == Language::kCpp;
}

// Every name, and the inside of every string, once each; in directives too.
std::vector<std::string_view> WordsOf(std::string_view text);

}  // namespace ssot::cpp
