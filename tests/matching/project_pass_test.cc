#include "scanner/matching/project_pass.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace ssot {
namespace {

// Rules about the whole tree, with the sites that they matched in a few files.
class WholeTree {
 public:
  WholeTree() {
    Authority& hub = set_.authorities.emplace_back();
    hub.id = "hub";
    hub.title = "the hub";
    hub.canonical = {"hub/core.py"};
    ContractParameters contract;
    contract.bound = ContractBound::kExactly;
    contract.number = 1;
    AddRule("contract", contract);
    AddRule("ratio", RatioParameters());
    AddRule("together", TogetherParameters());
    CallParameters call;
    call.options.compare = {"strict"};
    AddRule("options", call);
    for (const char* path : {"app/a.py", "app/b.py", "hub/core.py", "lib/c.py"}) {
      paths_.emplace_back(path);
      for (uint32_t line = 1; line <= 3; ++line) AddSites(path, line);
    }
  }

  // The findings and counts, whatever the order in which the sites come.
  std::vector<std::string> Judge(std::mt19937* random) {
    const CompiledRules rules(set_);
    FileMatches matches;
    matches.sites = sites_;
    std::shuffle(matches.sites.begin(), matches.sites.end(), *random);
    TreePaths tree;
    for (const std::string& path : paths_) tree.paths.push_back(path);
    tree.is_reported = [](std::string_view) { return true; };
    JudgeSites(rules, rules.OfWholeTree(), tree, &matches);
    std::vector<std::string> all;
    for (const Finding& finding : matches.findings) {
      std::string text = Place(finding.rule_id, finding.path, finding.span.line) + finding.message;
      for (const RelatedLocation& related : finding.related) {
        text += Place("", related.path, related.span.line);
      }
      all.push_back(text);
    }
    for (const CountedMatch& counted : matches.counted) {
      all.push_back(Place(counted.rule_id, counted.path, counted.line));
    }
    return all;
  }

 private:
  static std::string Place(const std::string& rule, const std::string& path, uint32_t line) {
    return rule + " " + path + ":" + std::to_string(line) + " ";
  }

  void AddRule(const std::string& id, RuleParameters parameters) {
    Rule& rule = set_.rules.emplace_back();
    rule.id = rule.title = id;
    rule.authority = "hub";
    rule.message = "{detail}";
    rule.parameters = std::move(parameters);
  }

  void AddSites(const std::string& path, uint32_t line) {
    for (uint32_t rule = 0; rule < set_.rules.size(); ++rule) {
      Site& site = sites_.emplace_back();
      site.rule = rule;
      site.match.span = {line, 1, line, 9};
      site.match.symbol = path + std::to_string(line);
      site.match.side = line % 2;
      ResolvedArgument& strict = site.match.arguments.emplace_back();
      strict.name = "strict";
      strict.value = line == 2 ? "true" : "false";
      strict.is_known = true;
      site.finding.rule_id = set_.rules[rule].id;
      site.finding.path = path;
      site.finding.span = site.match.span;
    }
  }

  RuleSet set_;
  std::vector<Site> sites_;
  std::vector<std::string> paths_;
};

TEST_CASE("the order in which files were matched makes no difference") {
  WholeTree tree;
  std::mt19937 random(1);
  const std::vector<std::string> first = tree.Judge(&random);
  CHECK(first.size() > 20);
  for (int i = 0; i < 50; ++i) CHECK(tree.Judge(&random) == first);
}

}  // namespace
}  // namespace ssot
