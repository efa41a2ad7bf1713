#include "scanner/matching/match_file.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "scanner/resolution/fact_index.h"

namespace ssot {
namespace {

std::string_view FirstOrEmpty(const std::vector<std::string>& list) {
  return list.empty() ? std::string_view() : std::string_view(list.front());
}

// The innermost function around `scope`, inside its file; empty: none.
std::string EnclosingFunction(const Facts& facts, ScopeId scope) {
  while (scope != 0 && facts.scopes[scope].kind != ScopeKind::kFunction) {
    scope = facts.scopes[scope].parent;
  }
  return scope == 0 ? std::string() : QualifiedName(facts, {}, scope).substr(1);
}

std::string Trimmed(const std::string& text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Qualified name of the innermost function or class around `scope`; empty at module level.
std::string EnclosingName(const FileView& view, ScopeId scope) {
  for (ScopeId at = scope; at != 0; at = view.facts.scopes[at].parent) {
    if (view.facts.scopes[at].definition == kNone) continue;
    return QualifiedName(view.facts, view.resolved.module, scope);
  }
  return {};
}

// Its name inside the file: Class.method.
std::string LocalScope(const Facts& facts, ScopeId scope) {
  const std::string name = QualifiedName(facts, {}, scope);
  return name.empty() ? name : name.substr(1);
}

// The scope of the innermost definition that spans `line`; 0: the module's.
ScopeId ScopeAtLine(const Facts& facts, uint32_t line) {
  const DefinitionFact* innermost = nullptr;
  for (const DefinitionFact& definition : facts.definitions) {
    if (definition.span.line > line || definition.end_line < line) continue;
    if (innermost == nullptr || innermost->span.line <= definition.span.line) {
      innermost = &definition;
    }
  }
  return innermost == nullptr ? 0 : innermost->scope;
}

class FileMatcher {
 public:
  FileMatcher(const CompiledRules& rules, const std::string& path, const FileView* view)
      : rules_(rules), path_(path), view_(view) {}

  void AddFacts(RuleIndex index) {
    const CompiledRule& rule = rules_[index];
    if (view_ == nullptr || !rule.matcher.match) return;
    found_.clear();
    rule.matcher.match(*view_, &found_);
    for (const Match& match : found_) {
      if (rule.matcher.judge) {
        AddSite(index, match, TextContext::kCode);
      } else if (rule.rule->report == RuleReport::kFindings) {
        result_.findings.push_back(ToFinding(rule, match, TextContext::kCode));
      } else {
        AddCounted(rule, match);
      }
    }
  }

  void AddText(const std::vector<TextHit>& hits) {
    std::map<RuleIndex, std::vector<TextHit>> reported;
    for (const TextHit& hit : hits) {
      const CompiledRule& rule = rules_[hit.rule];
      if (rule.matcher.judge) {
        reported[hit.rule].push_back(hit);
        continue;
      }
      AddCounted(rule, hit.span, hit.context, hit.pattern);
      if (rule.rule->report == RuleReport::kFindings) reported[hit.rule].push_back(hit);
    }
    for (auto& [index, rule_hits] : reported) {
      const CompiledRule& rule = rules_[index];
      const TextUnit unit = TextParametersOf(*rule.rule)->unit;
      for (const TextHit& hit : ReduceToUnit(std::move(rule_hits), unit)) {
        if (rule.matcher.judge) {
          AddSite(index, ToMatch(hit), hit.context);
        } else {
          result_.findings.push_back(ToFinding(rule, ToMatch(hit), hit.context));
        }
      }
    }
  }

  FileMatches Finish() {
    const auto place = [](const Finding& finding) {
      return std::tie(finding.span.line, finding.span.column, finding.rule_id);
    };
    auto& findings = result_.findings;
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
    // The first of a rule at a place says it all.
    const auto end =
        std::unique(findings.begin(), findings.end(),
                    [&](const Finding& a, const Finding& b) { return place(a) == place(b); });
    findings.erase(end, findings.end());
    SortCounted();
    return std::move(result_);
  }

 private:
  Match ToMatch(const TextHit& hit) const {
    Match match;
    match.span = hit.span;
    match.scope = view_ == nullptr ? 0 : ScopeAtLine(view_->facts, hit.span.line);
    match.resolution = Resolution::kText;
    match.symbol = match.name = match.target = Trimmed(hit.text);
    return match;
  }

  void AddSite(RuleIndex index, const Match& match, TextContext context) {
    Site& site = result_.sites.emplace_back();
    site.rule = index;
    site.match = match;
    site.finding = ToFinding(rules_[index], match, context);
    if (view_ != nullptr) site.function = EnclosingFunction(view_->facts, match.scope);
  }

  Finding ToFinding(const CompiledRule& rule, const Match& match, TextContext context) const {
    Finding finding;
    finding.rule_id = rule.rule->id;
    finding.severity = rule.rule->severity;
    finding.path = path_;
    finding.span = match.span;
    finding.resolution = match.resolution;
    finding.context = context;
    finding.symbol = match.symbol;
    finding.names = {match.name, match.module, match.target};
    finding.enclosing = finding.local_scope = Around(match);
    if (match.around.empty() && view_ != nullptr) {
      finding.local_scope = LocalScope(view_->facts, match.scope);
    }
    if (rule.authority != nullptr) finding.authority = FirstOrEmpty(rule.authority->canonical);
    finding.message = MessageFor(rule, finding, {});
    return finding;
  }

  void AddCounted(const CompiledRule& rule, const Match& match) {
    CountedMatch& counted = AddCounted(rule, match.span, TextContext::kCode, 0);
    counted.symbol = match.symbol;
    counted.names = {match.name, match.module, match.target};
    counted.enclosing = Around(match);
  }

  CountedMatch& AddCounted(const CompiledRule& rule, const Span& span, TextContext context,
                           uint32_t pattern) {
    CountedMatch& counted = result_.counted.emplace_back();
    counted.rule_id = rule.rule->id;
    counted.path = path_;
    counted.line = span.line;
    counted.column = span.column;
    counted.context = context;
    counted.pattern = pattern;
    return counted;
  }

  // The definition or key around it; empty: none.
  std::string Around(const Match& match) const {
    if (!match.around.empty() || view_ == nullptr) return match.around;
    return EnclosingName(*view_, match.scope);
  }

  void SortCounted() {
    const auto place = [](const CountedMatch& match) {
      return std::tie(match.line, match.column, match.rule_id, match.pattern);
    };
    std::stable_sort(
        result_.counted.begin(), result_.counted.end(),
        [&](const CountedMatch& a, const CountedMatch& b) { return place(a) < place(b); });
  }

  const CompiledRules& rules_;
  const std::string& path_;
  const FileView* view_;
  std::vector<Match> found_;
  FileMatches result_;
};

}  // namespace

std::string MessageFor(const CompiledRule& rule, const Finding& finding, std::string_view detail) {
  MessageValues values =
      ValuesOf(finding.path, finding.symbol, finding.names, finding.enclosing, rule.authority);
  values.detail = detail;
  return rule.message.Fill(values);
}

FileMatches MatchFile(const CompiledRules& rules, const std::string& path,
                      const std::vector<RuleIndex>& fact_rules, const std::vector<TextHit>& hits,
                      const FileView* view) {
  FileMatcher matcher(rules, path, view);
  for (RuleIndex rule : fact_rules) matcher.AddFacts(rule);
  matcher.AddText(hits);
  return matcher.Finish();
}

}  // namespace ssot
