#include "scanner/ruleset/example_reader.h"

#include <algorithm>
#include <string>

#include "scanner/discovery/language.h"
#include "scanner/glob/glob.h"

namespace ssot {
namespace {

// The globs have been compiled once before, when they were read.
bool MatchesAny(const std::vector<std::string>& globs, const std::string& path) {
  GlobSet set;
  std::string error;
  return GlobSet::Compile(globs, &set, &error) && set.Matches(path);
}

// Whether it compares its authority's files with the others.
bool LooksAtAuthority(const Rule& rule) {
  if (const auto* call = std::get_if<CallParameters>(&rule.parameters)) {
    return !call->options.compare.empty() || !call->options.never.empty();
  }
  return rule.kind() == RuleKind::kContract || rule.kind() == RuleKind::kRatio;
}

// Empty when the rule looks at `example`; else why not.
std::string WhySilent(const Example& example, const Rule& rule, const Authority* authority) {
  const PathScope& scope = rule.scope;
  if (example.path.starts_with('/')) return "is not relative to the root; remove the leading '/'";
  if (!scope.include.empty() && !MatchesAny(scope.include, example.path)) {
    return "is outside the rule's scope: no 'include' matches it";
  }
  if (MatchesAny(scope.exclude, example.path)) {
    return "is outside the rule's scope: an 'exclude' matches it";
  }
  const std::vector<Language>& languages = rule.languages;
  const bool has_language = languages.empty() || std::find(languages.begin(), languages.end(),
                                                           example.language) != languages.end();
  if (!has_language) {
    return "is in language '" + std::string(LanguageName(example.language)) +
           "', which is not among the rule's 'languages'";
  }
  if (authority == nullptr || LooksAtAuthority(rule)) return "";
  const bool is_exempt = MatchesAny(authority->canonical, example.path) ||
                         MatchesAny(authority->facades, example.path) ||
                         MatchesAny(authority->home, example.path);
  return is_exempt ? "belongs to authority '" + authority->id + "', where the rule is silent" : "";
}

std::string FirstLine(const std::string& code) {
  return code.substr(0, code.find('\n'));
}

}  // namespace

std::vector<Example> ReadExamples(const YamlValue& rule, std::string_view key,
                                  const Variables& variables) {
  std::vector<Example> examples;
  const YamlValue* list = rule.Find(key);
  if (list == nullptr) return examples;
  for (const YamlValue* item : list->items) {
    const YamlValue* path = item->Find("path");
    const YamlValue* code = item->Find("code");
    if (path == nullptr || code == nullptr) continue;
    Example example;
    example.path = variables.First(path->text);
    example.code = variables.First(code->text);
    example.with = ReadExamples(*item, "with", variables);
    example.language = DetectLanguage(example.path, FirstLine(example.code));
    examples.push_back(std::move(example));
  }
  return examples;
}

void CheckCanaries(const YamlValue& map, const Rule& rule, const Authority* authority,
                   FieldReader* reader) {
  const YamlValue* list = map.Find("bad");
  if (list == nullptr) return;
  size_t index = 0;
  for (const YamlValue* item : list->items) {
    const YamlValue* path = item->Find("path");
    if (path == nullptr || item->Find("code") == nullptr) continue;
    const Example& example = rule.bad[index++];
    const std::string reason = WhySilent(example, rule, authority);
    if (reason.empty()) continue;
    reader->Complain(path->place, "bad example '" + example.path + "' " + reason);
  }
}

}  // namespace ssot
