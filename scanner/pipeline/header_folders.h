// Where the headers of a tree lie that no compilation database speaks of.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/model/facts.h"
#include "scanner/pipeline/run_files.h"

namespace ssot {

class HeaderFolders {
 public:
  // Views into `files`, which must outlive it.
  explicit HeaderFolders(const std::vector<RunFile>& files);

  // The folders below the root from which the includes of a file find files of the tree that end
  // like them: third_party for `#include <jwt-cpp/jwt.h>` and third_party/jwt-cpp/jwt.h. Each once.
  std::vector<std::string> For(const Facts& facts) const;

 private:
  std::string_view Find(std::string_view path, std::string_view include) const;

  std::unordered_map<std::string_view, std::vector<std::string_view>> by_name_;
};

}  // namespace ssot
