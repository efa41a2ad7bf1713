// Facts as bytes, for other processes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scanner/model/facts.h"

namespace ssot {

// Bytes of another version are refused. Changes whenever a field of Facts does.
inline constexpr uint32_t kExtractionEncodingVersion = 4;

std::string EncodeExtraction(const Extraction& extraction);

// False for bytes that EncodeExtraction did not write, whatever they are: no index of the result
// leads out of its array when this returns true.
bool DecodeExtraction(std::string_view bytes, Extraction* extraction);

}  // namespace ssot
