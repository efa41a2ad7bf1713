// One file by libclang. In the calling process: what goes wrong inside libclang takes it along.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/facts.h"

namespace ssot::cpp {

class CompileFlags;

struct ParseRequest {
  std::string path;  // relative to the root
  std::string text;  // what is analysed, whatever stands in the file
  Language language = Language::kCpp;
  // Below the root: where its headers may lie if no compilation database says so.
  std::vector<std::string> header_folders = {};
};

// Names of headers that are missing are taken as written. `root` is absolute and canonical.
Extraction ParseWithClang(const ParseRequest& request, const std::string& root,
                          const CompileFlags& flags);

// A file without facts, for this reason.
Extraction FailedExtraction(const ParseRequest& request, std::string reason);

// "libclang 19.1.7"
std::string ClangVersion();

}  // namespace ssot::cpp
