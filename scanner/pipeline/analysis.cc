#include "scanner/pipeline/analysis.h"

#include <utility>

#include "scanner/matching/compiled_rules.h"
#include "scanner/matching/text_pass.h"
#include "scanner/pipeline/ledger.h"
#include "scanner/pipeline/project_facts.h"
#include "scanner/pipeline/read_files.h"
#include "scanner/pipeline/run_files.h"

namespace ssot {

Analysis Analyse(const Session& session) {
  const RuleSet no_rules;
  const CompiledRules rules(no_rules);
  const TextPass text_pass(rules);
  ReadCosts costs;
  const RunFiles files = FindFiles(session);
  std::vector<ReadFile> read = ReadFiles(session, files.files, rules, text_pass, nullptr, {}, &costs);
  ProjectFacts project = ResolveNames(session, files.files, nullptr, &read);

  Analysis analysis;
  analysis.ledger = KeepLedger(files, project, read);
  for (size_t i = 0; i < files.files.size(); ++i) {
    if (files.files[i].is_chosen && project.ids[i] != kNone) {
      analysis.chosen.push_back(project.ids[i]);
    }
  }
  analysis.facts = std::move(project.facts);
  analysis.index = std::move(project.index);
  return analysis;
}

}  // namespace ssot
