#include "scanner/pipeline/revision_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "scanner/discovery/language.h"
#include "scanner/languages/cpp/cpp.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMostBytesOfOthers = 1024 * 1024;

// A commit may hold any names, also such as lead out of a folder.
bool IsPlain(const fs::path& path) {
  return path.is_relative() && std::none_of(path.begin(), path.end(), [](const fs::path& part) {
           return part == ".." || part == "." || part.empty();
         });
}

bool MayBeIncluded(const std::string& path, const std::string& bytes) {
  const Language language = DetectLanguage(path, "");
  return cpp::IsFamily(language) ||
         (language == Language::kOther && bytes.size() <= kMostBytesOfOthers);
}

std::string Reason() {
  return std::string("the commit's headers cannot be written to the folder for temporary files: ") +
         std::strerror(errno);
}

}  // namespace

std::unique_ptr<RevisionFolder> RevisionFolder::Write(const CommitTree& tree, std::string* error) {
  std::error_code code;
  const fs::path temporary = fs::canonical(fs::temp_directory_path(code), code);
  std::string name = (temporary / "ssot-commit-XXXXXX").string();
  if (code || mkdtemp(name.data()) == nullptr) {
    *error = Reason();
    return nullptr;
  }
  std::unique_ptr<RevisionFolder> folder(new RevisionFolder(name));
  folder->root_ = name;
  if (!tree.RootFromTop().empty()) folder->root_ += "/" + tree.RootFromTop();
  if (folder->root_.ends_with('/')) folder->root_.pop_back();
  std::string bytes;
  for (const std::string& path : tree.ListFromTop("")) {
    const bool may_be_asked = IsPlain(path) && MayBeIncluded(path, "");
    if (!may_be_asked || !tree.ReadFromTop(path, &bytes) || !MayBeIncluded(path, bytes)) continue;
    const fs::path target = fs::path(name) / path;
    fs::create_directories(target.parent_path(), code);
    if (std::ofstream file(target, std::ios::binary); !(file << bytes).flush()) {
      *error = Reason();
      return nullptr;
    }
  }
  return folder;
}

RevisionFolder::~RevisionFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace ssot
