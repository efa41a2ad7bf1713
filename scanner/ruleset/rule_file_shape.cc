#include "scanner/ruleset/rule_file_shape.h"

#include "scanner/model/rule.h"
#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

const Shape kIntegers = ListOf(kIntegerShape);

const Shape kScopeFields{.types = kMapBit,
                         .fields = {{"include", &kTextsShape}, {"exclude", &kTextsShape}},
                         .noun = "a scope"};
const Shape kScopeOrName{.types = kStringBit | kMapBit,
                         .is_filled = true,
                         .fields = kScopeFields.fields,
                         .noun = "a scope"};
const Shape kScopes{.types = kMapBit, .keys_are_ids = true, .each = &kScopeFields};

const Shape kVariable{.types = kMapBit,
                      .fields = {{"description", &kAnyTextShape}, {"default", &kTextOrTextsShape}},
                      .noun = "a variable"};
const Shape kVariables{.types = kMapBit, .each = &kVariable};

const Shape kAuthority{.types = kMapBit,
                       .fields = {{"title", &kTextShape, true},
                                  {"canonical", &kTextOrTextsShape, true},
                                  {"facades", &kTextsShape},
                                  {"home", &kTextsShape},
                                  {"clients", &kTextsShape}},
                       .noun = "an authority"};
const Shape kAuthorities{.types = kMapBit, .keys_are_ids = true, .each = &kAuthority};

const Shape kValues{.types = kMapBit, .each = &kTextOrTextsShape};
const Shape kExtension{.types = kMapBit,
                       .fields = {{"variables", &kValues}, {"scopes", &kScopes}},
                       .noun = "an extension"};
const Shape kExtensions{.types = kMapBit, .keys_are_ids = true, .each = &kExtension};

const Shape kFile{.types = kMapBit,
                  .fields = {{"path", &kTextShape, true}, {"code", &kTextShape, true}},
                  .noun = "a file of an example"};
const Shape kFiles = ListOf(kFile);
const Shape kExample{
    .types = kMapBit,
    .fields = {{"path", &kTextShape, true}, {"code", &kTextShape, true}, {"with", &kFiles}},
    .noun = "an example"};
const Shape kExamples = ListOf(kExample);
const Shape kSomeExamples{.types = kListBit, .is_filled = true, .item = &kExample};

const Shape kSeverity = OneOf({"error", "warning", "note"});
const Shape kReport = OneOf({"findings", "count"});
const Shape kLanguage = OneOf({std::begin(kLanguageNames), std::end(kLanguageNames)});
const Shape kLanguages = ListOf(kLanguage);

const Shape kPart{.types = kMapBit,
                  .fields = {{"id", &kTextShape, true},
                             {"rules", &kTextsShape},
                             {"text_rules", &kTextsShape},
                             {"patterns", &kTextsShape}},
                  .noun = "a part"};
const Shape kParts = ListOf(kPart);
const Shape kRowUnit = OneOf({std::begin(kRowUnitNames), std::end(kRowUnitNames)});
const Shape kRow{.types = kMapBit,
                 .fields = {{"id", &kIdShape, true},
                            {"title", &kTextShape, true},
                            {"unit", &kRowUnit, true},
                            {"scope", &kScopeOrName},
                            {"rules", &kTextsShape},
                            {"text_rules", &kTextsShape},
                            {"parts", &kParts},
                            {"recorded", &kNumberShape},
                            {"recorded_files", &kNumberShape},
                            {"target", &kNumberShape},
                            {"ratchet", &kBooleanShape},
                            {"document", &kTextOrNumberShape},
                            {"phase", &kTextOrNumberShape},
                            {"priority", &kTextOrNumberShape},
                            {"check", &kTextShape}},
                 .noun = "an inventory row"};
const Shape kRows = ListOf(kRow);

Shape MakeRuleShape() {
  Shape rule{.types = kMapBit,
             .fields = {{"id", &kIdShape, true},
                        {"title", &kTextShape, true},
                        {"severity", &kSeverity},
                        {"report", &kReport},
                        {"languages", &kLanguages},
                        {"scope", &kScopeOrName},
                        {"authority", &kTextShape},
                        {"message", &kTextShape},
                        {"what", &kTextShape},
                        {"why", &kTextShape},
                        {"remediation", &kTextShape},
                        {"bad", &kSomeExamples, true},
                        {"good", &kExamples},
                        {"phase", &kTextOrNumberShape},
                        {"priority", &kTextOrNumberShape},
                        {"cwe", &kIntegers},
                        {"tags", &kTextsShape}},
             .noun = "a rule"};
  for (const KindReader& kind : KindReaders()) rule.fields.push_back({kind.key, kind.shape});
  return rule;
}

}  // namespace

const Shape& RuleShape() {
  static const Shape kRule = MakeRuleShape();
  return kRule;
}

const Shape& RuleFileShape() {
  static const Shape kRules = ListOf(RuleShape());
  static const Shape kFile{.types = kMapBit,
                           .fields = {{"pack", &kIdShape, true},
                                      {"title", &kTextShape},
                                      {"description", &kTextShape},
                                      {"extends", &kExtensions},
                                      {"variables", &kVariables},
                                      {"authorities", &kAuthorities},
                                      {"scopes", &kScopes},
                                      {"rules", &kRules},
                                      {"inventory", &kRows},
                                      {"$schema", &kTextShape}},
                           .noun = "a rule file"};
  return kFile;
}

}  // namespace ssot
