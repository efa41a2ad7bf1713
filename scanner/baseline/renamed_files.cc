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

std::string_view LastParts(std::string_view path, size_t count) {
  size_t begin = path.size();
  for (; count > 0 && begin != 0 && begin != path.npos; --count) {
    begin = path.rfind('/', begin - 1);
  }
  return begin == path.npos ? path : path.substr(begin);
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
    for (size_t common_parts : {3, 2, 1, 0}) FindEqual(common_parts);
    FindSimilar();
    return std::move(renamed_);
  }

 private:
  void Take(size_t gone, size_t candidate) {
    if (is_taken_[candidate] || renamed_.contains(gone_[gone].path)) return;
    is_taken_[candidate] = true;
    renamed_[gone_[gone].path] = candidates_[candidate].path;
  }

  // Files that are equal altogether may be many; the same name tells which is which. Where it does
  // not, any of them will do.
  void FindEqual(size_t common_parts) {
    std::map<std::tuple<FileSketch, std::string_view>, std::vector<size_t>> by_content;
    const auto key = [&](const SketchedFile& file) {
      return std::tuple(file.sketch, LastParts(file.path, common_parts));
    };
    for (size_t i = candidates_.size(); i-- > 0;) {
      if (!is_taken_[i]) by_content[key(candidates_[i])].push_back(i);
    }
    for (size_t i = 0; i < gone_.size(); ++i) {
      if (gone_[i].sketch == FileSketch{} || renamed_.contains(gone_[i].path)) continue;
      const auto found = by_content.find(key(gone_[i]));
      if (found == by_content.end() || found->second.empty()) continue;
      Take(i, found->second.back());
      found->second.pop_back();
    }
  }

  void FindSimilar() {
    std::unordered_map<uint64_t, std::vector<size_t>> by_sample;
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (is_taken_[i]) continue;
      for (uint64_t key : KeysOf(candidates_[i].sketch)) by_sample[key].push_back(i);
    }
    std::vector<Pair> pairs;
    for (size_t i = 0; i < gone_.size(); ++i) {
      if (renamed_.contains(gone_[i].path)) continue;
      std::set<size_t> near;
      for (uint64_t key : KeysOf(gone_[i].sketch)) {
        const auto found = by_sample.find(key);
        if (found == by_sample.end() || found->second.size() > kMostSharing) continue;
        near.insert(found->second.begin(), found->second.end());
      }
      for (size_t candidate : near) AddPair(i, candidate, &pairs);
    }
    std::sort(pairs.begin(), pairs.end(), ComesFirst);
    for (const Pair& pair : pairs) Take(pair.gone, pair.candidate);
  }

  // A sample and its place.
  static std::vector<uint64_t> KeysOf(const FileSketch& sketch) {
    std::vector<uint64_t> keys;
    for (size_t i = 0; i < sketch.size(); ++i) {
      if (sketch[i] != 0) keys.push_back(uint64_t{i} << 32 | sketch[i]);
    }
    return keys;
  }

  void AddPair(size_t gone, size_t candidate, std::vector<Pair>* pairs) const {
    const double similarity = Similarity(gone_[gone].sketch, candidates_[candidate].sketch);
    const size_t common_end = CommonEnd(gone_[gone].path, candidates_[candidate].path);
    if (similarity < (common_end > 0 ? kLeastWithSameName : kLeastSimilarity)) return;
    pairs->push_back({similarity, common_end, gone, candidate});
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
