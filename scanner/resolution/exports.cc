// Symbols across files: what a module's or class's name means, through imports, aliases, star
// imports and submodules, and where it comes from.
#include <algorithm>

#include "scanner/resolution/evaluator.h"

namespace ssot {

Entity Evaluator::ModuleOrFolder(FileId near, const ModuleEntry& entry) {
  Entity entity;
  entity.kind = entry.file != kNone ? EntityKind::kModule : EntityKind::kFolder;
  entity.file = entry.file != kNone ? entry.file : near;
  entity.text = entry.file != kNone ? std::string_view() : entry.stem;
  return entity;
}

Entity Evaluator::WholeModule(FileId near, const ImportTarget& target) {
  Entity entity;
  switch (target.kind) {
    case ImportTargetKind::kFile:
      entity.kind = EntityKind::kModule;
      entity.file = target.file;
      return entity;
    case ImportTargetKind::kFolder:
      entity.kind = EntityKind::kFolder;
      entity.file = near;
      entity.text = target.stem;
      return entity;
    case ImportTargetKind::kLibrary:
    case ImportTargetKind::kMissing:
      return Symbol(target.text, target.text.size());
  }
  return entity;
}

Entity Evaluator::FolderMember(FileId near, std::string_view stem, std::string_view name) {
  const ModuleResolver& modules = *project_.file(near).language->modules;
  const ModuleEntry* entry = modules.FindInside(stem, name);
  if (entry != nullptr) return ModuleOrFolder(near, *entry);
  Entity folder;
  folder.kind = EntityKind::kFolder;
  folder.text = stem;
  uint32_t length;
  std::string_view text = FullName(folder, &length);
  return Extend(Symbol(text, length), name);
}

// `import a.b.c` binds a.
Entity Evaluator::FirstPartOf(FileId file, const ImportFact& import, const ImportTarget& target) {
  std::string_view module = facts(file).Name(import.module);
  size_t dot = module.find('.');
  if (dot == std::string_view::npos) return WholeModule(file, target);
  if (target.kind == ImportTargetKind::kFile || target.kind == ImportTargetKind::kFolder) {
    std::string_view stem = target.stem;
    for (char c : module) {
      if (c == '.') stem = FolderOf(stem);
    }
    const ModuleEntry* entry = project_.file(file).language->modules->Find(stem);
    if (entry != nullptr) return ModuleOrFolder(file, *entry);
  }
  return Symbol(module.substr(0, dot), dot);
}

Entity Evaluator::EvaluateImport(FileId file, uint32_t index) {
  const ProjectFile& project_file = project_.file(file);
  const Facts& f = facts(file);
  const ImportFact& import = f.imports[index];
  const ImportTarget& target = project_file.targets[index];
  std::string_view name = f.Name(import.name);
  std::string_view alias = f.Name(import.alias);
  Entity entity;
  if (name.empty()) {
    entity = alias.empty() ? FirstPartOf(file, import, target) : WholeModule(file, target);
    std::string_view module = f.Name(import.module);
    name = module.substr(module.rfind('.') + 1);
  } else if (name == project_file.language->semantics->default_export) {
    entity = DefaultOf(file, target);
    name = alias;  // which has no name of its own
  } else if (MemberMeaning submodule; IsOwnSubmodule(file, target, name, &submodule)) {
    entity = submodule.entity;
  } else {
    entity = MemberOf(WholeModule(file, target), name);
  }
  if (!alias.empty() && alias != name) entity.Weaken(Resolution::kAlias);
  return entity;
}

// What `import name from "module"` binds: a file's default export, or the file as a whole when it
// has none; a library's default member.
Entity Evaluator::DefaultOf(FileId file, const ImportTarget& target) {
  std::string_view name = project_.file(file).language->semantics->default_export;
  Entity module = WholeModule(file, target);
  MemberMeaning meaning;
  if (module.kind == EntityKind::kModule && !FindExport(module.file, name, &meaning)) {
    return module;
  }
  return MemberOf(module, name);
}

Entity Evaluator::EvaluateModule(FileId file, std::string_view text) {
  const ProjectFile& project_file = project_.file(file);
  bool has_levels = project_file.language->semantics->module_system == ModuleSystem::kDotted;
  size_t level = has_levels ? std::min(text.find_first_not_of('.'), text.size()) : 0;
  ImportTarget target = project_file.language->modules->Resolve(
      facts(file).path, static_cast<uint32_t>(level), text.substr(level), "", &arena_);
  return WholeModule(file, target);
}

MemberMeaning Evaluator::UnknownMeaning(FileId file, const Member& member) {
  MemberMeaning meaning;
  meaning.origin_file = file;
  meaning.origin_name = facts(file).Name(member.name);
  return meaning;
}

// Answers from memory where that cannot be told from working it out again.
MemberMeaning Evaluator::MeaningOf(FileId file, const Member& member) {
  const MemberMeaning* known = member.meaning.load(std::memory_order_acquire);
  if (known != nullptr && depth_ + known->height <= kMaxDepth &&
      steps_ + known->cost <= max_steps_) {
    deepest_ = std::max(deepest_, depth_ + known->height);
    steps_ += known->cost;
    return *known;
  }
  if (std::find(asked_.begin(), asked_.end(), &member) != asked_.end()) {
    was_cut_ = true;
    return UnknownMeaning(file, member);
  }
  Frame frame(this);
  if (!frame.is_within_limits()) return UnknownMeaning(file, member);
  bool outer_was_cut = was_cut_;
  uint32_t outer_deepest = deepest_;
  uint32_t first_step = steps_;
  was_cut_ = false;
  deepest_ = depth_;
  asked_.push_back(&member);
  MemberMeaning meaning = WorkOutMeaning(file, member);
  asked_.pop_back();
  meaning.height = deepest_ - depth_ + 1;
  meaning.cost = steps_ - first_step + 1;
  if (!was_cut_ && !IsSpent() && known == nullptr) project_.Remember(member, meaning);
  was_cut_ |= outer_was_cut;
  deepest_ = std::max(deepest_, outer_deepest);
  return meaning;
}

MemberMeaning Evaluator::WorkOutMeaning(FileId file, const Member& member) {
  const Facts& f = facts(file);
  MemberMeaning meaning = UnknownMeaning(file, member);
  size_t first = candidates_.size();
  FindFinalBindings(f, member.bindings, &candidates_);
  if (candidates_.size() > first) {
    uint32_t chosen;
    meaning.entity = EvaluateCandidates(file, first, &chosen);
    candidates_.resize(first);
    if (member.scope == 0) FindOrigin(file, f.bindings[chosen], &meaning);
  }
  if (member.scope != 0 && !meaning.entity.IsKnown())
    LookInto(file, member.scope, f.Name(member.name));
  constexpr uint32_t kMaxAttributes = 16;
  uint32_t count = std::min(member.attributes.count, kMaxAttributes);
  for (uint32_t i = 0; i < count && !meaning.entity.IsKnown(); ++i) {
    const AttributeBinding& attribute = f.attributes[member.attributes.first + i];
    meaning.entity = EvaluateAssigned(file, attribute.value, attribute.annotation,
                                      {attribute.scope, attribute.block, attribute.order});
  }
  Entity& entity = meaning.entity;
  if (member.scope != 0 && entity.kind == EntityKind::kStrings) entity.is_class_member = true;
  if (!entity.IsKnown()) entity = Entity();
  return meaning;
}

// Follows a module's name to where its value is made: through `from x import y` and `A = B`.
void Evaluator::FindOrigin(FileId file, const Binding& binding, MemberMeaning* meaning) {
  const Facts& f = facts(file);
  if (binding.kind == BindingKind::kAssignment) {
    const Value& value = f.values[binding.value];
    const Entity& entity = meaning->entity;
    bool is_alias = value.kind == ValueKind::kName || value.kind == ValueKind::kAttribute;
    if (!is_alias) return;
    if (entity.kind == EntityKind::kDefinition || entity.kind == EntityKind::kModule) {
      meaning->origin_file = entity.file;
      meaning->origin_name = entity.kind == EntityKind::kModule
                                 ? std::string_view()
                                 : QualifiedRest(entity.file, entity.definition);
    } else if (entity.kind == EntityKind::kSymbol) {
      meaning->origin_file = kNone;
      meaning->origin_name = entity.text;
      meaning->origin_module_length = entity.module_length;
    }
    return;
  }
  if (binding.kind != BindingKind::kImport) return;
  meaning->is_imported = true;
  const ImportFact& import = f.imports[binding.index];
  const ImportTarget& target = project_.file(file).targets[binding.index];
  std::string_view name = f.Name(import.name);
  MemberMeaning exported;
  if (IsOwnSubmodule(file, target, name, &exported)) {
    meaning->origin_file = exported.origin_file;
    meaning->origin_name = exported.origin_name;
    return;
  }
  if (!name.empty() && target.kind == ImportTargetKind::kFile) {
    if (FindExport(target.file, name, &exported)) {
      meaning->origin_file = exported.origin_file;
      meaning->origin_name = exported.origin_name;
      meaning->origin_module_length = exported.origin_module_length;
    } else {
      meaning->origin_file = target.file;
      meaning->origin_name = name;
    }
    return;
  }
  const Entity& entity = meaning->entity;
  if (entity.kind == EntityKind::kModule) {
    meaning->origin_file = entity.file;
    meaning->origin_name = {};
  } else {
    meaning->origin_file = kNone;
    meaning->origin_name = FullName(entity, &meaning->origin_module_length);
  }
}

bool Evaluator::FindExport(FileId file, std::string_view name, MemberMeaning* meaning) {
  Frame frame(this);
  if (!frame.is_within_limits()) return false;
  const Member* member = project_.file(file).members().Find(facts(file), 0, name);
  if (member != nullptr) {
    *meaning = MeaningOf(file, *member);
  } else if (FindStarExport(file, name, meaning)) {
    // found
  } else if (FindSubmodule(file, name, meaning)) {
    return true;
  } else {
    const ImportTarget* library = OnlyLibraryStar(file);
    if (library == nullptr || name.starts_with("_")) return false;
    meaning->entity = Extend(Symbol(library->text, library->text.size()), name);
    meaning->entity.Weaken(Resolution::kHeuristic);
    meaning->is_imported = true;
    meaning->origin_name = meaning->entity.text;
    meaning->origin_module_length = meaning->entity.module_length;
  }
  if (meaning->is_imported) meaning->entity.Weaken(Resolution::kReexport);
  if (!meaning->entity.IsKnown()) meaning->entity = UnknownExport(file, name, *meaning);
  return true;
}

// Something that the tree defines, though nobody knows what.
Entity Evaluator::UnknownExport(FileId file, std::string_view name, const MemberMeaning& meaning) {
  bool has_origin = meaning.origin_file != kNone;
  Entity variable;
  variable.kind = EntityKind::kVariable;
  variable.resolution = meaning.entity.resolution;
  variable.file = has_origin ? meaning.origin_file : file;
  variable.text = project_.file(variable.file).module_name;
  variable.module_length = static_cast<uint32_t>(variable.text.size());
  return Extend(variable, has_origin ? meaning.origin_name : name);
}

// A submodule is an attribute of its package.
bool Evaluator::FindSubmodule(FileId file, std::string_view name, MemberMeaning* meaning) {
  const ProjectFile& project_file = project_.file(file);
  if (!project_file.is_package) return false;
  const ModuleEntry* entry =
      project_file.language->modules->FindInside(FolderOf(project_file.facts->path), name);
  if (entry == nullptr) return false;
  meaning->entity = ModuleOrFolder(file, *entry);
  meaning->origin_file = entry->file;
  if (entry->file == kNone) {
    meaning->origin_name = FullName(meaning->entity, &meaning->origin_module_length);
  }
  return true;
}

// `from package import submodule` in the package itself: the name that it binds is not yet there.
bool Evaluator::IsOwnSubmodule(FileId file, const ImportTarget& target, std::string_view name,
                               MemberMeaning* meaning) {
  const bool is_own = target.kind == ImportTargetKind::kFile && target.file == file;
  return is_own && !name.empty() && FindSubmodule(file, name, meaning);
}

bool Evaluator::FindStarExport(FileId file, std::string_view name, MemberMeaning* meaning) {
  const ProjectFile& project_file = project_.file(file);
  for (auto star = project_file.stars.rbegin(); star != project_file.stars.rend(); ++star) {
    const ImportTarget& target = project_file.targets[*star];
    if (target.kind != ImportTargetKind::kFile || target.file == file) continue;
    if (!IsStarExported(target.file, name)) continue;
    if (FindExport(target.file, name, meaning)) {
      meaning->is_imported = true;
      return true;
    }
  }
  return false;
}

// `from m import *` takes what __all__ lists, or else what does not start with an underscore.
bool Evaluator::IsStarExported(FileId file, std::string_view name) {
  const Facts& f = facts(file);
  const Member* all = project_.file(file).members().Find(f, 0, "__all__");
  if (all == nullptr) {
    const LanguageSemantics& semantics = *project_.file(file).language->semantics;
    if (semantics.stars_bind_names) return !name.starts_with("_");
    return name != semantics.default_export && MayExport(file, name);
  }
  for (uint32_t i = 0; i < all->bindings.count; ++i) {
    if (ListsInAll(file, f.bindings[all->bindings.first + i], name)) return true;
  }
  return false;
}

// False for a name that the module only uses, such as one that it imports itself.
bool Evaluator::MayExport(FileId file, std::string_view name) {
  const Facts& f = facts(file);
  if (!f.has_exports) return true;
  const Member* own = project_.file(file).members().Find(f, 0, name);
  return own == nullptr || std::binary_search(f.exports.begin(), f.exports.end(), own->name);
}

// True also when what is assigned to __all__ cannot be read.
bool Evaluator::ListsInAll(FileId file, const Binding& binding, std::string_view name) {
  const Facts& f = facts(file);
  const Value& list = f.values[binding.value];
  if (list.kind != ValueKind::kList) return !name.starts_with("_");
  steps_ += list.count / 8;
  for (uint32_t i = 0; i < list.count; ++i) {
    const Value& item = f.values[f.value_lists[list.first + i]];
    if (item.kind != ValueKind::kString || f.Name(item.name) == name) return true;
  }
  return false;
}

// A name that is bound nowhere in the file.
Entity Evaluator::EvaluateStarName(FileId file, std::string_view name) {
  const ProjectFile& project_file = project_.file(file);
  Entity builtin;
  builtin.kind = EntityKind::kBuiltin;
  builtin.text = name;
  if (project_file.stars.empty()) return builtin;
  MemberMeaning meaning;
  if (FindStarExport(file, name, &meaning)) return meaning.entity;
  const auto& builtins = project_file.language->semantics->builtins;
  if (std::find(builtins.begin(), builtins.end(), name) != builtins.end()) return builtin;
  const ImportTarget* library = OnlyLibraryStar(file);
  if (library == nullptr) return builtin;
  return Extend(Symbol(library->text, library->text.size()), name).Weaken(Resolution::kHeuristic);
}

// The one library whose names a star import brings in; null when there are several or none.
const ImportTarget* Evaluator::OnlyLibraryStar(FileId file) {
  const ProjectFile& project_file = project_.file(file);
  const ImportTarget* library = nullptr;
  for (uint32_t star : project_file.stars) {
    const ImportTarget& target = project_file.targets[star];
    if (target.kind != ImportTargetKind::kLibrary) continue;
    if (library != nullptr) return nullptr;
    library = &target;
  }
  return library;
}

}  // namespace ssot
