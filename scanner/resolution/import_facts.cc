#include <algorithm>

#include "scanner/resolution/file_facts.h"
#include "scanner/resolution/written_form.h"

namespace ssot {
namespace {

// Splits a dotted name whose module's part has the given length.
void SetOrigin(std::string_view name, size_t module_length, ResolvedImport* import) {
  import->origin_module = name.substr(0, module_length);
  if (module_length == 0) {
    import->origin_name = name;
  } else if (name.size() > module_length) {
    import->origin_name = name.substr(module_length + 1);
  } else {
    import->origin_name.clear();
  }
}

std::string ModuleText(Evaluator* evaluator, FileId file, const ImportTarget& target) {
  switch (target.kind) {
    case ImportTargetKind::kFile:
      return evaluator->project().file(target.file).module_name;
    case ImportTargetKind::kFolder: {
      Entity folder;
      folder.kind = EntityKind::kFolder;
      folder.file = file;
      folder.text = target.stem;
      return std::string(evaluator->FullName(folder));
    }
    case ImportTargetKind::kLibrary:
    case ImportTargetKind::kMissing:
      return std::string(target.text);
  }
  return {};
}

void FindOrigin(Evaluator* evaluator, FileId file, const ImportTarget& target,
                ResolvedImport* import) {
  import->origin_module = import->module;
  import->origin_name = import->name;
  import->origin_file = target.file;
  if (import->name.empty() || import->name == "*") return;
  if (target.kind == ImportTargetKind::kFolder) {
    const ModuleResolver& modules = *evaluator->project().file(file).language->modules;
    const ModuleEntry* entry = modules.FindInside(target.stem, import->name);
    if (entry == nullptr || entry->file == kNone) return;
    import->origin_module = evaluator->project().file(entry->file).module_name;
    import->origin_name.clear();
    import->origin_file = entry->file;
  }
  if (target.kind != ImportTargetKind::kFile) return;
  MemberMeaning meaning;
  if (!evaluator->FindExport(target.file, import->name, &meaning)) return;
  if (meaning.is_imported) import->resolution = Resolution::kReexport;
  import->resolution = std::max(import->resolution, meaning.entity.resolution);
  import->origin_file = meaning.origin_file;
  if (meaning.origin_file != kNone) {
    import->origin_module = evaluator->project().file(meaning.origin_file).module_name;
    import->origin_name = meaning.origin_name;
  } else {
    SetOrigin(meaning.origin_name, meaning.origin_module_length, import);
  }
}

// `from . import name` that finds neither an attribute of the package nor a module in it.
bool IsMissingName(Evaluator* evaluator, FileId file, const ImportFact& fact,
                   const ImportTarget& target) {
  const Facts& facts = evaluator->facts(file);
  std::string_view name = facts.Name(fact.name);
  if (name.empty() || name == "*") return false;
  if (target.kind == ImportTargetKind::kFolder) {
    const ModuleResolver& modules = *evaluator->project().file(file).language->modules;
    return modules.FindInside(target.stem, name) == nullptr;
  }
  bool is_of_package = fact.level > 0 && facts.Name(fact.module).empty();
  if (!is_of_package || target.kind != ImportTargetKind::kFile) return false;
  MemberMeaning meaning;
  return !evaluator->FindExport(target.file, name, &meaning);
}

// True for a call of one of the functions, and for one that is written like one of them on an
// object that nobody knows: mocker.patch, where mocker is a fixture.
bool IsCallOf(const std::vector<std::string_view>& functions, const Facts& facts,
              const CallFact& call, const Callee& callee) {
  const Entity& entity = callee.entity;
  if (entity.kind == EntityKind::kSymbol || entity.kind == EntityKind::kBuiltin) {
    return std::find(functions.begin(), functions.end(), entity.text) != functions.end();
  }
  const Value& value = facts.values[call.callee];
  if (entity.kind != EntityKind::kUnknown || value.kind != ValueKind::kAttribute) return false;
  return std::any_of(functions.begin(), functions.end(), [&](std::string_view function) {
    return function.ends_with(facts.Name(value.name)) &&
           function == WrittenForm(facts, call.callee);
  });
}

ResolvedImport ImportOfCall(const CallFact& call) {
  ResolvedImport import;
  import.span = call.span;
  import.statement_line = call.span.line;
  import.block = call.block;
  import.scope = call.scope;
  return import;
}

void AddDynamicImport(Evaluator* evaluator, FileId file, const CallFact& call,
                      const ConstantString& text, Resolution resolution,
                      std::vector<ResolvedImport>* imports) {
  if (text.has_gaps || text.text.empty()) return;
  ResolvedImport import = ImportOfCall(call);
  import.form = ImportForm::kDynamic;
  import.resolution = resolution;
  Entity module = evaluator->EvaluateModule(file, text.text);
  import.module = evaluator->FullName(module);
  import.origin_module = import.module;
  if (module.kind == EntityKind::kModule) import.module_file = import.origin_file = module.file;
  imports->push_back(std::move(import));
}

bool IsDottedPath(std::string_view text) {
  size_t dot = text.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 1 < text.size() &&
         text.find_first_of(" /\\{") == std::string_view::npos;
}

void AddMockImport(Evaluator* evaluator, FileId file, const CallFact& call,
                   const ConstantString& text, Resolution resolution,
                   std::vector<ResolvedImport>* imports) {
  const LanguageSemantics& semantics = *evaluator->project().file(file).language->semantics;
  bool is_module = semantics.module_system == ModuleSystem::kSpecifiers;  // jest.mock("module")
  if (text.has_gaps || (!is_module && !IsDottedPath(text.text))) return;
  ResolvedImport import = ImportOfCall(call);
  import.form = ImportForm::kMock;
  import.resolution = resolution;
  if (is_module) {
    Entity module = evaluator->EvaluateModule(file, text.text);
    import.module = import.origin_module = evaluator->FullName(module);
    if (module.kind == EntityKind::kModule) import.module_file = import.origin_file = module.file;
    imports->push_back(std::move(import));
    return;
  }
  size_t dot = text.text.rfind('.');
  import.name = text.text.substr(dot + 1);
  Entity module = evaluator->EvaluateModule(file, text.text.substr(0, dot));
  ImportTarget target;
  if (module.kind == EntityKind::kModule) {
    target.kind = ImportTargetKind::kFile;
    target.file = module.file;
  }
  import.module = evaluator->FullName(module);
  import.module_file = target.file;
  FindOrigin(evaluator, file, target, &import);
  imports->push_back(std::move(import));
}

}  // namespace

bool IsUnresolved(Evaluator* evaluator, FileId file, uint32_t index) {
  const ImportTarget& target = evaluator->project().file(file).targets[index];
  if (target.kind == ImportTargetKind::kMissing) return true;
  return IsMissingName(evaluator, file, evaluator->facts(file).imports[index], target);
}

void ResolveImports(Evaluator* evaluator, FileId file, std::vector<ResolvedImport>* imports) {
  const ProjectFile& project_file = evaluator->project().file(file);
  const Facts& facts = *project_file.facts;
  imports->reserve(facts.imports.size());
  for (uint32_t i = 0; i < facts.imports.size(); ++i) {
    const ImportFact& fact = facts.imports[i];
    const ImportTarget& target = project_file.targets[i];
    ResolvedImport& import = imports->emplace_back();
    import.fact = &fact;
    import.span = fact.span;
    import.module = ModuleText(evaluator, file, target);
    import.name = facts.Name(fact.name);
    import.alias = facts.Name(fact.alias);
    import.form = fact.form;
    import.statement_line = fact.statement_line;
    import.block = fact.block;
    import.scope = facts.blocks[fact.block].scope;
    import.type_only = fact.type_only;
    import.module_file = target.file;
    import.is_unresolved = IsUnresolved(evaluator, file, i);
    FindOrigin(evaluator, file, target, &import);
    evaluator->Forget();
  }
}

void ResolveCallImports(Evaluator* evaluator, FileId file, const CallFact& call,
                        const Callee& callee, std::vector<ResolvedImport>* imports) {
  const Facts& facts = evaluator->facts(file);
  const LanguageSemantics& semantics = *evaluator->project().file(file).language->semantics;
  // A function that imports is followed through names (ImportingNames), not through what functions
  // return.
  bool is_dynamic = callee.entity.resolution != Resolution::kHeuristic &&
                    IsCallOf(semantics.dynamic_imports, facts, call, callee);
  bool is_mock = !is_dynamic && IsCallOf(semantics.mock_calls, facts, call, callee);
  if ((!is_dynamic && !is_mock) || call.arguments.count == 0) return;
  const Argument& first = facts.arguments[call.arguments.first];
  // require("module") is a fact of the front end already.
  bool is_fact = semantics.module_system == ModuleSystem::kSpecifiers && is_dynamic &&
                 facts.values[first.value].kind == ValueKind::kString &&
                 facts.values[call.callee].kind == ValueKind::kName;
  if (is_fact) return;
  Entity text = evaluator->Evaluate(file, first.value, PlaceOf(call));
  if (text.kind != EntityKind::kStrings) return;
  Resolution resolution = std::max(text.resolution, callee.entity.resolution);
  for (uint32_t i = 0; i < text.string_count; ++i) {
    if (is_dynamic) {
      AddDynamicImport(evaluator, file, call, text.strings[i], resolution, imports);
    } else {
      AddMockImport(evaluator, file, call, text.strings[i], resolution, imports);
    }
  }
}

}  // namespace ssot
