#include "scanner/ruleset/rule_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "scanner/ruleset/pack_extension.h"
#include "scanner/ruleset/packed_yaml.h"
#include "scanner/ruleset/rule_file_shape.h"
#include "scanner/ruleset/shape.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNoRuleFile = "the folder holds no rule file (*.yaml, *.yml, *.json)";

// Checks what could be parsed, even when there were errors, so that all are told at once.
void Keep(YamlDocument document, std::vector<RuleFile>* files, Diagnostics* errors) {
  if (document.root == nullptr) return;
  CheckShape(document.path, *document.root, RuleFileShape(), "the file", errors);
  RuleFile file;
  file.document = std::move(document);
  const YamlValue* pack = file.document.root->Find("pack");
  if (pack != nullptr && pack->type == YamlType::kString) {
    file.pack = pack->text;
    file.pack_place = pack->place;
  }
  files->push_back(std::move(file));
}

void OpenFile(const std::string& path, std::vector<RuleFile>* files, Diagnostics* errors) {
  YamlDocument document;
  document.path = path;
  ReadYaml(&document, errors);
  Keep(std::move(document), files, errors);
}

void ReadCommittedYaml(const CommitTree& tree, const std::string& path, YamlDocument* document,
                       Diagnostics* errors) {
  std::string bytes;
  if (!tree.ReadFromTop(path, &bytes)) {
    errors->push_back({document->path, 0, 0, "cannot be read from the commit"});
  } else if (bytes.size() > kMaxYamlBytes) {
    errors->push_back({document->path, 0, 0, TooLargeYaml()});
  } else {
    ParseYaml(bytes, document, errors);
  }
}

bool IsRuleFileName(const fs::path& path) {
  const std::string name = path.filename().string();
  const std::string extension = path.extension().string();
  if (name.starts_with('.') || name.ends_with(".schema.json")) return false;
  return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

// The rule files below `folder`, sorted; links to folders are not followed.
std::vector<std::string> FindRuleFiles(const std::string& folder, Diagnostics* errors) {
  std::vector<std::string> paths;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code no_status;
    if (IsRuleFileName(entry->path()) && entry->is_regular_file(no_status)) {
      paths.push_back(entry->path().string());
    }
  }
  if (error) errors->push_back({folder, 0, 0, "cannot be read: " + error.message()});
  if (!error && paths.empty()) {
    errors->push_back({folder, 0, 0, kNoRuleFile});
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

class SourceReader {
 public:
  SourceReader(std::vector<RuleFile>* files, Diagnostics* errors)
      : files_(files), errors_(errors) {}

  void Open(const RuleSource& source) {
    if (IsBuiltInPack(source.name)) return OpenPack(source.name);
    if (source.tree != nullptr) return OpenInTree(source);
    std::error_code error;
    const fs::file_status status = fs::status(source.path, error);
    if (source.path.empty() || !fs::exists(status)) return ComplainOfUnknown(source);
    if (!fs::is_directory(status)) return OpenOnce(source.path);
    for (const std::string& path : FindRuleFiles(source.path, errors_)) OpenOnce(path);
  }

  // Nothing when there is no such pack.
  void OpenPack(const std::string& name) {
    if (!opened_.insert("pack " + name).second) return;
    for (RuleFile& file : OpenBuiltInRuleFiles(errors_)) {
      if (file.pack == name) files_->push_back(std::move(file));
    }
  }

 private:
  static bool IsBuiltInPack(const std::string& name) {
    const std::vector<std::string> packs = BuiltInPackNames();
    return std::find(packs.begin(), packs.end(), name) != packs.end();
  }

  void OpenOnce(const std::string& path) {
    std::error_code error;
    const fs::path canonical = fs::canonical(path, error);
    if (!opened_.insert("file " + (error ? path : canonical.string())).second) return;
    OpenFile(path, files_, errors_);
  }

  void OpenInTree(const RuleSource& source) {
    std::vector<std::string> paths = source.tree->ListFromTop(source.path);
    if (paths.empty()) return ComplainOfUnknown(source);
    if (paths.front() != source.path) {
      std::erase_if(paths, [](const std::string& path) { return !IsRuleFileName(path); });
      if (paths.empty()) errors_->push_back({Shown(source, source.path), 0, 0, kNoRuleFile});
    }
    for (const std::string& path : paths) {
      if (!opened_.insert("committed " + path).second) continue;
      YamlDocument document;
      document.path = Shown(source, path);
      ReadCommittedYaml(*source.tree, path, &document, errors_);
      Keep(std::move(document), files_, errors_);
    }
  }

  static std::string Shown(const RuleSource& source, const std::string& path) {
    return source.tree_name + ":" + path;
  }

  void ComplainOfUnknown(const RuleSource& source) {
    Diagnostic error = source.named_at;
    const std::vector<std::string> packs = BuiltInPackNames();
    error.message = "'" + source.name +
                    "' is no built-in rule pack, and no such file or folder exists" +
                    DidYouMean(source.name, packs);
    if (error.message.back() != '?') {
      error.message += "; the built-in packs are";
      for (const std::string& pack : packs) error.message += " " + pack;
    }
    errors_->push_back(std::move(error));
  }

  std::vector<RuleFile>* files_;
  Diagnostics* errors_;
  std::set<std::string> opened_;
};

struct BuiltIn {
  std::vector<RuleFile> files;
  Diagnostics errors;
};

BuiltIn OpenBuiltIn() {
  BuiltIn built_in;
  for (const EmbeddedFile& file : BuiltInRuleFiles()) {
    YamlDocument document;
    document.path = "builtin:" + std::string(file.path);
    UnpackYaml(file.tree, &document);
    Keep(std::move(document), &built_in.files, &built_in.errors);
  }
  return built_in;
}

}  // namespace

std::vector<RuleFile> OpenBuiltInRuleFiles(Diagnostics* errors) {
  static const BuiltIn kBuiltIn = OpenBuiltIn();
  errors->insert(errors->end(), kBuiltIn.errors.begin(), kBuiltIn.errors.end());
  return kBuiltIn.files;
}

std::vector<RuleFile> OpenRuleFiles(const std::vector<RuleSource>& sources, Diagnostics* errors) {
  std::vector<RuleFile> files;
  SourceReader reader(&files, errors);
  for (const RuleSource& source : sources) reader.Open(source);
  for (const std::string& pack : ExtendedPacks(files)) reader.OpenPack(pack);
  return files;
}

std::vector<std::string> BuiltInPackNames() {
  static const std::vector<std::string> kNames = [] {
    Diagnostics ignored;
    std::set<std::string> names;
    for (const RuleFile& file : OpenBuiltInRuleFiles(&ignored)) names.insert(file.pack);
    names.erase("");
    return std::vector<std::string>(names.begin(), names.end());
  }();
  return kNames;
}

}  // namespace ssot
