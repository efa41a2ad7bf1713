// What carries a meaning from one name to the next is what Evaluator follows, but by names alone:
// names are not told apart by where they stand, so that there may be too many and never too few.
#include "scanner/resolution/target_names.h"

#include <algorithm>
#include <utility>

#include "scanner/languages/front_end.h"
#include "scanner/model/words.h"
#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/evaluator.h"

namespace ssot {
namespace {

// A rule with more names, or in whose files names are found in more passes, may find something
// anywhere.
constexpr std::ptrdiff_t kMostNames = 256;
constexpr int kMostPasses = 32;

// Functions that hand on what they are given, whatever they are called: a meaning of its own.
constexpr RuleBits kPassing = TargetNames::kOwnBit;
constexpr std::string_view kPassingNames[] = {
    "getattr", "partial",       "staticmethod", "classmethod", "dict", "list",     "sorted", "set",
    "tuple",   "import_module", "__import__",   "enumerate",   "zip",  "reversed", "iter",
};

// Methods of containers that hand on what these hold.
constexpr std::string_view kOfContainers[] = {"items", "values", "keys", "get", "pop", "copy"};

bool IsShared(const Facts& facts, ScopeId scope) {
  const ScopeKind kind = facts.scopes[scope].kind;
  return kind == ScopeKind::kModule || kind == ScopeKind::kClass;
}

}  // namespace

// What the names of one file stand for, as far as the file and the names so far tell.
class TargetNames::FileNames {
 public:
  struct Found {
    std::string_view text;
    TargetBits bits;
  };

  // What modules mean by their words: the same few are imported everywhere.
  using Modules = std::unordered_map<std::string_view, TargetBits>;

  FileNames(const TargetNames& names, const Facts& facts, bool has_words, Modules* modules)
      : known_(names), f_(facts), has_words_(has_words), modules_(*modules) {}

  // New names for other files, and the rules of which any name may be one.
  std::vector<Found> Find(RuleBits* everywhere) {
    if (!Mark()) return {};
    values_.resize(f_.values.size());
    results_.resize(f_.definitions.size());
    bool goes_on = true;
    for (int pass = 0; goes_on; ++pass) {
      if (pass == kMostPasses) {
        *everywhere |= known_.MayStandIn(f_) | All();
        break;
      }
      // Nothing has been told by the names of imports yet, but those of others.
      if (pass == 0) FollowImports(everywhere);
      has_changed_ = false;
      FollowImports(everywhere);
      // A value depends on names, on what functions return, and on values before it.
      for (ValueId id = 1; id < f_.values.size(); ++id) values_[id] |= Of(f_.values[id]);
      for (const Binding& binding : f_.bindings) FollowBinding(binding);
      for (const AttributeBinding& attribute : f_.attributes) {
        Give(attribute.name, values_[attribute.value] | InstanceOf(attribute.annotation), true);
      }
      for (const DefinitionFact& definition : f_.definitions) FollowDefinition(definition);
      goes_on = has_changed_;
    }
    return Collect();
  }

 private:
  bool Mark() {
    bool has_any = std::any_of(f_.imports.begin(), f_.imports.end(),
                               [&](const ImportFact& import) { return OfModule(import).any(); });
    if (!has_any && known_.MayStandIn(f_) == 0) return false;
    names_.resize(f_.name_offsets.size());
    is_shared_.resize(f_.name_offsets.size());
    for (NameId name = 1; name + 1 < f_.name_offsets.size(); ++name) {
      const Name* const known = known_.Find(f_.Name(name));
      if (known == nullptr) continue;
      names_[name] = known->bits;
      has_any = has_any || known->bits.Without(kPassing).any();
    }
    return has_any || HasNamesInStrings();
  }

  // Strings are names of the file as a whole.
  bool HasNamesInStrings() const {
    return std::any_of(f_.values.begin(), f_.values.end(), [&](const Value& value) {
      return value.kind == ValueKind::kString && OfText(f_.Name(value.name)).any();
    });
  }

  void Raise(TargetBits more, TargetBits* bits) {
    const TargetBits united = *bits | more;
    if (united == *bits) return;
    *bits = united;
    has_changed_ = true;
  }

  // A class gives instances; what a library's function gives is not known.
  static TargetBits Named(TargetBits bits, std::string_view name) {
    if (LooksLikeClass(name)) bits.gives |= bits.below;
    return bits;
  }

  TargetBits Of(const Value& value) const {
    switch (value.kind) {
      case ValueKind::kName:
        return Named(names_[value.name], f_.Name(value.name));
      case ValueKind::kAttribute: {
        TargetBits bits = names_[value.name];
        const std::string_view name = f_.Name(value.name);
        bits.below |= values_[value.base].below;
        const bool is_of_container = std::find(std::begin(kOfContainers), std::end(kOfContainers),
                                               name) != std::end(kOfContainers);
        if (is_of_container) bits.gives |= values_[value.base].all() & ~kPassing;
        return Named(bits, name);
      }
      case ValueKind::kCall:
        return OfCall(f_.calls[value.first]);
      case ValueKind::kSubscript:
      case ValueKind::kElement:
      case ValueKind::kItem:
        return values_[value.base];
      case ValueKind::kList:
      case ValueKind::kDict:
      case ValueKind::kChoice: {
        TargetBits bits;
        for (uint32_t i = 0; i < value.count; ++i) {
          bits |= values_[f_.value_lists[value.first + i]];
        }
        return bits;
      }
      case ValueKind::kFunction:
        return {0, 0, results_[value.first].all()};
      default:
        return {};
    }
  }

  // What the call returns, and what it may hand on.
  TargetBits OfCall(const CallFact& call) const {
    const Value& callee = f_.values[call.callee];
    const RuleBits given = values_[call.callee].gives;
    TargetBits bits{given, given, given};
    if (callee.kind == ValueKind::kName && f_.Name(callee.name) == "super") {
      bits |= {0, classes_, classes_};
    }
    if ((values_[call.callee].is & kPassing) == 0) return bits;
    TargetBits handed_on;
    for (uint32_t i = 0; i < call.arguments.count; ++i) {
      handed_on |= Annotated(f_.arguments[call.arguments.first + i].value, 0);
    }
    handed_on.gives |= handed_on.below;
    return bits | handed_on;
  }

  // A value that may hold names in strings.
  TargetBits Annotated(ValueId id, unsigned depth) const {
    const Value& value = f_.values[id];
    TargetBits bits = values_[id];
    if (depth > kMaxDepth) return bits;
    if (value.kind == ValueKind::kString || value.kind == ValueKind::kPattern) {
      bits |= OfText(f_.Name(value.name));
    } else if (value.kind == ValueKind::kSubscript) {
      bits |= Annotated(value.base, depth + 1);
      bits |= Annotated(value.first, depth + 1);
    } else if (value.kind == ValueKind::kList || value.kind == ValueKind::kChoice ||
               value.kind == ValueKind::kConcatenation) {
      for (uint32_t i = 0; i < value.count; ++i) {
        bits |= Annotated(f_.value_lists[value.first + i], depth + 1);
      }
    }
    return bits;
  }

  // Of names in a string, which is no prose.
  TargetBits OfText(std::string_view text) const {
    TargetBits bits;
    const bool is_prose = text.size() > kLongestNamingText || text.find("  ") != text.npos ||
                          text.find_first_of("!?%{}()<>=;/@#") != text.npos;
    if (is_prose) return bits;
    ForEachWord(text, [&](std::string_view word) {
      if (const Name* known = known_.Find(word)) bits |= Named(known->bits, word);
      const auto local = locals_.find(word);
      if (local != locals_.end()) bits |= Named(names_[local->second], word);
    });
    return bits;
  }

  // An annotation makes an instance of what it names.
  TargetBits InstanceOf(ValueId annotation) const {
    return {0, annotation == 0 ? 0 : Annotated(annotation, 0).below, 0};
  }

  void Give(NameId name, TargetBits bits, bool is_shared) {
    if (!bits.any() || name == 0) return;
    if (is_shared) is_shared_[name] = true;
    if (!names_[name].any() && !is_shared) locals_.emplace(f_.Name(name), name);
    Raise(bits, &names_[name]);
  }

  // By the words of the module; of a relative import those of the file's path count, too.
  TargetBits OfModule(const ImportFact& import) {
    TargetBits bits;
    if (has_words_) bits |= OfWords(f_.Name(import.module));
    if (import.level > 0) {
      const std::string_view path = f_.path;
      bits |= OfWords(path.substr(0, std::min(path.rfind('/'), path.size())));
    }
    return bits;
  }
  TargetBits OfWords(std::string_view text) {
    const auto [known, is_new] = modules_.try_emplace(text);
    if (is_new) {
      TargetBits& bits = known->second;
      ForEachWord(text, [&](std::string_view word) { bits |= known_.meaning_(word); });
    }
    return known->second;
  }

  void FollowImports(RuleBits* everywhere) {
    for (const Binding& binding : f_.bindings) {
      if (binding.kind != BindingKind::kImport) continue;
      FollowImport(f_.imports[binding.index], binding, everywhere);
    }
  }

  void FollowImport(const ImportFact& import, const Binding& binding, RuleBits* everywhere) {
    TargetBits bits = OfModule(import);
    if (import.name == 0) {
      bits = Named(bits, f_.Name(binding.name));
    } else if (f_.Name(import.name) == "*") {
      *everywhere |= bits.below;
    } else {
      bits = Named(names_[import.name] | TargetBits{0, bits.below, 0}, f_.Name(import.name));
    }
    Give(binding.name, bits, IsShared(f_, binding.scope));
  }

  void FollowBinding(const Binding& binding) {
    const TargetBits instance = InstanceOf(binding.annotation);
    switch (binding.kind) {
      case BindingKind::kImport:
        return;
      case BindingKind::kReturn: {
        const DefinitionId function = f_.scopes[binding.scope].definition;
        if (function != kNone) Return(function, values_[binding.value]);
        return;
      }
      case BindingKind::kParameter: {
        Give(binding.name, instance, false);
        if (binding.index != 0) return;
        const Scope& outer = f_.scopes[f_.scopes[binding.scope].parent];
        if (outer.kind != ScopeKind::kClass || outer.definition == kNone) return;
        const RuleBits own = names_[f_.definitions[outer.definition].name].below;
        return Give(binding.name, {0, own, own}, false);
      }
      default:
        return Give(binding.name, values_[binding.value] | instance, IsShared(f_, binding.scope));
    }
  }

  void Return(DefinitionId function, TargetBits bits) {
    if (!bits.any()) return;
    const DefinitionFact& definition = f_.definitions[function];
    Raise(bits, &results_[function]);
    // A property is what it returns.
    if (definition.decorators.count == 0) bits = {0, 0, bits.all()};
    bits.gives |= bits.all();
    Give(definition.name, bits, true);
  }

  void FollowDefinition(const DefinitionFact& definition) {
    if (definition.what != DefinitionWhat::kClass) {
      const auto function = static_cast<DefinitionId>(&definition - f_.definitions.data());
      Return(function, InstanceOf(definition.returns));
      if (definition.forwarded != kNone) Return(function, OfCall(f_.calls[definition.forwarded]));
      return;
    }
    RuleBits below = names_[definition.name].below;
    for (uint32_t i = 0; i < definition.bases.count; ++i) {
      below |= values_[f_.value_lists[definition.bases.first + i]].below;
    }
    if ((below & ~classes_) != 0) has_changed_ = true;
    classes_ |= below;
    Give(definition.name, {0, below, below}, true);
  }

  // Of the rules that a name of the file may mean.
  RuleBits All() const {
    RuleBits rules = 0;
    for (const TargetBits& bits : names_) rules |= bits.all();
    for (const TargetBits& bits : values_) rules |= bits.all();
    return rules & ~kPassing;
  }

  std::vector<Found> Collect() const {
    std::vector<Found> found;
    for (NameId name = 1; name + 1 < f_.name_offsets.size(); ++name) {
      if (is_shared_[name]) found.push_back({f_.Name(name), names_[name]});
    }
    return found;
  }

  const TargetNames& known_;
  const Facts& f_;
  bool has_words_;
  Modules& modules_;
  std::vector<TargetBits> names_;                        // by NameId
  std::unordered_map<std::string_view, NameId> locals_;  // that have a meaning here alone
  std::vector<bool> is_shared_;
  std::vector<TargetBits> values_;
  std::vector<TargetBits> results_;  // by DefinitionId
  RuleBits classes_ = 0;             // what lies below one of the file's classes
  bool has_changed_ = false;
};

TargetNames::TargetNames(std::function<TargetBits(std::string_view)> meaning)
    : meaning_(std::move(meaning)) {
  for (std::string_view name : kPassingNames) AddName(name, {kPassing, 0, 0});
}

const TargetNames::Name* TargetNames::Find(std::string_view text) const {
  if (!filter_.MayHold(HashOfName(text))) return nullptr;
  const auto found = places_.find(text);
  return found == places_.end() ? nullptr : &names_[found->second];
}

void TargetNames::Add(std::string_view name, TargetBits bits) {
  AddName(name, bits);
}

bool TargetNames::AddName(std::string_view text, TargetBits bits) {
  bits = bits.Without(everywhere_);
  if (!bits.any()) return false;
  const auto [place, is_new] = places_.emplace(text, names_.size());
  if (is_new) names_.push_back({HashOfName(text), {}});
  filter_.Add(HashOfName(text));
  TargetBits& known = names_[place->second].bits;
  const TargetBits before = known;
  known |= bits;
  return !(known == before);
}

// A name that is as common as that tells nothing.
void TargetNames::GiveUpRulesWithManyNames() {
  for (RuleBits rule = 1; rule != kPassing; rule <<= 1) {
    const auto is_of_rule = [&](const Name& name) { return (name.bits.all() & rule) != 0; };
    if (std::count_if(names_.begin(), names_.end(), is_of_rule) > kMostNames) everywhere_ |= rule;
  }
  const std::vector<Name> names = std::exchange(names_, {});
  const auto places = std::exchange(places_, {});
  filter_.Clear();
  for (const auto& [text, place] : places) AddName(text, names[place].bits);
}

bool TargetNames::AddAllOf(const Facts& facts, RuleBits rules) {
  bool has_grown = false;
  for (const Binding& binding : facts.bindings) {
    const bool has_own_name =
        binding.kind != BindingKind::kImport && binding.kind != BindingKind::kReturn;
    const bool is_seen = IsShared(facts, binding.scope) || binding.kind == BindingKind::kDefinition;
    if (!has_own_name || !is_seen) continue;
    has_grown |= AddName(facts.Name(binding.name), {rules, rules, rules});
  }
  return has_grown;
}

RuleBits TargetNames::MayStandIn(const Facts& facts) const {
  RuleBits rules = 0;
  for (const Name& name : names_) {
    if (facts.name_filter.MayHold(name.hash)) rules |= name.bits.all();
  }
  return rules & ~kPassing;
}

// Every further round looks at the files that may hold a name that has changed in the round before.
void TargetNames::Grow(const std::vector<Facts>& files, const std::vector<bool>& has_words,
                       std::vector<bool> is_open, unsigned jobs) {
  for (bool has_grown = true; has_grown;) {
    std::vector<std::vector<FileNames::Found>> found(files.size());
    std::vector<RuleBits> everywhere(files.size());
    const auto remember = [] { return FileNames::Modules(); };
    ParallelFor(jobs, files.size(), remember, [&](size_t i, FileNames::Modules& modules) {
      if (!is_open[i] || !HasOutlines(files[i].language)) return;
      found[i] = FileNames(*this, files[i], has_words[i], &modules).Find(&everywhere[i]);
    });
    std::vector<uint32_t> changed;
    for (size_t i = 0; i < files.size(); ++i) {
      everywhere_ |= everywhere[i];
      for (const FileNames::Found& name : found[i]) {
        if (AddName(name.text, name.bits)) changed.push_back(HashOfName(name.text));
      }
    }
    GiveUpRulesWithManyNames();
    has_grown = !changed.empty();
    for (size_t i = 0; has_grown && i < files.size(); ++i) {
      is_open[i] = std::any_of(changed.begin(), changed.end(),
                               [&](uint32_t hash) { return files[i].name_filter.MayHold(hash); });
    }
  }
}

}  // namespace ssot
