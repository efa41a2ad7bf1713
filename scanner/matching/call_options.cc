#include "scanner/matching/call_options.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "scanner/glob/glob.h"

namespace ssot {
namespace {

constexpr size_t kMostRelated = 3;

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

// "a, b" holds b.
bool Holds(std::string_view values, std::string_view wanted) {
  for (size_t begin = 0; begin <= values.size();) {
    const size_t end = std::min(values.find(", ", begin), values.size());
    if (Lower(values.substr(begin, end - begin)) == wanted) return true;
    begin = end + 2;
  }
  return false;
}

// What the authority's calls give one option.
struct Known {
  std::set<std::string> values;
  bool is_left_out = false;  // by one of them
  bool is_open = false;      // one of them gives a value that is not known
};

std::string Listed(const std::set<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : " or ") + value;
  return text;
}

class OptionRule {
 public:
  OptionRule(const CallOptions& options, const Authority* authority) : options_(options) {
    std::vector<std::string> own;
    if (authority != nullptr) {
      for (const auto* globs : {&authority->canonical, &authority->facades, &authority->home}) {
        own.insert(own.end(), globs->begin(), globs->end());
      }
    }
    std::string error;  // the loader has reported it
    GlobSet::Compile(own, &own_, &error);
  }

  Judgement Judge(const std::vector<Site>& sites) const {
    Judgement judgement;
    std::vector<const Site*> others;
    for (const Site& site : sites) {
      const bool is_own = own_.Matches(site.finding.path);
      (is_own ? judgement.inside : others).push_back(&site);
    }
    for (const Site* site : others) {
      Verdict verdict;
      verdict.site = site;
      const bool differs = AddDifferences(*site, judgement.inside, &verdict.detail);
      if (verdict.detail.empty()) continue;
      for (const Site* own : judgement.inside) {
        if (!differs || verdict.related.size() == kMostRelated) break;
        verdict.related.push_back(
            {own->finding.path, own->finding.span, "the authority's own: " + own->match.symbol});
      }
      judgement.wrong.push_back(std::move(verdict));
    }
    return judgement;
  }

 private:
  // Null: the call does not give it.
  const ResolvedArgument* Find(const Site& site, std::string_view option) const {
    for (const ResolvedArgument& argument : site.match.arguments) {
      if (NameOf(argument) == option) return &argument;
    }
    return nullptr;
  }

  std::string_view NameOf(const ResolvedArgument& argument) const {
    if (!argument.name.empty()) return argument.name;
    const bool has_name = argument.position < options_.positions.size();
    return has_name ? std::string_view(options_.positions[argument.position]) : std::string_view();
  }

  // An unpacked argument may give any option.
  static bool MayGive(const Site& site) {
    const auto& arguments = site.match.arguments;
    return std::any_of(arguments.begin(), arguments.end(),
                       [](const ResolvedArgument& argument) { return argument.is_unpacked(); });
  }

  Known KnownOf(std::string_view option, const std::vector<const Site*>& own) const {
    Known known;
    for (const Site* site : own) {
      const ResolvedArgument* argument = Find(*site, option);
      if (argument == nullptr) {
        (MayGive(*site) ? known.is_open : known.is_left_out) = true;
      } else if (argument->is_known) {
        known.values.insert(argument->value);
      } else {
        known.is_open = true;
      }
    }
    return known;
  }

  // True when the authority's calls have something else.
  bool AddDifferences(const Site& site, const std::vector<const Site*>& own,
                      std::string* text) const {
    const auto add = [text](const std::string& difference) {
      *text += (text->empty() ? "" : "; ") + difference;
    };
    std::set<std::string_view> told;
    for (const std::string& never : options_.never) {
      const std::string_view option = std::string_view(never).substr(0, never.find('='));
      const ResolvedArgument* argument = Find(site, option);
      if (argument == nullptr || !argument->is_known || told.contains(option)) continue;
      if (!Holds(argument->value, Lower(std::string_view(never).substr(option.size() + 1)))) {
        continue;
      }
      told.insert(option);
      add(std::string(option) + " is " + argument->value);
    }
    if (own.empty()) return false;
    bool differs = false;
    for (const std::string& option : options_.compare) {
      const ResolvedArgument* argument = Find(site, option);
      if (told.contains(option) || (argument == nullptr && MayGive(site))) continue;
      const std::string difference = Difference(option, argument, KnownOf(option, own));
      if (difference.empty()) continue;
      differs = true;
      add(difference);
    }
    return differs;
  }

  static std::string Difference(const std::string& option, const ResolvedArgument* argument,
                                const Known& known) {
    const bool is_given = !known.values.empty() || known.is_open;
    if (argument == nullptr) {
      if (known.is_left_out || !is_given) return "";
      return "no " + option + (known.values.empty() ? "" : " instead of " + Listed(known.values));
    }
    if (!argument->is_known || known.is_open || known.values.contains(argument->value)) return "";
    return option + " " + argument->value +
           (known.values.empty() ? ", which it leaves out" : " instead of " + Listed(known.values));
  }

  CallOptions options_;
  GlobSet own_;
};

}  // namespace

std::function<Judgement(const TreePaths& tree, const std::vector<Site>& sites)> CompileCallOptions(
    const CallOptions& options, const Authority* authority) {
  const auto rule = std::make_shared<const OptionRule>(options, authority);
  return [rule](const TreePaths&, const std::vector<Site>& sites) { return rule->Judge(sites); };
}

}  // namespace ssot
