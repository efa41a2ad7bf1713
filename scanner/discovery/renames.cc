#include "scanner/discovery/renames.h"

#include <git2/sys/hashsig.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <tuple>

#include "scanner/discovery/libgit2.h"

namespace ssot {
namespace {

constexpr int kLeastSimilarity = 50;        // percent, as git's default
constexpr size_t kMostPairs = 1000 * 1000;  // as git's diff.renameLimit of 1000

using Signature = std::unique_ptr<git_hashsig, GitFree<git_hashsig_free>>;

struct Pair {
  int similarity;
  bool has_same_name;
  size_t from;
  size_t to;
};

std::vector<Signature> SignaturesOf(const FileSource& source, const std::vector<std::string>& paths,
                                    uint64_t max_file_bytes) {
  std::vector<Signature> signatures(paths.size());
  for (size_t i = 0; i < paths.size(); ++i) {
    std::string bytes;
    std::string error;
    if (!source.Read(paths[i], max_file_bytes, &bytes, &error) || bytes.empty()) continue;
    git_hashsig* signature = nullptr;
    git_hashsig_create(&signature, bytes.data(), bytes.size(), GIT_HASHSIG_ALLOW_SMALL_FILES);
    signatures[i].reset(signature);
  }
  return signatures;
}

std::string_view NameOf(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

}  // namespace

std::vector<FileRename> FindRenames(const FileSource& old_source,
                                    const std::vector<std::string>& gone,
                                    const FileSource& new_source,
                                    const std::vector<std::string>& added,
                                    uint64_t max_file_bytes) {
  std::vector<FileRename> renames;
  if (gone.empty() || added.empty() || gone.size() > kMostPairs / added.size()) return renames;
  StartLibgit2();
  const std::vector<Signature> old_files = SignaturesOf(old_source, gone, max_file_bytes);
  const std::vector<Signature> new_files = SignaturesOf(new_source, added, max_file_bytes);
  std::vector<Pair> pairs;
  for (size_t from = 0; from < gone.size(); ++from) {
    for (size_t to = 0; to < added.size(); ++to) {
      if (old_files[from] == nullptr || new_files[to] == nullptr) continue;
      const int similarity = git_hashsig_compare(old_files[from].get(), new_files[to].get());
      if (similarity < kLeastSimilarity) continue;
      pairs.push_back({similarity, NameOf(gone[from]) == NameOf(added[to]), from, to});
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) {
    return std::tie(b.similarity, b.has_same_name, a.from, a.to) <
           std::tie(a.similarity, a.has_same_name, b.from, b.to);
  });
  std::set<size_t> taken_from;
  std::set<size_t> taken_to;
  for (const Pair& pair : pairs) {
    if (taken_from.contains(pair.from) || taken_to.contains(pair.to)) continue;
    taken_from.insert(pair.from);
    taken_to.insert(pair.to);
    renames.push_back({gone[pair.from], added[pair.to]});
  }
  std::sort(renames.begin(), renames.end(),
            [](const FileRename& a, const FileRename& b) { return a.from < b.from; });
  return renames;
}

}  // namespace ssot
