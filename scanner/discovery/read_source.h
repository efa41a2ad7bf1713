// A file's bytes, decoded to UTF-8.
#pragma once

#include <string>

#include "scanner/model/source_file.h"

namespace ssot {

// Reads `absolute_path`. Returns false with the system's words in `*error` when it cannot be
// read, is not a regular file, or grew past `max_bytes` since discovery.
bool ReadSource(const std::string& absolute_path, uint64_t max_bytes, SourceText* text,
                std::string* error);

// The same without decoding.
bool ReadBytes(const std::string& absolute_path, uint64_t max_bytes, std::string* bytes,
               std::string* error);

// The same for bytes at hand. UTF-8 with or without a byte-order mark, UTF-16 with one, Latin-1
// and Windows-1252 where a coding line in the first two lines says so, and Latin-1 for anything
// else that is not UTF-8. Bytes with a NUL that are none of these are binary.
SourceText DecodeSource(std::string bytes);

}  // namespace ssot
