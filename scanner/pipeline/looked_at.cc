#include "scanner/pipeline/looked_at.h"

#include "scanner/languages/front_end.h"

namespace ssot {
namespace {

// A file of settings has no imports, calls or definitions.
bool CanFindSomething(const CompiledRule& rule, const FrontEnd& front_end) {
  return front_end.is_code || rule.matcher.wanted.accesses;
}

}  // namespace

LookedAtFiles FindLookedAtFiles(const CompiledRules& rules, const RunFiles& files,
                                const std::vector<ReadFile>& read) {
  LookedAtFiles looked_at(rules.size());
  for (size_t i = 0; i < read.size(); ++i) {
    if (!files.files[i].is_chosen || read[i].outcome != ReadOutcome::kScanned) continue;
    const SourceFile& file = files.files[i].file;
    for (const RuleIndex rule : read[i].text_rules) looked_at[rule].push_back(file.path);
    const FrontEnd* front_end = read[i].has_facts ? FindFrontEnd(file.language) : nullptr;
    if (front_end == nullptr) continue;
    for (const RuleIndex rule : read[i].fact_rules) {
      if (CanFindSomething(rules[rule], *front_end)) looked_at[rule].push_back(file.path);
    }
  }
  return looked_at;
}

}  // namespace ssot
