// The idea: folders are tasks on a stack that all threads share. A thread takes one, reads its
// entries, keeps the files in a list of its own and puts the folders back on the stack. What a
// folder inherits (ignore rules) is immutable and travels with the task. The lists are sorted at
// the end, so the result does not depend on who did what.

#include "scanner/discovery/discover.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <thread>
#include <utility>

#include "scanner/discovery/folder_stack.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/walker.h"

namespace ssot {
namespace {

template <typename T>
void Append(std::vector<T>* from, std::vector<T>* to) {
  to->insert(to->end(), std::make_move_iterator(from->begin()),
             std::make_move_iterator(from->end()));
}

// Paths that overlap bring the same file twice.
template <typename T>
void SortByPath(std::vector<T>* entries) {
  std::sort(entries->begin(), entries->end(),
            [](const T& a, const T& b) { return a.path < b.path; });
  const auto end = std::unique(entries->begin(), entries->end(),
                               [](const T& a, const T& b) { return a.path == b.path; });
  entries->erase(end, entries->end());
}

void Walk(std::deque<Walker>* walkers) {
  std::vector<std::thread> threads;
  for (auto walker = std::next(walkers->begin()); walker != walkers->end(); ++walker) {
    threads.emplace_back([walker] { walker->ReadFolders(); });
  }
  walkers->front().ReadFolders();
  for (std::thread& thread : threads) thread.join();
}

// libgit2 does not know every kind of index (split, sparse). Without it the scan is that of a
// folder that nothing is tracked in, which the ledger must show.
void ListUnreadIndex(const WorkTree& work_tree, const std::string& root, DiscoveredFiles* found) {
  const std::string error = work_tree.index_error();
  if (error.empty()) return;
  const std::string path = work_tree.top() + "/.git/index";
  found->skipped.push_back(
      {IsAtOrBelow(path, root) ? std::string(RelativeTo(path, root)) : ".git/index",
       "git index that cannot be read, so files that .gitignore matches were left out (" + error +
           ")"});
}

}  // namespace

DiscoveredFiles Discover(const DiscoveryOptions& options) {
  WalkPlan plan{options, {}, {}};
  std::string error;
  GlobSet::Compile(options.include, &plan.include, &error);
  GlobSet::Compile(options.exclude, &plan.exclude, &error);

  FolderStack stack;
  std::deque<Walker> walkers;
  for (unsigned i = 0; i < std::max(1u, options.jobs); ++i) walkers.emplace_back(plan, &stack);
  for (const std::string& path : options.paths) walkers.front().VisitNamed(path);
  Walk(&walkers);

  DiscoveredFiles found;
  for (Walker& walker : walkers) {
    DiscoveredFiles share = walker.TakeFound();
    Append(&share.files, &found.files);
    Append(&share.skipped, &found.skipped);
    Append(&share.unreadable, &found.unreadable);
    for (const auto& work_tree : walker.work_trees()) {
      ListUnreadIndex(*work_tree, options.root, &found);
    }
  }
  SortByPath(&found.files);
  SortByPath(&found.skipped);
  SortByPath(&found.unreadable);
  return found;
}

}  // namespace ssot
