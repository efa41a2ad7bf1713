// Files of the baseline that are there under another name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scanner/model/finding.h"

namespace ssot {

struct SketchedFile {
  std::string path;
  FileSketch sketch{};
};

// Old path to new path, one to one: the most similar pairs first, and among equals those whose
// names agree most. Pairs that share too little are none. Both lists are sorted by path.
std::map<std::string, std::string> FindRenamedFiles(const std::vector<SketchedFile>& gone,
                                                    const std::vector<SketchedFile>& candidates);

}  // namespace ssot
