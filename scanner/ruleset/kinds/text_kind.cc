#include <re2/re2.h>

#include <algorithm>

#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {
namespace {

// In the order of TextUnit and of TextContext.
constexpr std::string_view kUnits[] = {"files", "lines", "matches", "pairs", "file-patterns"};
constexpr std::string_view kContexts[] = {"code", "comment", "string", "docstring"};

// Empty when the pattern can be looked for in a line; else why not.
std::string WhyNoPattern(const TextPattern& pattern) {
  if (pattern.text.empty()) return "a text to look for must not be empty";
  if (!pattern.is_regex) {
    const bool has_line_end = pattern.text.find_first_of("\r\n") != std::string::npos;
    return has_line_end ? "a text to look for must not contain a line end" : "";
  }
  std::string error;
  if (!IsRegex(pattern.text, &error)) return error;
  const bool matches_nothing = RE2::FullMatch("", RE2(pattern.text, RE2::Quiet));
  return matches_nothing ? "the regular expression '" + pattern.text +
                               "' matches the empty text, so it would match everywhere"
                         : "";
}

bool Contains(const std::vector<TextPattern>& patterns, const TextPattern& pattern) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const TextPattern& other) {
    return other.text == pattern.text && other.is_regex == pattern.is_regex;
  });
}

void AddPattern(const YamlValue& item, FieldReader* reader, std::vector<TextPattern>* patterns) {
  const bool is_regex = item.type == YamlType::kMap;
  const YamlValue* text = is_regex ? item.Find("regex") : &item;
  for (TextItem& expanded : TextItems(text)) {
    for (TextItem& filled : reader->Expand(expanded)) {
      TextPattern pattern{std::move(filled.text), is_regex};
      std::string reason = WhyNoPattern(pattern);
      if (Contains(*patterns, pattern)) {
        reason = "'" + pattern.text + "' is given twice, so it would count twice";
      }
      if (!reason.empty() && !text->text.empty()) reader->Complain(filled.place, reason);
      patterns->push_back(std::move(pattern));
    }
  }
}

RuleParameters Read(const YamlValue& map, FieldReader* reader) {
  TextParameters parameters;
  if (const YamlValue* any = map.Find("any"); any != nullptr) {
    for (const YamlValue* item : any->items) AddPattern(*item, reader, &parameters.any);
  }
  parameters.requires_text = reader->Texts(map, "requires");
  parameters.skip_lines = reader->Regexes(map, "skip_lines");
  parameters.ignore_case = reader->Boolean(map, "ignore_case", false);
  parameters.unit = reader->EnumOr(map, "unit", kUnits, TextUnit::kMatches);
  parameters.contexts = reader->Enums<TextContext>(map, "contexts", kContexts);
  return parameters;
}

}  // namespace

template <>
KindReader ReaderFor<TextParameters>(std::string_view key) {
  static const Shape kPattern{.types = kStringBit | kMapBit,
                              .is_filled = true,
                              .fields = {{"regex", &kTextShape, true}},
                              .noun = "a pattern"};
  static const Shape kPatterns{.types = kListBit, .is_filled = true, .item = &kPattern};
  static const Shape kUnit = OneOf({std::begin(kUnits), std::end(kUnits)});
  static const Shape kContext = OneOf({std::begin(kContexts), std::end(kContexts)});
  static const Shape kContextList = ListOf(kContext);
  static const Shape kShape{.types = kMapBit,
                            .fields = {{"any", &kPatterns, true},
                                       {"requires", &kTextsShape},
                                       {"skip_lines", &kTextsShape},
                                       {"ignore_case", &kBooleanShape},
                                       {"unit", &kUnit},
                                       {"contexts", &kContextList}},
                            .noun = "'text'"};
  return {key, &kShape, Read};
}

}  // namespace ssot
