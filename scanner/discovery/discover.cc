// The idea: folders are tasks on a stack that all threads share. A thread takes one, reads its
// entries, keeps the files in a list of its own and puts the folders back on the stack. What a
// folder inherits (ignore rules) is immutable and travels with the task. The lists are sorted at
// the end, so the result does not depend on who did what.

#include "scanner/discovery/discover.h"

#include <algorithm>
#include <cstddef>
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
bool IsBefore(const T& a, const T& b) {
  return a.path < b.path;
}

template <typename T>
void Sort(std::vector<T>* entries) {
  std::sort(entries->begin(), entries->end(), IsBefore<T>);
}

template <typename T>
void Merge(std::vector<T> share, std::vector<T>* all) {
  const auto middle = static_cast<std::ptrdiff_t>(all->size());
  all->insert(all->end(), std::make_move_iterator(share.begin()),
              std::make_move_iterator(share.end()));
  std::inplace_merge(all->begin(), all->begin() + middle, all->end(), IsBefore<T>);
}

// Paths that overlap bring the same file twice.
template <typename T>
void RemoveRepeated(std::vector<T>* entries) {
  const auto end = std::unique(entries->begin(), entries->end(),
                               [](const T& a, const T& b) { return a.path == b.path; });
  entries->erase(end, entries->end());
}

DiscoveredFiles ReadFolders(Walker* walker) {
  walker->ReadFolders();
  DiscoveredFiles share = walker->TakeFound();
  Sort(&share.files);
  Sort(&share.skipped);
  Sort(&share.unreadable);
  return share;
}

// Every walker's share, each sorted.
std::vector<DiscoveredFiles> Walk(std::deque<Walker>* walkers) {
  std::vector<DiscoveredFiles> shares(walkers->size());
  std::vector<std::thread> threads;
  for (size_t i = 1; i < walkers->size(); ++i) {
    threads.emplace_back([&, i] { shares[i] = ReadFolders(&(*walkers)[i]); });
  }
  shares[0] = ReadFolders(&walkers->front());
  for (std::thread& thread : threads) thread.join();
  return shares;
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

  DiscoveredFiles found;
  for (DiscoveredFiles& share : Walk(&walkers)) {
    Merge(std::move(share.files), &found.files);
    Merge(std::move(share.skipped), &found.skipped);
    Merge(std::move(share.unreadable), &found.unreadable);
  }
  for (const Walker& walker : walkers) {
    for (const auto& tree : walker.work_trees()) ListUnreadIndex(*tree, options.root, &found);
  }
  Sort(&found.skipped);
  RemoveRepeated(&found.files);
  RemoveRepeated(&found.skipped);
  RemoveRepeated(&found.unreadable);
  return found;
}

}  // namespace ssot
