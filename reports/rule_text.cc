#include "reports/rule_text.h"

#include <algorithm>
#include <map>

namespace ssot {
namespace {

using Placeholders = std::map<std::string_view, std::string>;

// `{{` and `}}` are literal braces.
std::string FillIn(std::string_view text, const Placeholders& placeholders) {
  std::string filled;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_doubled = i + 1 < text.size() && text[i] == text[i + 1];
    if ((text[i] == '{' || text[i] == '}') && is_doubled) {
      filled += text[i++];
      continue;
    }
    const size_t close = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      filled += text[i];
      continue;
    }
    const auto known = placeholders.find(text.substr(i + 1, close - i - 1));
    filled += known == placeholders.end() ? text.substr(i, close + 1 - i) : known->second;
    i = close;
  }
  return filled;
}

std::string FirstOr(const std::vector<std::string>& list, const std::string& fallback) {
  return list.empty() ? fallback : list.front();
}

void AddAuthority(const Report& report, const std::string& id, Placeholders* placeholders) {
  const auto found = std::find_if(report.authorities.begin(), report.authorities.end(),
                                  [&id](const Authority& authority) { return authority.id == id; });
  if (found == report.authorities.end()) return;
  const std::string canonical = FirstOr(found->canonical, found->title);
  (*placeholders)["authority"] = found->title;
  (*placeholders)["canonical"] = canonical;
  (*placeholders)["facade"] = FirstOr(found->facades, canonical);
}

}  // namespace

const Rule* FindRule(const Report& report, std::string_view id) {
  const auto found = std::find_if(report.rules.begin(), report.rules.end(),
                                  [id](const Rule& rule) { return rule.id == id; });
  return found == report.rules.end() ? nullptr : &*found;
}

std::string Remediation(const Report& report, const Rule& rule, const Finding& finding) {
  const size_t dot = finding.symbol.find_last_of(".:");  // a.b, and a::b
  const bool is_dotted = dot != std::string::npos;
  Placeholders placeholders = {
      {"symbol", finding.symbol},
      {"target", finding.symbol},
      {"name", is_dotted ? finding.symbol.substr(dot + 1) : finding.symbol},
      {"module", is_dotted
                     ? finding.symbol.substr(0, finding.symbol.find_last_not_of(".:", dot) + 1)
                     : finding.symbol},
      {"enclosing", finding.enclosing},
      {"path", finding.path},
  };
  AddAuthority(report, rule.authority, &placeholders);
  return FillIn(rule.remediation, placeholders);
}

std::string GeneralRemediation(const Report& report, const Rule& rule) {
  Placeholders placeholders = {{"symbol", "SYMBOL"}, {"target", "TARGET"},      {"name", "NAME"},
                               {"module", "MODULE"}, {"enclosing", "FUNCTION"}, {"path", "PATH"}};
  AddAuthority(report, rule.authority, &placeholders);
  return FillIn(rule.remediation, placeholders);
}

}  // namespace ssot
