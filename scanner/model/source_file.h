// Files as discovery hands them on, and what became of those that were not scanned.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ssot {

enum class Language : uint8_t {
#define LANGUAGE(enumerator, name) enumerator,
#include "scanner/model/languages.def"
};

inline constexpr std::string_view kLanguageNames[] = {
#define LANGUAGE(enumerator, name) name,
#include "scanner/model/languages.def"
};

inline constexpr size_t kLanguageCount = sizeof(kLanguageNames) / sizeof(kLanguageNames[0]);

inline constexpr std::string_view LanguageName(Language language) {
  return kLanguageNames[static_cast<size_t>(language)];
}

struct SourceFile {
  std::string path;  // relative to the root, '/' between parts, bytes as on disk
  Language language = Language::kOther;
  uint64_t size = 0;  // bytes, as the directory entry said
  std::string blob = {};  // git's id of the content, where it is known
};

// A file that policy leaves out: listed in the ledger, no influence on the exit code.
struct SkippedFile {
  std::string path;
  std::string reason;  // one lower-case phrase: "binary", "larger than 10 MiB", "symbolic link out of the root"
};

// A file that should have been read and could not be. Makes the scan incomplete (exit code 3).
struct UnreadableFile {
  std::string path;
  std::string reason;  // the system's words: "Permission denied"
};

struct DiscoveredFiles {
  std::vector<SourceFile> files;  // sorted by path (bytewise)
  std::vector<SkippedFile> skipped;
  std::vector<UnreadableFile> unreadable;
};

// One file's content, ready for front ends: UTF-8 whatever the encoding on disk was.
struct SourceText {
  std::string utf8;            // no byte-order mark; line ends as in the file
  bool is_utf8_on_disk = true;  // false: transcoded; such files stay out of text counts
  bool is_binary = false;       // `utf8` is empty
};

}  // namespace ssot
