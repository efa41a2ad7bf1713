// What a file is known by when it has another name.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scanner/model/finding.h"

namespace ssot {

// A few samples of the text's pairs of neighbouring words (MinHash with one permutation), so that
// layout does not matter. Takes time in proportion to the text.
FileSketch SketchOf(std::string_view text);

// An estimate of the part of word pairs that two texts share, 0 to 1. Nothing is like an empty
// text.
double Similarity(const FileSketch& a, const FileSketch& b);

// 128 hexadecimal digits; nothing for any other text.
std::string ToHex(const FileSketch& sketch);
std::optional<FileSketch> SketchFromHex(std::string_view hex);

}  // namespace ssot
