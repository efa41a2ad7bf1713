#include "scanner/matching/compiled_rules.h"

#include <algorithm>
#include <utility>

namespace ssot {
namespace {

uint64_t LanguageBits(const std::vector<Language>& languages) {
  if (languages.empty()) return ~uint64_t{0};
  uint64_t bits = 0;
  for (Language language : languages) bits |= uint64_t{1} << static_cast<unsigned>(language);
  return bits;
}
static_assert(kLanguageCount <= 64);

const Authority* FindAuthority(const RuleSet& rules, std::string_view id) {
  for (const Authority& authority : rules.authorities) {
    if (authority.id == id) return &authority;
  }
  return nullptr;
}

// The authority's own files, where its rules are silent.
PathScope ExemptionOf(const Authority& authority) {
  PathScope scope;
  for (const auto* globs : {&authority.canonical, &authority.facades, &authority.home}) {
    scope.include.insert(scope.include.end(), globs->begin(), globs->end());
  }
  return scope;
}

}  // namespace

const TextParameters* TextParametersOf(const Rule& rule) {
  if (const auto* contract = std::get_if<ContractParameters>(&rule.parameters)) {
    return std::get_if<TextParameters>(&contract->match);
  }
  if (const auto* ratio = std::get_if<RatioParameters>(&rule.parameters)) {
    return std::get_if<TextParameters>(&ratio->match);
  }
  return std::get_if<TextParameters>(&rule.parameters);
}

CompiledRules::CompiledRules(const RuleSet& rules, std::vector<bool> runs, std::vector<bool> unmet)
    : rule_set_(&rules), runs_(std::move(runs)), unmet_(std::move(unmet)) {
  runs_.resize(rules.rules.size(), true);
  unmet_.resize(rules.rules.size(), false);
  scopes_.Add({});  // index 0: everything
  rules_.reserve(rules.rules.size());
  for (const Rule& rule : rules.rules) rules_.push_back(Compile(rule));
}

CompiledRule CompiledRules::Compile(const Rule& rule) {
  CompiledRule compiled;
  compiled.rule = &rule;
  compiled.authority = FindAuthority(*rule_set_, rule.authority);
  compiled.matcher = std::visit(
      [&](const auto& parameters) { return CompileKind(parameters, compiled.authority); },
      rule.parameters);
  compiled.message = MessageTemplate(rule.message);
  compiled.languages = LanguageBits(rule.languages);
  compiled.scope = scopes_.Add(rule.scope);
  if (compiled.authority != nullptr && !compiled.matcher.looks_at_authority) {
    const PathScope exemption = ExemptionOf(*compiled.authority);
    // An include list without entries would stand for every path.
    if (!exemption.include.empty()) compiled.exemption = scopes_.Add(exemption);
  }
  return compiled;
}

bool CompiledRules::LooksAt(RuleIndex index, Language language,
                            PathScopes::Answers* answers) const {
  const CompiledRule& rule = rules_[index];
  if ((rule.languages >> static_cast<unsigned>(language) & 1) == 0) return false;
  if (!answers->IsIn(rule.scope)) return false;
  return rule.exemption == 0 || !answers->IsIn(rule.exemption);
}

bool CompiledRules::LooksAt(RuleIndex rule, std::string_view path, Language language) const {
  PathScopes::Answers answers(scopes_, path);
  return LooksAt(rule, language, &answers);
}

WantedFacts CompiledRules::WantedBy(const std::vector<RuleIndex>& fact_rules,
                                    const std::vector<RuleIndex>& call_rules) const {
  WantedFacts all = NoFacts();
  std::vector<const WantedFacts*> of_calls;
  std::vector<const WantedFacts*> of_arguments;
  std::vector<const WantedFacts*> of_handed_on;
  std::vector<const WantedFacts*> of_accesses;
  std::vector<const WantedFacts*> of_definitions;
  for (RuleIndex rule : fact_rules) {
    const WantedFacts& wanted = rules_[rule].matcher.wanted;
    all.imports |= wanted.imports;
    all.mocks |= wanted.mocks;
    if (wanted.accesses) of_accesses.push_back(&wanted);
    if (wanted.definitions) of_definitions.push_back(&wanted);
  }
  for (RuleIndex rule : call_rules) {
    const WantedFacts& wanted = rules_[rule].matcher.wanted;
    all.arguments |= wanted.arguments;
    if (wanted.calls) of_calls.push_back(&wanted);
    if (wanted.argument_calls) of_arguments.push_back(&wanted);
    if (wanted.handed_on) of_handed_on.push_back(&wanted);
  }
  all.calls = !of_calls.empty();
  all.accesses = !of_accesses.empty();
  all.definitions = !of_definitions.empty();
  all.call_target = [of_calls](std::string_view target) {
    return std::any_of(of_calls.begin(), of_calls.end(), [&](const WantedFacts* wanted) {
      return wanted->call_target && wanted->call_target(target);
    });
  };
  all.call_name = [of_calls = std::move(of_calls)](std::string_view name) {
    return std::any_of(of_calls.begin(), of_calls.end(), [&](const WantedFacts* wanted) {
      return wanted->call_name && wanted->call_name(name);
    });
  };
  if (!of_arguments.empty()) {
    all.argument_calls = [of_arguments = std::move(of_arguments)](std::string_view target,
                                                                  std::string_view name) {
      return std::any_of(of_arguments.begin(), of_arguments.end(), [&](const WantedFacts* wanted) {
        return wanted->argument_calls(target, name);
      });
    };
  }
  if (!of_handed_on.empty()) {
    all.handed_on = [of_handed_on = std::move(of_handed_on)](const ResolvedArgument& argument) {
      return std::any_of(of_handed_on.begin(), of_handed_on.end(),
                         [&](const WantedFacts* wanted) { return wanted->handed_on(argument); });
    };
  }
  all.access = [of_accesses = std::move(of_accesses)](AccessOf of, std::string_view name) {
    return std::any_of(of_accesses.begin(), of_accesses.end(),
                       [&](const WantedFacts* wanted) { return wanted->access(of, name); });
  };
  all.definition = [of_definitions = std::move(of_definitions)](std::string_view name,
                                                                bool has_bases) {
    return std::any_of(
        of_definitions.begin(), of_definitions.end(),
        [&](const WantedFacts* wanted) { return wanted->definition(name, has_bases); });
  };
  return all;
}

ApplicableRules CompiledRules::For(std::string_view path, Language language) const {
  ApplicableRules applicable;
  PathScopes::Answers answers(scopes_, path);
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (!runs_[i] || !LooksAt(i, language, &answers)) continue;
    const bool is_text = TextParametersOf(*rules_[i].rule) != nullptr;
    (is_text ? applicable.text : applicable.facts).push_back(i);
  }
  return applicable;
}

std::vector<RuleIndex> CompiledRules::OfWholeTree() const {
  std::vector<RuleIndex> rules;
  for (RuleIndex i = 0; i < rules_.size(); ++i) {
    if (runs_[i] && rules_[i].matcher.judge) rules.push_back(i);
  }
  return rules;
}

ApplicableRules CompiledRules::ForWholeTree(std::string_view path, Language language) const {
  ApplicableRules applicable = For(path, language);
  for (std::vector<RuleIndex>* rules : {&applicable.text, &applicable.facts}) {
    std::erase_if(*rules, [&](RuleIndex rule) { return !rules_[rule].matcher.judge; });
  }
  return applicable;
}

}  // namespace ssot
