// What carries a meaning from one name to the next is what Evaluator follows, but by names alone:
// names are not told apart by where they stand, so that there may be too many and never too few.
#include "scanner/resolution/target_names.h"

#include <algorithm>
#include <utility>

#include "scanner/languages/front_end.h"
#include "scanner/parallel/parallel_for.h"
#include "scanner/resolution/evaluator.h"

namespace ssot {
namespace {

constexpr std::ptrdiff_t kMostNames = 256;  // of a rule; with more it may find something anywhere
constexpr unsigned kMostDeep = 12;          // annotations in annotations

// Calls that hand on what they are given.
constexpr std::string_view kPassing[] = {"getattr", "partial",       "staticmethod", "classmethod",
                                         "dict",    "list",          "sorted",       "set",
                                         "tuple",   "import_module", "__import__"};

bool HasOutlines(const Facts& facts) {
  const FrontEnd* front_end = FindFrontEnd(facts.language);
  return front_end != nullptr && front_end->outline != nullptr;
}

bool IsShared(const Facts& facts, ScopeId scope) {
  const ScopeKind kind = facts.scopes[scope].kind;
  return kind == ScopeKind::kModule || kind == ScopeKind::kClass;
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

template <typename Found>
void ForEachWord(std::string_view text, const Found& found) {
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin;
    while (end < text.size() && IsWordByte(text[end])) ++end;
    if (end > begin) found(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace

// What the names of one file stand for, as far as the file and the names so far tell.
class TargetNames::FileNames {
 public:
  struct Found {
    std::string_view text;
    TargetBits bits;
    TargetBits result;
  };

  // The same few modules are imported everywhere.
  using Modules = std::unordered_map<std::string_view, RuleBits>;

  FileNames(const TargetNames& names, const Facts& facts, Modules* modules)
      : known_(names), f_(facts), modules_(*modules) {}

  // New names for other files, and the rules of which any name may be one.
  std::vector<Found> Find(RuleBits* everywhere) {
    if (!Mark()) return {};
    values_.resize(f_.values.size());
    do {
      has_changed_ = false;
      FollowValues();
      FollowImports(everywhere);
      FollowBindings();
      FollowDefinitions();
    } while (has_changed_);
    return Collect();
  }

 private:
  bool Mark() {
    bool has_any = std::any_of(f_.imports.begin(), f_.imports.end(), [&](const ImportFact& import) {
      return import.level == 0 && ReachedBy(f_.Name(import.module)) != 0;
    });
    if (!has_any && known_.MayStandIn(f_) == 0) return false;
    names_.resize(f_.name_offsets.size());
    results_.resize(f_.name_offsets.size());
    is_shared_.resize(f_.name_offsets.size());
    for (NameId name = 1; name + 1 < f_.name_offsets.size(); ++name) {
      const std::string_view text = f_.Name(name);
      const Name* known = known_.Find(text);
      if (known == nullptr) continue;
      names_[name] = known->bits;
      results_[name] = known->result;
      has_any = true;
    }
    return has_any;
  }

  RuleBits ReachedBy(std::string_view module) {
    const auto [known, is_new] = modules_.try_emplace(module);
    if (is_new) known->second = known_.reached_by_(module);
    return known->second;
  }

  void Raise(TargetBits more, TargetBits* bits) {
    const TargetBits united = *bits | more;
    if (united == *bits) return;
    *bits = united;
    has_changed_ = true;
  }

  TargetBits Called(ValueId callee) const {
    const Value& value = f_.values[callee];
    const bool has_name = value.kind == ValueKind::kName || value.kind == ValueKind::kAttribute;
    if (!has_name) return {};
    TargetBits bits = results_[value.name];
    const std::string_view name = f_.Name(value.name);
    if (LooksLikeClass(name) || name == "copy") bits.below |= values_[callee].below;
    return bits;
  }

  TargetBits Argued(const CallFact& call) const {
    const Value& callee = f_.values[call.callee];
    const bool has_name = callee.kind == ValueKind::kName || callee.kind == ValueKind::kAttribute;
    const std::string_view name = has_name ? f_.Name(callee.name) : std::string_view();
    if (std::find(std::begin(kPassing), std::end(kPassing), name) == std::end(kPassing)) return {};
    TargetBits bits;
    for (uint32_t i = 0; i < call.arguments.count; ++i) {
      bits |= Annotated(f_.arguments[call.arguments.first + i].value, 0);
    }
    return bits;
  }

  TargetBits OfList(const Value& value) const {
    TargetBits bits;
    for (uint32_t i = 0; i < value.count; ++i) {
      bits |= values_[f_.value_lists[value.first + i]];
    }
    return bits;
  }

  TargetBits Of(const Value& value) const {
    switch (value.kind) {
      case ValueKind::kName:
        return names_[value.name];
      case ValueKind::kAttribute: {
        TargetBits bits = names_[value.name];
        bits.below |= values_[value.base].below;
        return bits;
      }
      case ValueKind::kCall:
        return Called(f_.calls[value.first].callee) | Argued(f_.calls[value.first]);
      case ValueKind::kSubscript:
      case ValueKind::kElement:
      case ValueKind::kItem:
        return values_[value.base];
      case ValueKind::kList:
      case ValueKind::kDict:
      case ValueKind::kChoice:
        return OfList(value);
      default:
        return {};
    }
  }

  void FollowValues() {
    for (ValueId id = 1; id < f_.values.size(); ++id) Raise(Of(f_.values[id]), &values_[id]);
  }

  // A value that may hold names in strings.
  TargetBits Annotated(ValueId id, unsigned depth) const {
    const Value& value = f_.values[id];
    TargetBits bits = values_[id];
    if (depth > kMostDeep) return bits;
    if (value.kind == ValueKind::kString || value.kind == ValueKind::kPattern) {
      ForEachWord(f_.Name(value.name), [&](std::string_view word) {
        if (const Name* known = known_.Find(word)) bits |= known->bits;
      });
      bits.below |= known_.reached_by_(f_.Name(value.name));
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

  // An annotation makes an instance of what it names.
  TargetBits InstanceOf(ValueId annotation) const {
    return {0, annotation == 0 ? 0 : Annotated(annotation, 0).below};
  }

  void Give(NameId name, TargetBits bits, bool is_shared) {
    if (!bits.any() || name == 0) return;
    if (is_shared) is_shared_[name] = true;
    Raise(bits, &names_[name]);
  }

  void FollowImports(RuleBits* everywhere) {
    for (const ImportFact& import : f_.imports) {
      TargetBits module;
      if (import.level == 0) {
        module.below = ReachedBy(f_.Name(import.module));
      } else {
        ForEachWord(f_.Name(import.module), [&](std::string_view word) {
          if (const Name* known = known_.Find(word)) module.below |= known->bits.below;
        });
      }
      const bool is_shared = IsShared(f_, f_.blocks[import.block].scope);
      if (import.name == 0) {
        Give(import.alias, module, is_shared);
      } else if (f_.Name(import.name) == "*") {
        *everywhere |= module.below;
      } else {
        TargetBits bits = names_[import.name];
        bits.below |= module.below;
        Give(import.alias != 0 ? import.alias : import.name, bits, is_shared);
        if (import.alias != 0) Raise(results_[import.name], &results_[import.alias]);
      }
    }
  }

  void FollowBindings() {
    for (const Binding& binding : f_.bindings) {
      const TargetBits bits = values_[binding.value] | InstanceOf(binding.annotation);
      if (binding.kind == BindingKind::kReturn) {
        const DefinitionId function = f_.scopes[binding.scope].definition;
        if (function != kNone) Return(f_.definitions[function], bits);
      } else if (binding.kind == BindingKind::kParameter) {
        Give(binding.name, InstanceOf(binding.annotation), false);
      } else if (binding.kind != BindingKind::kImport) {
        Give(binding.name, bits, IsShared(f_, binding.scope));
      }
    }
    for (const AttributeBinding& attribute : f_.attributes) {
      Give(attribute.name, values_[attribute.value] | InstanceOf(attribute.annotation), true);
    }
  }

  void Return(const DefinitionFact& function, TargetBits bits) {
    if (!bits.any()) return;
    is_shared_[function.name] = true;
    Raise(bits, &results_[function.name]);
    // A property.
    if (function.decorators.count > 0) Raise(bits, &names_[function.name]);
  }

  void FollowDefinitions() {
    for (const DefinitionFact& definition : f_.definitions) {
      if (definition.what == DefinitionWhat::kClass) {
        TargetBits bases;
        for (uint32_t i = 0; i < definition.bases.count; ++i) {
          bases.below |= values_[f_.value_lists[definition.bases.first + i]].below;
        }
        Give(definition.name, bases, true);
      } else {
        Return(definition, InstanceOf(definition.returns));
        if (definition.forwarded != kNone) {
          const CallFact& call = f_.calls[definition.forwarded];
          Return(definition, Called(call.callee) | Argued(call));
        }
      }
    }
  }

  std::vector<Found> Collect() const {
    std::vector<Found> found;
    for (NameId name = 1; name + 1 < f_.name_offsets.size(); ++name) {
      if (is_shared_[name]) found.push_back({f_.Name(name), names_[name], results_[name]});
    }
    return found;
  }

  const TargetNames& known_;
  const Facts& f_;
  Modules& modules_;
  std::vector<TargetBits> names_;    // by NameId
  std::vector<TargetBits> results_;  // of calls of them
  std::vector<bool> is_shared_;
  std::vector<TargetBits> values_;
  bool has_changed_ = false;
};

const TargetNames::Name* TargetNames::Find(std::string_view text) const {
  if ((name_bits_ & NameBit(text)) == 0) return nullptr;
  const auto found = places_.find(std::string(text));
  return found == places_.end() ? nullptr : &names_[found->second];
}

void TargetNames::Add(std::string_view name, TargetBits bits) {
  Add(name, bits, {});
}

bool TargetNames::Add(std::string_view text, TargetBits bits, TargetBits result) {
  const auto [place, is_new] = places_.emplace(text, names_.size());
  if (is_new) names_.push_back({std::string(text), HashOfName(text), {}, {}});
  name_bits_ |= NameBit(text);
  Name& name = names_[place->second];
  const TargetBits old_bits = name.bits;
  const TargetBits old_result = name.result;
  name.bits |= bits.Without(everywhere_);
  name.result |= result.Without(everywhere_);
  return !(name.bits == old_bits && name.result == old_result);
}

// A name that is as common as that tells nothing.
void TargetNames::GiveUpRulesWithManyNames() {
  for (RuleBits rule = 1; rule != 0; rule <<= 1) {
    const auto is_of_rule = [&](const Name& name) {
      return ((name.bits.all() | name.result.all()) & rule) != 0;
    };
    if (std::count_if(names_.begin(), names_.end(), is_of_rule) > kMostNames) everywhere_ |= rule;
  }
  for (Name& name : names_) {
    name.bits = name.bits.Without(everywhere_);
    name.result = name.result.Without(everywhere_);
  }
}

void TargetNames::AddAllOf(const Facts& facts, RuleBits rules) {
  for (const Binding& binding : facts.bindings) {
    if (binding.kind == BindingKind::kImport || !IsShared(facts, binding.scope)) continue;
    Add(facts.Name(binding.name), {rules, rules});
  }
}

RuleBits TargetNames::MayStandIn(const Facts& facts) const {
  RuleBits rules = 0;
  for (const Name& name : names_) {
    if (facts.name_filter.MayHold(name.hash)) rules |= name.bits.all() | name.result.all();
  }
  return rules;
}

// Every round looks at the files that may hold a name that has changed in the round before.
void TargetNames::Grow(const std::vector<Facts>& files, unsigned jobs) {
  std::vector<bool> is_open(files.size(), true);
  for (bool has_grown = true; has_grown;) {
    std::vector<std::vector<FileNames::Found>> found(files.size());
    std::vector<RuleBits> everywhere(files.size());
    const auto remember = [] { return FileNames::Modules(); };
    ParallelFor(jobs, files.size(), remember, [&](size_t i, FileNames::Modules& modules) {
      if (!is_open[i] || !HasOutlines(files[i])) return;
      found[i] = FileNames(*this, files[i], &modules).Find(&everywhere[i]);
    });
    std::vector<uint32_t> changed;
    for (size_t i = 0; i < files.size(); ++i) {
      everywhere_ |= everywhere[i];
      for (const FileNames::Found& name : found[i]) {
        if (Add(name.text, name.bits, name.result)) changed.push_back(HashOfName(name.text));
      }
    }
    has_grown = !changed.empty();
    for (size_t i = 0; has_grown && i < files.size(); ++i) {
      is_open[i] = std::any_of(changed.begin(), changed.end(),
                               [&](uint32_t hash) { return files[i].name_filter.MayHold(hash); });
    }
    GiveUpRulesWithManyNames();
  }
}

}  // namespace ssot
