// Modules or names that are imported outside their authority.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "scanner/glob/glob.h"
#include "scanner/languages/front_end.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

std::string Join(std::string_view module, std::string_view name) {
  std::string joined(module);
  if (!name.empty() && name != "*") joined.append(".").append(name);
  return joined;
}

std::string_view WithoutExtension(std::string_view path) {
  const size_t dot = path.rfind('.');
  const size_t slash = path.rfind('/');
  const bool has_extension = dot != path.npos && (slash == path.npos || dot > slash);
  return has_extension ? path.substr(0, dot) : path;
}

class ImportRule {
 public:
  ImportRule(const ImportParameters& rule, const Authority* authority)
      : modules_(rule.modules),
        names_(rule.names),
        forms_(rule.forms),
        include_type_only_(rule.include_type_only) {
    std::vector<std::string> allowed = rule.from_authority_paths;
    if (authority != nullptr) {
      allowed.insert(allowed.end(), authority->canonical.begin(), authority->canonical.end());
      allowed.insert(allowed.end(), authority->facades.begin(), authority->facades.end());
    }
    std::string error;
    GlobSet::Compile(allowed, &allowed_, &error);
  }

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (const ResolvedImport& import : file.resolved.imports) {
      if (!HasForm(import)) continue;
      // What is written counts first; only then where a re-export leads.
      const bool as_written = Finds(import.module, import.name) || FindsInclude(import, file);
      const bool is_reexport =
          import.origin_module != import.module || import.origin_name != import.name;
      if (!as_written && !(is_reexport && Finds(import.origin_module, import.origin_name)))
        continue;
      if (IsAllowed(import, file)) continue;
      matches->push_back(ToMatch(import, as_written));
    }
  }

 private:
  bool HasForm(const ResolvedImport& import) const {
    if (import.type_only && !include_type_only_) return false;
    if (forms_.empty()) return import.form != ImportForm::kMock;
    return std::find(forms_.begin(), forms_.end(), import.form) != forms_.end();
  }

  bool Finds(std::string_view module, std::string_view name) const {
    if (module.empty() && name.empty()) return false;
    const bool may_bring_any = name == "*" && !modules_.empty();
    const bool has_name = names_.empty() || may_bring_any ||
                          (name != "*" && names_.Match(name.empty() ? LastPart(module) : name));
    return has_name && (modules_.empty() || modules_.Cover(Join(module, name)));
  }

  // `#include <jwt-cpp/jwt.h>` means the library also where the tree has a copy of it;
  // `#include "jwt.h"` is a file of the tree's own when there is one.
  bool FindsInclude(const ResolvedImport& import, const FileView& file) const {
    return import.form == ImportForm::kInclude && import.fact != nullptr &&
           import.fact->level == 0 && Finds(file.facts.Name(import.fact->module), {});
  }

  bool IsAllowed(const ResolvedImport& import, const FileView& file) const {
    if (allowed_.empty()) return false;
    if (import.module_file != kNone && allowed_.Matches(file.files[import.module_file].path)) {
      return true;
    }
    if (import.origin_file != kNone && IsSubmodule(import, file)) {
      return allowed_.Matches(file.files[import.origin_file].path);
    }
    return MayLieInAllowed(import.module, file.facts.language) ||
           (!import.name.empty() &&
            MayLieInAllowed(Join(import.module, import.name), file.facts.language));
  }

  // `from package import module`: the imported name is a file, not something defined in one.
  static bool IsSubmodule(const ResolvedImport& import, const FileView& file) {
    const std::string_view stem = WithoutExtension(file.files[import.origin_file].path);
    return stem.ends_with("/" + import.name) || stem.ends_with("/" + import.name + "/__init__");
  }

  // A module whose file is not among the scanned ones is judged by the path it would have.
  bool MayLieInAllowed(std::string_view module, Language language) const {
    const FrontEnd* front_end = FindFrontEnd(language);
    if (front_end == nullptr) return false;
    std::string path(module);
    if (front_end->semantics->module_system == ModuleSystem::kDotted) {
      std::replace(path.begin(), path.end(), '.', '/');
    }
    for (std::string_view extension : front_end->semantics->module_extensions) {
      if (allowed_.Matches(path + std::string(extension))) return true;
      for (std::string_view initializer : front_end->semantics->module_initializers) {
        if (allowed_.Matches(path + "/" + std::string(initializer) + std::string(extension))) {
          return true;
        }
      }
    }
    return false;
  }

  static Match ToMatch(const ResolvedImport& import, bool as_written) {
    Match match;
    match.span = import.span;
    match.scope = import.scope;
    match.resolution = as_written ? import.resolution : Resolution::kReexport;
    match.module = as_written ? import.module : import.origin_module;
    match.symbol = Join(match.module, as_written ? import.name : import.origin_name);
    match.target = match.symbol;
    const bool is_include = import.form == ImportForm::kInclude;
    match.name = !import.name.empty() ? import.name
                 : is_include         ? import.module.substr(import.module.rfind('/') + 1)
                                      : std::string(LastPart(import.module));
    return match;
  }

  NamePatterns modules_;
  NamePatterns names_;
  std::vector<ImportForm> forms_;
  bool include_type_only_;
  GlobSet allowed_;
};

}  // namespace

RuleMatcher CompileKind(const ImportParameters& rule, const Authority* authority) {
  RuleMatcher matcher;
  matcher.wanted.imports = true;
  matcher.wanted.mocks =
      std::find(rule.forms.begin(), rule.forms.end(), ImportForm::kMock) != rule.forms.end();
  matcher.concerns = [](std::string_view) { return false; };  // imports are cheap to see
  matcher.match = [compiled = ImportRule(rule, authority)](const FileView& file,
                                                           std::vector<Match>* matches) {
    compiled.MatchFile(file, matches);
  };
  return matcher;
}

}  // namespace ssot
