#include "reports/sarif_rules.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "reports/cwe.h"
#include "reports/rule_text.h"
#include "reports/utf8.h"

namespace ssot {
namespace {

constexpr size_t kMaxDescription = 1024;  // GitHub's limit, in characters
constexpr size_t kMaxTags = 10;           // GitHub's limit

std::string Cut(std::string_view text, size_t max_code_points) {
  size_t offset = 0;
  for (size_t count = 0; offset < text.size(); ++count) {
    if (count == max_code_points) return std::string(text.substr(0, offset));
    offset += DecodeUtf8(text.substr(offset)).bytes;
  }
  return std::string(text);
}

// jwt-import is JwtImport.
std::string PascalCase(std::string_view id) {
  std::string name;
  bool starts_word = true;
  for (const char c : id) {
    if (c == '-') {
      starts_word = true;
      continue;
    }
    name += starts_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    starts_word = false;
  }
  return name;
}

std::string CodeFence(std::string_view code) {
  size_t longest = 0;
  size_t run = 0;
  for (const char c : code) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max<size_t>(3, longest + 1), '`');
}

std::string WithLineEnd(std::string code) {
  if (code.empty() || code.back() != '\n') code += '\n';
  return code;
}

void AddParagraph(const std::string& heading, const std::string& text, std::string* markdown) {
  if (text.empty()) return;
  if (!markdown->empty()) *markdown += "\n\n";
  if (!heading.empty()) *markdown += "## " + heading + "\n\n";
  *markdown += text;
}

std::string ExampleMarkdown(const Example& example) {
  const std::string fence = CodeFence(example.code);
  const std::string language =
      example.language == Language::kOther ? "" : std::string(LanguageName(example.language));
  std::string markdown = example.path.empty() ? "" : "In `" + example.path + "`:\n\n";
  return markdown + fence + language + "\n" + WithLineEnd(example.code) + fence;
}

std::string HelpMarkdown(const Rule& rule, const std::string& remediation) {
  std::string markdown;
  AddParagraph("", rule.what, &markdown);
  AddParagraph("Why", rule.why, &markdown);
  AddParagraph("What to do", remediation, &markdown);
  for (const Example& example : rule.bad) AddParagraph("Bad", ExampleMarkdown(example), &markdown);
  for (const Example& example : rule.good) {
    AddParagraph("Good", ExampleMarkdown(example), &markdown);
  }
  return markdown.empty() ? rule.title : markdown;
}

void AddTextParagraph(const std::string& label, const std::string& text, std::string* help) {
  if (text.empty()) return;
  if (!help->empty()) *help += "\n\n";
  *help += label + text;
}

std::string HelpText(const Rule& rule, const std::string& remediation) {
  std::string help;
  AddTextParagraph("", rule.what, &help);
  AddTextParagraph("Why: ", rule.why, &help);
  AddTextParagraph("What to do: ", remediation, &help);
  for (const Example& example : rule.bad) AddTextParagraph("Bad:\n", example.code, &help);
  for (const Example& example : rule.good) AddTextParagraph("Good:\n", example.code, &help);
  return help.empty() ? rule.title : help;
}

std::string FullDescription(const Rule& rule) {
  std::string text = rule.what.empty() ? Sentence(rule.title) : Sentence(rule.what);
  if (!rule.why.empty()) text += " " + Sentence(rule.why);
  return Cut(text, kMaxDescription);
}

// The highest of its weaknesses; empty when none is one of security.
std::string_view SecuritySeverity(const Rule& rule) {
  std::string_view highest;
  for (const uint32_t id : rule.cwe) {
    const std::string_view severity = CweSecuritySeverity(id);
    if (severity > highest) highest = severity;  // all are D.D
  }
  return highest;
}

std::string CweTag(uint32_t id) {
  char tag[40];
  std::snprintf(tag, sizeof(tag), "external/cwe/cwe-%03u", id);
  return tag;
}

Json TagsJson(const Rule& rule) {
  std::vector<std::string> candidates = {SecuritySeverity(rule).empty() ? "maintainability"
                                                                        : "security"};
  for (const uint32_t id : rule.cwe) candidates.push_back(CweTag(id));
  candidates.insert(candidates.end(), rule.tags.begin(), rule.tags.end());
  Json tags = Json::array();
  for (const std::string& tag : candidates) {
    const bool is_new = std::find(tags.begin(), tags.end(), Json(tag)) == tags.end();
    if (is_new && tags.size() < kMaxTags) tags.push_back(tag);
  }
  return tags;
}

// Facts follow names; text only looks like one.
const char* Precision(const Rule& rule) {
  return rule.kind() == RuleKind::kText ? "medium" : "high";
}

std::string_view ProblemSeverity(Severity severity) {
  return severity == Severity::kNote ? "recommendation" : SeverityName(severity);
}

Json PropertiesJson(const Rule& rule) {
  Json properties = {{"tags", TagsJson(rule)},
                     {"precision", Precision(rule)},
                     {"problem.severity", ProblemSeverity(rule.severity)}};
  const std::string_view security_severity = SecuritySeverity(rule);
  if (!security_severity.empty()) properties["security-severity"] = security_severity;
  if (!rule.pack.empty()) properties["pack"] = rule.pack;
  if (!rule.phase.empty()) properties["phase"] = rule.phase;
  if (!rule.priority.empty()) properties["priority"] = rule.priority;
  return properties;
}

Json RelationshipsJson(const Rule& rule, const SarifCatalog& catalog) {
  Json relationships = Json::array();
  for (const uint32_t id : rule.cwe) {
    const auto found = std::find(catalog.weaknesses.begin(), catalog.weaknesses.end(), id);
    Json target = {{"id", std::to_string(id)},
                   {"index", found - catalog.weaknesses.begin()},
                   {"toolComponent", {{"name", "CWE"}, {"index", 0}}}};
    relationships.push_back({{"target", target}, {"kinds", Json::array({"relevant"})}});
  }
  return relationships;
}

Json RuleJson(const Report& report, const Rule& rule, const SarifCatalog& catalog) {
  const std::string remediation = GeneralRemediation(report, rule);
  Json json = {
      {"id", rule.id},
      {"name", PascalCase(rule.id)},
      {"shortDescription", {{"text", Cut(Sentence(rule.title), kMaxDescription)}}},
      {"fullDescription", {{"text", FullDescription(rule)}}},
      {"help",
       {{"text", HelpText(rule, remediation)}, {"markdown", HelpMarkdown(rule, remediation)}}}};
  if (!rule.cwe.empty()) json["helpUri"] = CweUri(rule.cwe.front());
  json["defaultConfiguration"] = {{"level", SeverityName(rule.severity)}};
  if (!rule.cwe.empty()) json["relationships"] = RelationshipsJson(rule, catalog);
  json["properties"] = PropertiesJson(rule);
  return json;
}

}  // namespace

SarifCatalog MakeSarifCatalog(std::vector<const Rule*> rules) {
  SarifCatalog catalog;
  catalog.rules = std::move(rules);
  std::set<uint32_t> weaknesses;
  for (const Rule* rule : catalog.rules) {
    catalog.rule_indices.emplace(rule->id, catalog.rule_indices.size());
    weaknesses.insert(rule->cwe.begin(), rule->cwe.end());
  }
  catalog.weaknesses.assign(weaknesses.begin(), weaknesses.end());
  return catalog;
}

Json SarifRulesJson(const Report& report, const SarifCatalog& catalog) {
  Json rules = Json::array();
  for (const Rule* rule : catalog.rules) rules.push_back(RuleJson(report, *rule, catalog));
  return rules;
}

Json SarifTaxonomiesJson(const SarifCatalog& catalog) {
  Json taxa = Json::array();
  for (const uint32_t id : catalog.weaknesses) {
    const std::string_view name = CweName(id);
    Json taxon = {{"id", std::to_string(id)}};
    if (!name.empty()) taxon["name"] = name;
    taxon["shortDescription"] = {
        {"text", Sentence(name.empty() ? "CWE-" + std::to_string(id) : std::string(name))}};
    taxon["helpUri"] = CweUri(id);
    taxa.push_back(std::move(taxon));
  }
  return Json::array({{{"name", "CWE"},
                       {"organization", "MITRE"},
                       {"shortDescription", {{"text", "The MITRE Common Weakness Enumeration."}}},
                       {"informationUri", "https://cwe.mitre.org/"},
                       {"isComprehensive", false},
                       {"taxa", taxa}}});
}

std::string Sentence(std::string text) {
  const size_t end = text.find_last_not_of(" \t\r\n");
  text.resize(end == std::string::npos ? 0 : end + 1);
  if (!text.empty() && std::string_view(".!?").find(text.back()) == std::string_view::npos) {
    text += '.';
  }
  return text;
}

}  // namespace ssot
