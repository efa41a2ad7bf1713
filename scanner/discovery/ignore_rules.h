// Which entries of a folder the ignore files leave out. .ssotignore files are asked first and
// hold for every file; .gitignore files and their like do not hold for what git tracks.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "scanner/discovery/gitignore.h"
#include "scanner/discovery/work_tree.h"

namespace ssot {

enum class IgnoreFate : uint8_t {
  kScan,
  kScanTracked,  // an ignored folder: only what git tracks in it
  kIgnore,
};

// Which of the names that matter a folder contains.
struct SteeringNames {
  bool dot_git = false;
  bool gitignore = false;
  bool ssotignore = false;
};

// Immutable and cheap to copy: folders share what they inherit.
class IgnoreRules {
 public:
  // The rules of a folder: those of `folder`'s ancestors down from the top of the work tree that
  // `root` is in (from `root` where there is none), without its own ignore files. `folder` is
  // absolute, at or below `root`.
  static IgnoreRules Above(const std::string& root, const std::string& folder);

  // The rules for the entries of `folder` (absolute; open as `descriptor`), whose parent has
  // these.
  IgnoreRules Enter(const std::string& folder, int descriptor, SteeringNames names) const;

  // What becomes of an entry of the folder last entered. `path` is absolute.
  IgnoreFate Decide(std::string_view path, bool is_folder) const;

  // For the folder that Decide gave this fate.
  IgnoreRules WithFate(IgnoreFate fate) const;

  const std::shared_ptr<const WorkTree>& work_tree() const { return work_tree_; }

 private:
  void EnterWorkTree(std::shared_ptr<const WorkTree> work_tree);
  bool IsTracked(std::string_view path, bool is_folder) const;

  std::shared_ptr<const WorkTree> work_tree_;  // null outside of any
  std::shared_ptr<const IgnoreLevel> git_;
  std::shared_ptr<const IgnoreLevel> ssot_;
  bool tracked_only_ = false;
};

}  // namespace ssot
