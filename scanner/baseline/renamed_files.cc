// Two files that share a sample of their sketches are compared; which ones do is looked up by
// sample. A sample that very many files share (a licence, an empty module) tells nothing and is
// passed over; files that are equal altogether are found before that.
#include "scanner/baseline/renamed_files.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "scanner/baseline/file_sketch.h"

namespace ssot {
namespace {

constexpr double kLeastSimilarity = 0.4;
constexpr double kLeastWithSameName = 0.25;
constexpr size_t kMostSharing = 64;

std::string_view NameOf(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// Parts that both paths end in.
size_t CommonEnd(std::string_view a, std::string_view b) {
  size_t parts = 0;
  while (!a.empty() && !b.empty() && NameOf(a) == NameOf(b)) {
    ++parts;
    a.remove_suffix(std::min(NameOf(a).size() + 1, a.size()));
    b.remove_suffix(std::min(NameOf(b).size() + 1, b.size()));
  }
  return parts;
}

struct Pair {
  double similarity;
  size_t common_end;
  size_t gone;
  size_t candidate;
};

bool ComesFirst(const Pair& a, const Pair& b) {
  return std::tuple(-a.similarity, -static_cast<int64_t>(a.common_end), a.gone, a.candidate) <
         std::tuple(-b.similarity, -static_cast<int64_t>(b.common_end), b.gone, b.candidate);
}

class Renames {
 public:
  Renames(const std::vector<SketchedFile>& gone, const std::vector<SketchedFile>& candidates)
      : gone_(gone), candidates_(candidates), is_taken_(candidates.size()) {}

  std::map<std::string, std::string> Find() {
    FindEqualWithSameEnd();
    FindSimilar(/*equal_only=*/true);
    FindSimilar(/*equal_only=*/false);
    return std::move(renamed_);
  }

 private:
  void Take(size_t gone, size_t candidate) {
    if (is_taken_[candidate] || renamed_.contains(gone_[gone].path)) return;
    is_taken_[candidate] = true;
    renamed_[gone_[gone].path] = candidates_[candidate].path;
  }

  // Whole folders that moved: thousands of files may be equal, but few have the same name, too.
  void FindEqualWithSameEnd() {
    std::map<std::tuple<FileSketch, std::string_view>, std::vector<size_t>> by_content;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      by_content[{candidates_[i].sketch, NameOf(candidates_[i].path)}].push_back(i);
    }
    std::vector<Pair> pairs;
    for (size_t i = 0; i < gone_.size(); ++i) {
      if (gone_[i].sketch == FileSketch{}) continue;
      const auto found = by_content.find({gone_[i].sketch, NameOf(gone_[i].path)});
      if (found == by_content.end()) continue;
      const size_t looked_at = std::min(found->second.size(), kMostSharing);
      for (size_t k = 0; k < looked_at; ++k) AddPair(i, found->second[k], &pairs);
    }
    TakeBest(&pairs);
  }

  void FindSimilar(bool equal_only) {
    std::unordered_map<uint64_t, std::vector<size_t>> by_sample;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (is_taken_[i]) continue;
      for (uint64_t key : KeysOf(candidates_[i].sketch, equal_only)) by_sample[key].push_back(i);
    }
    std::vector<Pair> pairs;
    for (size_t i = 0; i < gone_.size(); ++i) {
      if (renamed_.contains(gone_[i].path)) continue;
      std::set<size_t> near;
      for (uint64_t key : KeysOf(gone_[i].sketch, equal_only)) {
        const auto found = by_sample.find(key);
        if (found == by_sample.end() || found->second.size() > kMostSharing) continue;
        near.insert(found->second.begin(), found->second.end());
      }
      for (size_t candidate : near) AddPair(i, candidate, &pairs);
    }
    TakeBest(&pairs);
  }

  // A sample and its place; with `whole`, one key for all of them.
  static std::vector<uint64_t> KeysOf(const FileSketch& sketch, bool whole) {
    std::vector<uint64_t> keys;
    uint64_t all = 0;
    for (size_t i = 0; i < sketch.size(); ++i) {
      if (sketch[i] != 0) keys.push_back(uint64_t{i} << 32 | sketch[i]);
      all = (all ^ sketch[i]) * 0x9E3779B97F4A7C15u;
    }
    if (whole && !keys.empty()) return {all};
    return keys;
  }

  void AddPair(size_t gone, size_t candidate, std::vector<Pair>* pairs) const {
    const double similarity = Similarity(gone_[gone].sketch, candidates_[candidate].sketch);
    const size_t common_end = CommonEnd(gone_[gone].path, candidates_[candidate].path);
    if (similarity < (common_end > 0 ? kLeastWithSameName : kLeastSimilarity)) return;
    pairs->push_back({similarity, common_end, gone, candidate});
  }

  void TakeBest(std::vector<Pair>* pairs) {
    std::sort(pairs->begin(), pairs->end(), ComesFirst);
    for (const Pair& pair : *pairs) Take(pair.gone, pair.candidate);
  }

  const std::vector<SketchedFile>& gone_;
  const std::vector<SketchedFile>& candidates_;
  std::vector<bool> is_taken_;
  std::map<std::string, std::string> renamed_;
};

}  // namespace

std::map<std::string, std::string> FindRenamedFiles(const std::vector<SketchedFile>& gone,
                                                    const std::vector<SketchedFile>& candidates) {
  return Renames(gone, candidates).Find();
}

}  // namespace ssot
