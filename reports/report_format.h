// The table of report formats. A format is a struct with a function pointer; adding one touches
// its own file and one line in report_formats.def.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/report.h"

namespace ssot {

// What gets a run of its own in a SARIF file.
enum class SarifSplit : uint8_t { kWhole, kPack, kRule };
inline constexpr std::string_view kSarifSplitNames[] = {"none", "pack", "rule"};

struct RenderOptions {
  bool color = false;                   // ANSI colours; text only
  unsigned width = 100;                 // of the terminal, in columns; text only
  unsigned table_width = 0;             // likewise, of tables; 0: as wide as they are
  bool quiet = false;                   // text says nothing at all
  std::string sarif_category = "ssot";  // whose alerts an upload renews; SARIF only
  SarifSplit sarif_split = SarifSplit::kWhole;
};

struct ReportFormat {
  std::string_view name;         // what --format says
  std::string_view description;  // one line, for --help
  // The whole report as bytes. Never fails: every Report can be written in every format.
  std::string (*render)(const Report& report, const RenderOptions& options);
};

const std::vector<ReportFormat>& ReportFormats();  // as --help lists them: text first
const ReportFormat* FindReportFormat(std::string_view name);

// Writes `bytes` to `path` whole or not at all: a temporary file in the same folder, then a
// rename. The folder must exist; an old file's permission bits stay; a symbolic link stays and its
// target is replaced. A pipe, a device and whatever standard output or standard error is are
// written directly. Returns false with one sentence in `*error` (what, where, what to do); the old
// file is then as it was and no temporary file is left. SIGXFSZ and SIGPIPE have to be ignored by
// the program: a limit on file sizes is then such an error, a pipe that its reader closed is none.
bool WriteFileAtomically(const std::string& path, std::string_view bytes, std::string* error);

// GitHub's primaryLocationLineHash of the lines of a file.
class GitHubLineHashes {
 public:
  // `bytes` as on disk. Of lines behind the first `most_lines` nothing is known.
  explicit GitHubLineHashes(std::string_view bytes, size_t most_lines = SIZE_MAX);

  size_t lines() const { return hashes_.size(); }
  std::string Of(size_t line) const;  // "hash:n"; lines count from 1

 private:
  std::vector<uint64_t> hashes_;
};

}  // namespace ssot
