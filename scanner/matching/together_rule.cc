// Two authorities that are used in one file or one function.
//
// A use is an import of something, a call of it, or a call of a method of it, by the resolved name:
// what it is called in the file makes no difference, nor does another thing of the same name.
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scanner/glob/glob.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

std::string Join(const std::string& module, const std::string& name) {
  if (module.empty() || name.empty() || name == "*") return module.empty() ? name : module;
  return module + "." + name;
}

class Use {
 public:
  explicit Use(const UseParameters& use) : names_(use.names) {
    std::string error;  // the loader has reported it
    GlobSet::Compile(use.defined_in, &defined_in_, &error);
  }

  bool MayCover(std::string_view name) const { return names_.empty() || names_.Cover(name); }
  NamePieces Pieces() const {
    NamePieces pieces = names_.Pieces();
    pieces.is_any = names_.empty();
    return pieces;
  }

  // `name` is what is used, or lies below it; `file` defines it.
  bool Covers(const std::string& name, FileId file, const FileView& view) const {
    if (name.empty() || (!names_.empty() && !names_.Cover(name))) return false;
    if (defined_in_.empty()) return true;
    return file != kNone && defined_in_.Matches(view.files[file].path);
  }

 private:
  NamePatterns names_;
  GlobSet defined_in_;
};

class TogetherRule {
 public:
  explicit TogetherRule(const TogetherParameters& rule)
      : in_(rule.in), uses_{Use(rule.first), Use(rule.second)} {}

  // False for calls that are no use, whichever file defines their target.
  bool MayFind(std::string_view target) const {
    return uses_[0].MayCover(target) || uses_[1].MayCover(target);
  }

  NamePieces Pieces() const {
    NamePieces pieces = uses_[0].Pieces();
    pieces.Add(uses_[1].Pieces());
    return pieces;
  }

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (uint32_t side = 0; side < 2; ++side) {
      for (const ResolvedImport& import : file.resolved.imports) {
        if (IsUse(import, uses_[side], file)) matches->push_back(ToMatch(import, side));
      }
      for (const ResolvedCall& call : file.resolved.calls) {
        if (IsUse(call, uses_[side], file)) matches->push_back(ToMatch(call, side));
      }
    }
  }

  Judgement Judge(const std::vector<Site>& sites) const {
    std::map<std::pair<std::string, std::string>, const Site* [2]> first_uses;
    for (const Site& site : sites) {
      if (in_ == TogetherIn::kFunction && site.function.empty()) continue;
      const std::string& function = in_ == TogetherIn::kFunction ? site.function : std::string();
      const Site*& use = first_uses[{site.finding.path, function}][site.match.side];
      if (use == nullptr) use = &site;
    }
    Judgement judgement;
    for (const auto& [place, uses] : first_uses) {
      if (uses[0] == nullptr || uses[1] == nullptr) continue;
      Verdict& verdict = judgement.wrong.emplace_back();
      verdict.site = uses[0];
      verdict.detail = uses[1]->match.symbol;
      verdict.related.push_back(
          {uses[1]->finding.path, uses[1]->finding.span, "used as well: " + verdict.detail});
    }
    return judgement;
  }

 private:
  // Handing on, replacing in a test and naming in an annotation are no uses.
  static bool IsUse(const ResolvedImport& import, const Use& use, const FileView& file) {
    if (import.type_only || import.form == ImportForm::kMock ||
        import.form == ImportForm::kReexport) {
      return false;
    }
    if (use.Covers(Join(import.origin_module, import.origin_name), import.origin_file, file)) {
      return true;
    }
    const bool is_as_written = import.origin_module == import.module &&
                               import.origin_name == import.name &&
                               import.origin_file == import.module_file;
    return !is_as_written && use.Covers(Join(import.module, import.name), import.module_file, file);
  }

  static bool IsUse(const ResolvedCall& call, const Use& use, const FileView& file) {
    return use.Covers(call.target, call.target_file, file);
  }

  static Match ToMatch(const ResolvedImport& import, uint32_t side) {
    Match match;
    match.span = import.span;
    match.scope = import.scope;
    match.resolution = import.resolution;
    match.module = import.origin_module;
    match.symbol = Join(import.origin_module, import.origin_name);
    match.target = match.symbol;
    match.name = import.name.empty() ? std::string(LastPart(import.module)) : import.name;
    match.side = side;
    return match;
  }

  static Match ToMatch(const ResolvedCall& call, uint32_t side) {
    Match match;
    match.span = call.fact->span;
    match.scope = call.fact->scope;
    match.resolution = call.resolution;
    match.symbol = call.target;
    match.name = LastPart(call.callee);
    match.module = call.target_module;
    match.target = match.symbol;
    match.side = side;
    return match;
  }

  TogetherIn in_;
  Use uses_[2];
};

}  // namespace

RuleMatcher CompileKind(const TogetherParameters& parameters, const Authority* /*authority*/) {
  RuleMatcher matcher;
  const auto rule = std::make_shared<const TogetherRule>(parameters);
  matcher.wanted.imports = true;
  matcher.wanted.calls = true;
  matcher.wanted.call_target = [rule](std::string_view target) { return rule->MayFind(target); };
  matcher.call_targets = rule->Pieces();
  // Without a use of the first, those of the second come to nothing.
  if (!parameters.first.names.empty()) matcher.sought = {parameters.first.names, {}, {}};
  matcher.match = [rule](const FileView& file, std::vector<Match>* matches) {
    rule->MatchFile(file, matches);
  };
  matcher.judge = [rule](const TreePaths&, const std::vector<Site>& sites) {
    return rule->Judge(sites);
  };
  return matcher;
}

}  // namespace ssot
