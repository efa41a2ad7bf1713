// Calls that resolve to given functions.
#include <algorithm>
#include <string_view>

#include "scanner/matching/concept_patterns.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/rule_matcher.h"

namespace ssot {
namespace {

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// `websocket` of `self.websocket.send`; empty for `send` and for `sockets[0].send`.
std::string_view ReceiverName(std::string_view callee) {
  const size_t dot = callee.rfind('.');
  if (dot == callee.npos) return {};
  size_t begin = dot;
  while (begin > 0 && IsNameByte(callee[begin - 1])) --begin;
  return callee.substr(begin, dot - begin);
}

class CallRule {
 public:
  explicit CallRule(const CallParameters& rule)
      : modules_(rule.modules),
        targets_(rule.targets),
        concepts_(rule.concepts),
        receivers_(rule.receivers),
        receiver_types_(rule.receiver_types),
        methods_(rule.methods) {}

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (const ResolvedCall& call : file.resolved.calls) {
      if (Finds(call)) matches->push_back(ToMatch(call));
    }
  }

 private:
  bool Finds(const ResolvedCall& call) const {
    if (!call.target.empty() && (modules_.Cover(call.target) || targets_.Match(call.target))) {
      return true;
    }
    return FindsConcept(call) || FindsMethod(call);
  }

  bool FindsConcept(const ResolvedCall& call) const {
    return concepts_.Match(LastPart(call.callee)) ||
           (!call.target_name.empty() && concepts_.Match(LastPart(call.target_name)));
  }

  bool FindsMethod(const ResolvedCall& call) const {
    const std::string_view method = LastPart(call.callee);
    if (std::find(methods_.begin(), methods_.end(), method) == methods_.end()) return false;
    if (!call.receiver_type.empty() && receiver_types_.Match(call.receiver_type)) return true;
    const std::string_view receiver = ReceiverName(call.callee);
    return !receiver.empty() && receivers_.Match(receiver);
  }

  static Match ToMatch(const ResolvedCall& call) {
    Match match;
    match.span = call.fact->span;
    match.scope = call.fact->scope;
    match.resolution = call.resolution;
    match.symbol = call.target.empty() ? call.callee : call.target;
    match.name = LastPart(call.callee);
    match.module = call.target_module;
    match.target = match.symbol;
    return match;
  }

  NamePatterns modules_;
  NamePatterns targets_;
  ConceptPatterns concepts_;
  NamePatterns receivers_;
  NamePatterns receiver_types_;
  std::vector<std::string> methods_;
};

}  // namespace

MatchFunction CompileKind(const CallParameters& rule, const Authority* /*authority*/) {
  return [compiled = CallRule(rule)](const FileView& file, std::vector<Match>* matches) {
    compiled.MatchFile(file, matches);
  };
}

}  // namespace ssot
