#include "scanner/discovery/ignore_rules.h"

#include <fcntl.h>

#include <optional>
#include <utility>

#include "scanner/discovery/descriptor.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/small_file.h"

namespace ssot {
namespace {

using Level = std::shared_ptr<const IgnoreLevel>;

Level Below(Level above, std::string_view folder, const std::optional<std::string>& content) {
  if (!content) return above;
  IgnorePatterns patterns(*content);
  if (patterns.empty()) return above;
  return std::make_shared<const IgnoreLevel>(
      IgnoreLevel{std::move(above), AsFolder(folder), std::move(patterns)});
}

// An ignore file that is a symbolic link does not count, as in git.
std::optional<std::string> ReadIgnoreFile(int folder, const char* name) {
  return ReadSmallFile(name, O_NOFOLLOW, folder);
}

}  // namespace

IgnoreRules IgnoreRules::Above(const std::string& root, const std::string& folder) {
  IgnoreRules rules;
  std::string top = FindWorkTreeTop(root);
  if (top.empty()) {
    top = root;
    rules.git_ = Below(nullptr, root, ReadSmallFile(GlobalExcludesPath("")));
  }
  size_t end = top.size();
  while (end < folder.size()) {
    const std::string ancestor = folder.substr(0, end);
    const Descriptor opened(open(ancestor.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (opened.ok()) rules = rules.Enter(ancestor, opened.get(), {true, true, true});
    end = std::min(folder.find('/', end + 1), folder.size());
  }
  return rules;
}

IgnoreRules IgnoreRules::Enter(const std::string& folder, int descriptor,
                               SteeringNames names) const {
  IgnoreRules rules = *this;
  if (names.dot_git) {
    if (auto work_tree = WorkTree::Open(folder)) rules.EnterWorkTree(std::move(work_tree));
  }
  if (names.gitignore && !rules.tracked_only_) {
    rules.git_ = Below(rules.git_, folder, ReadIgnoreFile(descriptor, ".gitignore"));
  }
  if (names.ssotignore) {
    rules.ssot_ = Below(rules.ssot_, folder, ReadIgnoreFile(descriptor, ".ssotignore"));
  }
  return rules;
}

// A repository inside another one has its own ignore files and its own index.
void IgnoreRules::EnterWorkTree(std::shared_ptr<const WorkTree> work_tree) {
  const std::string& top = work_tree->top();
  git_ = Below(nullptr, top, ReadSmallFile(GlobalExcludesPath(top)));
  git_ = Below(git_, top, ReadSmallFile(work_tree->info_exclude_path()));
  tracked_only_ = false;
  work_tree_ = std::move(work_tree);
}

IgnoreFate IgnoreRules::Decide(std::string_view path, bool is_folder) const {
  const IgnoreVerdict ssot = CheckLevels(ssot_.get(), path, is_folder);
  if (ssot == IgnoreVerdict::kIgnored) return IgnoreFate::kIgnore;
  if (!tracked_only_) {
    if (ssot == IgnoreVerdict::kKept) return IgnoreFate::kScan;
    const IgnoreVerdict git = CheckLevels(git_.get(), path, is_folder);
    if (git != IgnoreVerdict::kIgnored) return IgnoreFate::kScan;
  }
  if (!IsTracked(path, is_folder)) return IgnoreFate::kIgnore;
  return is_folder ? IgnoreFate::kScanTracked : IgnoreFate::kScan;
}

IgnoreRules IgnoreRules::WithFate(IgnoreFate fate) const {
  IgnoreRules rules = *this;
  rules.tracked_only_ = fate == IgnoreFate::kScanTracked;
  return rules;
}

bool IgnoreRules::IsTracked(std::string_view path, bool is_folder) const {
  if (work_tree_ == nullptr) return false;
  const std::string_view relative = RelativeTo(path, work_tree_->top());
  return is_folder ? work_tree_->HasTrackedBelow(relative) : work_tree_->IsTracked(relative);
}

}  // namespace ssot
