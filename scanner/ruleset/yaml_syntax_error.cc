#include "scanner/ruleset/yaml_syntax_error.h"

namespace ssot {

std::string ExplainSyntaxError(std::string_view message) {
  struct Translation {
    std::string_view theirs;
    std::string_view ours;
  };
  static constexpr Translation kTranslations[] = {
      {"end of map not found", "this line does not fit the map above it; check its indentation"},
      {"end of map flow not found", "a ',' or '}' is missing here, in a map that begins with '{'"},
      {"end of sequence not found",
       "this line does not fit the list above it; check its indentation"},
      {"end of sequence flow not found",
       "a ',' or ']' is missing here, in a list that begins with '['"},
      {"illegal tab when looking for indentation", "a tab is used for indentation; use spaces"},
      {"illegal flow end", "there is no '[' or '{' that this bracket closes"},
      {"illegal block entry", "a list item ('- ') cannot stand here"},
      {"illegal map key", "a key cannot stand here; check the indentation"},
      {"illegal map value", "a ':' cannot stand here; put text that contains ': ' in quotes"},
      {"illegal EOF in scalar", "a quoted text is not closed before the end of the file"},
      {"illegal document indicator in scalar", "a quoted text is not closed before '---' or '...'"},
      {"unknown token", "text cannot begin with this character; put it in quotes"},
      {"the referenced anchor is not defined",
       "'*' begins an alias, and no anchor of that name stands above; put text in quotes"},
      {"alias not found after *", "'*' begins an alias; put text that begins with '*' in quotes"},
      {"anchor not found after &", "'&' begins an anchor; put text that begins with '&' in quotes"},
      {"illegal character found while scanning alias",
       "'*' begins an alias; put text that begins with '*' in quotes"},
      {"illegal character found while scanning anchor",
       "'&' begins an anchor; put text that begins with '&' in quotes"},
  };
  for (const Translation& translation : kTranslations) {
    if (message == translation.theirs) return "not valid YAML: " + std::string(translation.ours);
  }
  if (message.starts_with("unknown escape character: ")) {
    return "not valid YAML: unknown escape '\\" + std::string(message.substr(26)) +
           "'; write '\\\\' for a backslash, or use single quotes";
  }
  return "not valid YAML: " + std::string(message);
}

}  // namespace ssot
