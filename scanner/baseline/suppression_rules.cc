#include "scanner/baseline/suppressions.h"

namespace ssot {
namespace {

Rule MakeRule(std::string_view id, Severity severity, const char* title, const char* what,
              const char* why, const char* remediation) {
  Rule rule;
  rule.id = id;
  rule.pack = "ssot";
  rule.title = title;
  rule.severity = severity;
  rule.message = title;
  rule.what = what;
  rule.why = why;
  rule.remediation = remediation;
  rule.tags = {"suppression"};
  return rule;
}

}  // namespace

const std::vector<Rule>& SuppressionRules() {
  static const std::vector<Rule> rules = {
      MakeRule(kInvalidSuppression, Severity::kWarning, "Directive without effect",
               "A comment begins with ssot-ignore or ssot-ignore-file and is not of the form "
               "'ssot-ignore: rule-id[, rule-id] -- reason'.",
               "Whoever wrote it believes that a finding is accepted; it is not.",
               "Name the rules, separated by commas, and give the reason behind ' -- '."),
      MakeRule(kUnusedSuppression, Severity::kNote, "Directive that suppresses nothing",
               "A directive names a rule that finds nothing where the directive stands.",
               "It outlived the debt that it accepted, and would hide the next one.",
               "Remove the directive, or the rule's id from it."),
  };
  return rules;
}

}  // namespace ssot
