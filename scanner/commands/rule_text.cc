#include "scanner/commands/rule_text.h"

#include <algorithm>
#include <string_view>
#include <variant>
#include <vector>

#include "reports/rule_text.h"
#include "scanner/commands/wording.h"
#include "scanner/model/finding.h"

namespace ssot {
namespace {

template <typename Enum, size_t count>
std::vector<std::string> Names(const std::vector<Enum>& values,
                               const std::string_view (&names)[count]) {
  std::vector<std::string> words;
  for (Enum value : values) words.emplace_back(names[static_cast<size_t>(value)]);
  return words;
}

// Double quotes take any text, whatever YAML would make of it bare.
std::string Quoted(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else if (static_cast<unsigned char>(c) < ' ') {
      quoted += {'\\', 'x', kDigits[c >> 4], kDigits[c & 15]};
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

// A rule file takes "${" for the beginning of a variable.
std::string WithoutVariables(std::string text) {
  for (size_t at = 0; (at = text.find("${", at)) != std::string::npos; at += 3)
    text.insert(at, 1, '$');
  return text;
}

bool IsPlainWord(std::string_view text) {
  static constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
  static constexpr std::string_view kReserved[] = {"true", "false", "null", "yes",
                                                   "no",   "on",    "off"};
  for (std::string_view word : kReserved) {
    if (text == word) return false;
  }
  return !text.empty() && text.front() != '-' &&
         text.find_first_not_of(kLetters) == std::string_view::npos;
}

std::string Scalar(std::string_view text) {
  return IsPlainWord(text) ? std::string(text) : Quoted(WithoutVariables(std::string(text)));
}

std::string Flow(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + Scalar(value);
  return "[" + text + "]";
}

// Lines of a YAML mapping; what is empty is left out.
class YamlLines {
 public:
  void Text(int depth, const std::string& key, std::string_view value) {
    if (value.empty()) return;
    const bool is_block = value.find('\n') != std::string_view::npos &&
                          value.find_first_of("\r\t\x7f") == std::string_view::npos &&
                          value.front() != ' ' && value.front() != '\n' && !value.ends_with("\n\n");
    if (!is_block) {
      Line(depth, key + ": " + Scalar(value));
      return;
    }
    Line(depth, key + (value.back() == '\n' ? ": |" : ": |-"));
    for (size_t begin = 0; begin < value.size();) {
      const size_t end = std::min(value.find('\n', begin), value.size());
      const std::string_view line = value.substr(begin, end - begin);
      if (line.empty()) {
        text_ += "\n";
      } else {
        Line(depth + 1, WithoutVariables(std::string(line)));
      }
      begin = end + 1;
    }
  }
  void List(int depth, const std::string& key, const std::vector<std::string>& values) {
    if (!values.empty()) Line(depth, key + ": " + Flow(values));
  }
  void Line(int depth, const std::string& line) {
    text_ += std::string(static_cast<size_t>(depth) * 2, ' ') + line + "\n";
  }
  std::string text() const { return text_; }

 private:
  std::string text_;
};

struct ParameterLines {
  YamlLines& yaml;
  int depth = 1;

  void operator()(const TextParameters& text) const {
    std::string patterns;
    for (const TextPattern& pattern : text.any) {
      patterns += patterns.empty() ? "" : ", ";
      patterns += pattern.is_regex ? "{regex: " + Scalar(pattern.text) + "}" : Scalar(pattern.text);
    }
    yaml.Line(depth, "any: [" + patterns + "]");
    yaml.List(depth, "requires", text.requires_text);
    yaml.List(depth, "skip_lines", text.skip_lines);
    if (text.ignore_case) yaml.Line(depth, "ignore_case: true");
    yaml.Line(depth, "unit: " + std::string(kTextUnitNames[static_cast<size_t>(text.unit)]));
    yaml.List(depth, "contexts", Names(text.contexts, kTextContextNames));
  }
  void operator()(const ImportParameters& import) const {
    yaml.List(depth, "modules", import.modules);
    yaml.List(depth, "names", import.names);
    yaml.List(depth, "allow_from", import.from_authority_paths);
    yaml.List(depth, "forms", Names(import.forms, kImportFormNames));
    if (!import.include_type_only) yaml.Line(depth, "type_only: false");
  }
  void operator()(const CallParameters& call) const {
    yaml.List(depth, "modules", call.modules);
    yaml.List(depth, "targets", call.targets);
    yaml.List(depth, "concepts", call.concepts);
    yaml.List(depth, "receivers", call.receivers);
    yaml.List(depth, "receiver_types", call.receiver_types);
    yaml.List(depth, "methods", call.methods);
    yaml.List(depth, "argument_from", call.argument_from);
    if (!call.arguments.values.empty()) {
      yaml.Line(depth, "arguments:");
      yaml.List(depth + 1, "names", call.arguments.names);
      yaml.List(depth + 1, "values", call.arguments.values);
    }
    if (!call.options.compare.empty() || !call.options.never.empty()) {
      yaml.Line(depth, "options:");
      yaml.List(depth + 1, "positions", call.options.positions);
      yaml.List(depth + 1, "compare", call.options.compare);
      yaml.List(depth + 1, "never", call.options.never);
    }
  }
  void operator()(const AccessParameters& access) const {
    yaml.List(depth, "names", access.names);
    yaml.List(depth, "of", Names(access.of, kAccessOfNames));
    yaml.List(depth, "modes", Names(access.modes, kAccessModeNames));
  }
  void operator()(const DefineParameters& define) const {
    yaml.List(depth, "names", define.names);
    yaml.List(depth, "concepts", define.concepts);
    yaml.List(depth, "what", Names(define.what, kDefinitionWhatNames));
    yaml.List(depth, "bases", define.bases);
    yaml.List(depth, "bodies", Names(define.bodies, kDefinitionBodyNames));
  }
  void operator()(const ContractParameters& contract) const {
    yaml.Line(depth, std::string(kContractBoundNames[static_cast<size_t>(contract.bound)]) + ": " +
                         std::to_string(contract.number));
    Match(contract.match);
    yaml.List(depth, "at", contract.at);
    const ContractExemptions& exempt = contract.exempt;
    if (exempt.paths.empty() && exempt.names.empty() && exempt.bodies.empty()) return;
    yaml.Line(depth, "exempt:");
    yaml.List(depth + 1, "paths", exempt.paths);
    yaml.List(depth + 1, "names", exempt.names);
    yaml.List(depth + 1, "bodies", Names(exempt.bodies, kDefinitionBodyNames));
  }
  void operator()(const TogetherParameters& together) const {
    yaml.Line(depth, "in: " + std::string(kTogetherInNames[static_cast<size_t>(together.in)]));
    Use("first", together.first);
    Use("second", together.second);
  }
  void operator()(const RatioParameters& ratio) const {
    Match(ratio.match);
    yaml.List(depth, "inside", ratio.inside);
    yaml.List(depth, "through", ratio.through);
  }

 private:
  static std::string_view KindOf(const DefineParameters&) { return "define"; }
  static std::string_view KindOf(const ImportParameters&) { return "import"; }
  static std::string_view KindOf(const CallParameters&) { return "call"; }
  static std::string_view KindOf(const AccessParameters&) { return "access"; }
  static std::string_view KindOf(const TextParameters&) { return "text"; }

  void Match(const MatchParameters& match) const {
    std::visit(
        [this](const auto& parameters) {
          yaml.Line(depth, std::string(KindOf(parameters)) + ":");
          ParameterLines{yaml, depth + 1}(parameters);
        },
        match);
  }
  void Use(const std::string& key, const UseParameters& use) const {
    yaml.Line(depth, key + ":");
    yaml.List(depth + 1, "names", use.names);
    yaml.List(depth + 1, "defined_in", use.defined_in);
  }
};

std::vector<std::string> LanguageNames(const std::vector<Language>& languages) {
  return Names(languages, kLanguageNames);
}

void AddExamples(YamlLines& yaml, const std::string& key, const std::vector<Example>& examples) {
  if (examples.empty()) return;
  yaml.Line(0, key + ":");
  for (const Example& example : examples) {
    yaml.Line(1, "- path: " + Quoted(example.path));
    yaml.Text(2, "code", example.code);
    if (!example.with.empty()) yaml.Line(2, "with:");
    for (const Example& file : example.with) {
      yaml.Line(3, "- path: " + Quoted(file.path));
      yaml.Text(4, "code", file.code);
    }
  }
}

constexpr size_t kMargin = 2;
constexpr size_t kWidth = 90;

// One section of `explain`.
void AddSection(std::string& text, const std::string& heading, std::string_view body) {
  if (body.empty()) return;
  text +=
      "\n" + heading + "\n" + std::string(kMargin, ' ') + WrapText(body, kMargin, kWidth) + "\n";
}

void AddFile(std::string& text, const std::string& heading, const Example& file) {
  text += "\n" + heading + " (" + file.path + ")\n";
  for (size_t begin = 0; begin < file.code.size();) {
    const size_t end = std::min(file.code.find('\n', begin), file.code.size());
    if (end > begin) text += std::string(kMargin, ' ') + file.code.substr(begin, end - begin);
    text += "\n";
    begin = end + 1;
  }
}

void AddCode(std::string& text, const std::string& heading, const std::vector<Example>& examples) {
  for (const Example& example : examples) {
    AddFile(text, heading, example);
    for (const Example& file : example.with) AddFile(text, "  beside it", file);
  }
}

// A rule speaks of its authority in placeholders.
std::string WhatToDo(const Rule& rule, const Authority* authority) {
  Report report;
  if (authority != nullptr) report.authorities.push_back(*authority);
  return GeneralRemediation(report, rule);
}

std::string Words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string DescribeAuthority(const Authority& authority) {
  std::string text = authority.title.empty() ? authority.id : authority.title;
  text += "\ncanonical: ";
  text += authority.canonical.empty()
              ? "not given; give it in .ssot.yaml, with the pack's variables"
              : Words(authority.canonical);
  if (!authority.facades.empty()) text += "\nways in: " + Words(authority.facades);
  if (!authority.home.empty()) text += "\nsilent in: " + Words(authority.home);
  return text;
}

std::string DescribeScope(const Rule& rule) {
  std::string text = rule.scope.include.empty() ? "every file" : Words(rule.scope.include);
  if (!rule.scope.exclude.empty()) text += "\nwithout: " + Words(rule.scope.exclude);
  if (!rule.languages.empty()) text += "\nlanguages: " + Words(LanguageNames(rule.languages));
  return text;
}

}  // namespace

std::string RuleAsYaml(const Rule& rule) {
  YamlLines yaml;
  yaml.Line(
      0, "# " + rule.source_path + ":" + std::to_string(rule.source_line) + ", pack " + rule.pack);
  yaml.Text(0, "id", rule.id);
  yaml.Text(0, "title", rule.title);
  yaml.Text(0, "severity", SeverityName(rule.severity));
  yaml.Text(0, "report", rule.report == RuleReport::kCount ? "count" : "findings");
  yaml.List(0, "languages", LanguageNames(rule.languages));
  if (!rule.scope.include.empty() || !rule.scope.exclude.empty()) yaml.Line(0, "scope:");
  yaml.List(1, "include", rule.scope.include);
  yaml.List(1, "exclude", rule.scope.exclude);
  yaml.Text(0, "authority", rule.authority);
  yaml.Line(0, std::string(kRuleKindNames[static_cast<size_t>(rule.kind())]) + ":");
  std::visit(ParameterLines{yaml}, rule.parameters);
  yaml.Text(0, "message", rule.message);
  yaml.Text(0, "what", rule.what);
  yaml.Text(0, "why", rule.why);
  yaml.Text(0, "remediation", rule.remediation);
  AddExamples(yaml, "bad", rule.bad);
  AddExamples(yaml, "good", rule.good);
  yaml.Text(0, "phase", rule.phase);
  yaml.Text(0, "priority", rule.priority);
  std::string weaknesses;
  for (uint32_t cwe : rule.cwe)
    weaknesses += (weaknesses.empty() ? "" : ", ") + std::to_string(cwe);
  if (!weaknesses.empty()) yaml.Line(0, "cwe: [" + weaknesses + "]");
  yaml.List(0, "tags", rule.tags);
  return yaml.text();
}

std::string RuleExplained(const Rule& rule, const Authority* authority) {
  std::string text = rule.id + ": " + rule.title + "\n";
  text += std::string(SeverityName(rule.severity)) + ", " +
          std::string(kRuleKindNames[static_cast<size_t>(rule.kind())]) + " rule of pack " +
          rule.pack + (rule.report == RuleReport::kCount ? ", counted and not reported" : "") +
          "\n";
  AddSection(text, "What it finds", rule.what);
  AddSection(text, "Why it matters", rule.why);
  AddCode(text, "Bad", rule.bad);
  AddCode(text, "Good", rule.good);
  AddSection(text, "What to do instead", WhatToDo(rule, authority));
  if (authority != nullptr) AddSection(text, "Authority", DescribeAuthority(*authority));
  AddSection(text, "Where it looks", DescribeScope(rule));
  std::string weaknesses;
  for (uint32_t cwe : rule.cwe) {
    weaknesses += "https://cwe.mitre.org/data/definitions/" + std::to_string(cwe) + ".html\n";
  }
  AddSection(text, "See also", weaknesses);
  return text;
}

}  // namespace ssot
