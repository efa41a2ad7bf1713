#include "tests/resolution/source_tree.h"

#include <algorithm>

#include "doctest/doctest.h"
#include "scanner/languages/front_end.h"

namespace ssot {
namespace {

std::string ResolutionName(Resolution resolution) {
  return std::string(kResolutionNames[static_cast<size_t>(resolution)]);
}

std::string Dotted(const std::string& module, const std::string& name) {
  return name.empty() ? module : module + ":" + name;
}

}  // namespace

SourceTree::SourceTree(Files files, std::vector<Authority> authorities, unsigned jobs) {
  std::sort(files.begin(), files.end());
  for (const auto& [path, text] : files) {
    const Language language = path.ends_with(".ts") ? Language::kTypeScript : Language::kPython;
    files_.push_back(FindFrontEnd(language)->extract(path, text).facts);
  }
  index_ = FactIndex::Build(files_, authorities, jobs);
}

FileId SourceTree::Find(const std::string& path) const {
  for (FileId id = 0; id < files_.size(); ++id) {
    if (files_[id].path == path) return id;
  }
  FAIL("no such file: ", path);
  return kNone;
}

ResolvedFile SourceTree::Resolve(const std::string& path) const {
  return index_->ResolveFile(Find(path));
}

std::vector<std::string> SourceTree::Calls(const std::string& path) const {
  std::vector<std::string> lines;
  for (const ResolvedCall& call : Resolve(path).calls) {
    if (call.target.empty()) continue;
    lines.push_back(std::to_string(call.fact->span.line) + ": " + call.target + " " +
                    ResolutionName(call.resolution));
  }
  return lines;
}

std::vector<std::string> SourceTree::Imports(const std::string& path) const {
  static constexpr const char* kForms[] = {"import",  "from",     "dynamic", "require",
                                           "include", "reexport", "mock"};
  std::vector<std::string> lines;
  for (const ResolvedImport& import : Resolve(path).imports) {
    std::string line = std::to_string(import.span.line) + ": ";
    line += kForms[static_cast<size_t>(import.form)];
    line += " " + Dotted(import.module, import.name);
    std::string origin = Dotted(import.origin_module, import.origin_name);
    if (origin != Dotted(import.module, import.name)) line += " <- " + origin;
    if (import.origin_file != kNone) line += " in " + files_[import.origin_file].path;
    line += " " + ResolutionName(import.resolution);
    if (import.is_unresolved) line += " unresolved";
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> SourceTree::Accesses(const std::string& path) const {
  static constexpr const char* kModes[] = {"read", "write", "delete"};
  std::vector<std::string> lines;
  for (const ResolvedAccess& access : Resolve(path).accesses) {
    if (access.of == AccessOf::kAttribute && access.form.ends_with("." + access.name)) continue;
    lines.push_back(std::to_string(access.span.line) + ": " +
                    std::string(kAccessOfNames[static_cast<size_t>(access.of)]) + " " +
                    kModes[static_cast<size_t>(access.mode)] + " " + access.name + " " +
                    access.form + " " + ResolutionName(access.resolution));
  }
  return lines;
}

std::vector<std::string> SourceTree::Definitions(const std::string& path) const {
  std::vector<std::string> lines;
  for (const ResolvedDefinition& definition : Resolve(path).definitions) {
    lines.push_back(std::to_string(definition.fact->span.line) + ": " + definition.qualified_name +
                    " " + std::string(kDefinitionBodyNames[static_cast<size_t>(definition.body)]));
  }
  return lines;
}

SourceTree TreeOf(const std::string& text) {
  return SourceTree(SourceTree::Files{{"main.py", text}});
}

ResolvedFile ResolveText(const std::string& text) {
  return TreeOf(text).Resolve("main.py");
}

std::vector<std::string> CallsIn(const std::string& text) {
  return TreeOf(text).Calls("main.py");
}

std::vector<std::string> AccessesIn(const std::string& text) {
  return TreeOf(text).Accesses("main.py");
}

}  // namespace ssot
