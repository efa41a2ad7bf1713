#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "reports/facts_writer.h"
#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/shared_options.h"
#include "scanner/commands/standard_output.h"
#include "scanner/pipeline/analysis.h"

namespace ssot {
namespace {

constexpr size_t kFilesPerThread = 16;

std::string RenderFile(const Analysis& analysis, const SecretNames& secrets, FileId file) {
  return RenderFacts((*analysis.facts)[file], analysis.index->ResolveFile(file),
                     [&](std::string_view name) { return secrets.Match(name); });
}

// Renders some files at a time with all threads and writes them in order, so that memory does not
// grow with the tree.
void PrintFacts(const Analysis& analysis, const SecretNames& secrets, unsigned jobs) {
  const std::vector<FileId>& files = analysis.chosen;
  const size_t batch = jobs * kFilesPerThread;
  for (size_t begin = 0; begin < files.size(); begin += batch) {
    const size_t end = std::min(files.size(), begin + batch);
    std::vector<std::string> lines(end - begin);
    {
      std::vector<std::jthread> threads;
      for (unsigned job = 0; job < jobs; ++job) {
        threads.emplace_back([&, job] {
          for (size_t i = begin + job; i < end; i += jobs) {
            lines[i - begin] = RenderFile(analysis, secrets, files[i]);
          }
        });
      }
    }
    std::string bytes;
    for (const std::string& line : lines) bytes += line;
    if (WriteStandardOutput(bytes) != OutputState::kOk) return;
  }
}

int RunFacts(const Options& options) {
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return kExitUsage;
  const Analysis analysis = Analyse(*session);
  PrintFacts(analysis, *session->secret_names, session->options.jobs);
  return ExplainIncomplete(analysis.ledger, options.strict) ? kExitIncomplete : kExitOk;
}

}  // namespace

RunCommand SetUpFacts(CLI::App& app) {
  app.footer(
      "One JSON object a line, one line a file, sorted by path. Names are resolved through every "
      "file below the root.\n\n"
      "Examples:\n"
      "  ssot facts src/auth.py                       one file\n"
      "  ssot facts src | jq -c '.facts[] | select(.kind == \"call\")'\n\n" +
      ExitCodesForHelp(""));
  const auto options = std::make_shared<Options>();
  AddManyArguments(app, "PATH", options->paths, "Files and folders")->required();
  AddRuleOptions(app, *options);
  AddWalkOptions(app, *options);
  AddStrict(app, *options);
  AddJobs(app, *options);
  return [options] { return RunFacts(*options); };
}

}  // namespace ssot
