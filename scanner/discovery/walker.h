// One thread's share of a walk: reads folders, and decides about each entry.
#pragma once

#include <dirent.h>
#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/discovery/discover.h"
#include "scanner/discovery/folder_stack.h"
#include "scanner/discovery/ignore_rules.h"
#include "scanner/discovery/work_tree.h"
#include "scanner/glob/glob.h"

namespace ssot {

// What all threads know from the start.
struct WalkPlan {
  const DiscoveryOptions& options;
  GlobSet include;
  GlobSet exclude;
};

class Walker {
 public:
  Walker(const WalkPlan& plan, FolderStack* stack);

  // Visits a path that the user named (absolute), whatever ignore files say of it. A folder goes
  // onto the stack.
  void VisitNamed(const std::string& path);

  // Reads folders from the stack until there are none.
  void ReadFolders();

  // Unsorted. To be taken once, at the end.
  DiscoveredFiles TakeFound() { return std::move(found_); }
  const std::set<std::shared_ptr<const WorkTree>>& work_trees() const { return work_trees_; }

 private:
  struct Entry;

  std::string_view Relative(std::string_view path) const;
  bool IsExcluded(std::string_view path) const;
  bool IsChosen(std::string_view path) const;
  void Skip(const Entry& entry, std::string reason);
  void CannotRead(std::string_view path, int error);

  void ReadFolder(const FolderTask& task);
  std::vector<Entry> ReadEntries(DIR* folder, const std::string& path, SteeringNames* names);
  bool Look(const Entry& entry, int flags, struct stat* status);
  void VisitFolder(Entry entry, const IgnoreRules& rules, std::vector<FolderTask>* folders);
  void VisitFile(const Entry& entry);
  void VisitNamedLink(const Entry& entry);
  void AddFile(const Entry& entry, uint64_t size);
  std::optional<std::string> ReadFirstLine(const Entry& entry);

  const WalkPlan& plan_;
  FolderStack& stack_;
  const size_t root_length_;  // with the '/' behind it
  DiscoveredFiles found_;
  std::set<std::shared_ptr<const WorkTree>> work_trees_;
};

}  // namespace ssot
