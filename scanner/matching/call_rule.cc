// Calls that resolve to given functions. What goes by the name alone may be the authority's own: to
// call that is what everybody should do.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/glob/glob.h"
#include "scanner/matching/call_options.h"
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
  CallRule(const CallParameters& rule, const Authority* authority)
      : own_(OwnFiles(authority)),
        modules_(rule.modules),
        targets_(rule.targets),
        concepts_(rule.concepts),
        receivers_(rule.receivers),
        receiver_types_(rule.receiver_types),
        methods_(rule.methods),
        argument_from_(rule.argument_from),
        needs_arguments_(!rule.argument_from.empty()),
        arguments_(rule.arguments) {}

  // Both false only for calls that the rule does not find. `name` is the callee's last name as
  // written.
  bool MayFindTarget(std::string_view target) const {
    return FindsTarget(target) || concepts_.Match(LastPart(target));
  }
  bool MayFindName(std::string_view name) const { return IsMethod(name) || concepts_.Match(name); }

  NamePieces TargetPieces() const { return modules_.Pieces(); }
  NamePieces LastNamePieces() const {
    NamePieces pieces = concepts_.Pieces();
    pieces.Add(targets_.LastPieces());
    for (const std::string& method : methods_) pieces.Add(method);
    return pieces;
  }

  bool Concerns(std::string_view word) const {
    return modules_.MayHold(word) || targets_.MayEndIn(word) || IsMethod(word) ||
           concepts_.Match(word);
  }

  bool needs_arguments() const { return needs_arguments_; }

  // Whether this argument is what makes the rule find a call.
  bool IsWanted(const ResolvedArgument& argument) const {
    const auto is_in = [](const std::vector<std::string>& list, const std::string& text) {
      return std::find(list.begin(), list.end(), text) != list.end();
    };
    const bool has_name =
        argument.name.empty() || arguments_.names.empty() || is_in(arguments_.names, argument.name);
    return has_name && argument.is_known && is_in(arguments_.values, argument.value);
  }

  void MatchFile(const FileView& file, std::vector<Match>* matches) const {
    for (const ResolvedCall& call : file.resolved.calls) {
      if (Finds(call, file) && HasArgument(call)) matches->push_back(ToMatch(call, file));
    }
  }

 private:
  static GlobSet OwnFiles(const Authority* authority) {
    GlobSet files;
    if (authority == nullptr) return files;
    std::vector<std::string> globs;
    for (const auto* part : {&authority->canonical, &authority->facades, &authority->home}) {
      globs.insert(globs.end(), part->begin(), part->end());
    }
    std::string error;  // the loader has reported it
    GlobSet::Compile(globs, &files, &error);
    return files;
  }

  bool Finds(const ResolvedCall& call, const FileView& file) const {
    const bool is_by_name = FindsConcept(call) || FindsMethod(call);
    if (!FindsTarget(call.target) && (!is_by_name || IsOwn(call, file))) return false;
    return !needs_arguments_ ||
           std::any_of(call.argument_calls.begin(), call.argument_calls.end(),
                       [&](const std::string& target) { return argument_from_.Match(target); });
  }

  bool FindsTarget(std::string_view target) const {
    return !target.empty() && (modules_.Cover(target) || targets_.Match(target));
  }

  bool IsMethod(std::string_view name) const {
    return std::find(methods_.begin(), methods_.end(), name) != methods_.end();
  }

  bool FindsConcept(const ResolvedCall& call) const {
    return concepts_.Match(LastPart(call.callee)) || concepts_.Match(LastPart(call.target));
  }

  bool FindsMethod(const ResolvedCall& call) const {
    if (!IsMethod(LastPart(call.callee))) return false;
    if (!call.receiver_type.empty() && receiver_types_.Match(call.receiver_type)) return true;
    const std::string_view receiver = ReceiverName(call.callee);
    return !receiver.empty() && receivers_.Match(receiver);
  }

  // One of the values, where the rule asks for any.
  bool HasArgument(const ResolvedCall& call) const {
    if (arguments_.values.empty()) return true;
    return std::any_of(call.arguments.begin(), call.arguments.end(),
                       [&](const auto& argument) { return IsWanted(argument); });
  }

  bool IsOwn(const ResolvedCall& call, const FileView& file) const {
    return call.target_file != kNone && own_.Matches(file.files[call.target_file].path);
  }

  static Match ToMatch(const ResolvedCall& call, const FileView& file) {
    Match match;
    match.span = call.fact->span;
    match.scope = call.fact->scope;
    match.resolution = call.resolution;
    match.symbol = call.target.empty() ? call.callee : call.target;
    match.name = LastPart(call.callee);
    match.module = call.target_module;
    match.target = match.symbol;
    if (call.target_file != kNone) match.target_path = file.files[call.target_file].path;
    match.receiver_type = call.receiver_type;
    match.arguments = call.arguments;
    match.handed_on = call.handed_on;
    return match;
  }

  GlobSet own_;
  NamePatterns modules_;
  NamePatterns targets_;
  ConceptPatterns concepts_;
  NamePatterns receivers_;
  NamePatterns receiver_types_;
  std::vector<std::string> methods_;
  NamePatterns argument_from_;
  bool needs_arguments_;
  CallArguments arguments_;
};

}  // namespace

RuleMatcher CompileKind(const CallParameters& parameters, const Authority* authority) {
  RuleMatcher matcher;
  const auto rule = std::make_shared<const CallRule>(parameters, authority);
  const CallOptions& options = parameters.options;
  const bool compares = !options.compare.empty() || !options.never.empty();
  matcher.wanted.calls = true;
  matcher.wanted.arguments = compares || !parameters.arguments.values.empty();
  matcher.wanted.call_target = [rule](std::string_view target) {
    return rule->MayFindTarget(target);
  };
  matcher.wanted.call_name = [rule](std::string_view name) { return rule->MayFindName(name); };
  matcher.call_targets = rule->TargetPieces();
  matcher.call_names = rule->LastNamePieces();
  // Methods have names that stand everywhere (send, close).
  if (parameters.methods.empty()) {
    matcher.sought = {parameters.modules, parameters.targets, parameters.concepts};
  }
  if (!parameters.arguments.values.empty()) {
    matcher.follows = [rule](const ResolvedArgument& argument) { return rule->IsWanted(argument); };
  }
  matcher.concerns = [rule](std::string_view word) { return rule->Concerns(word); };
  if (rule->needs_arguments()) {
    matcher.wanted.argument_calls = [rule](std::string_view target, std::string_view name) {
      return rule->MayFindTarget(target) || rule->MayFindName(name);
    };
  }
  matcher.match = [rule](const FileView& file, std::vector<Match>* matches) {
    rule->MatchFile(file, matches);
  };
  if (compares) {
    matcher.looks_at_authority = true;
    matcher.judge = CompileCallOptions(options, authority);
  }
  return matcher;
}

}  // namespace ssot
