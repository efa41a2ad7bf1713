#include "scanner/commands/shared_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <utility>

#include "reports/report_format.h"
#include "scanner/config/byte_size.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

constexpr const char* kWhichFiles = "Which files";
constexpr const char* kWhichRules = "Which rules";
constexpr const char* kGate = "What fails";
constexpr const char* kReports = "Reports";
constexpr const char* kRun = "The run";
constexpr unsigned kMostJobs = 1024;
constexpr const char* kPlanFormat = "PLAN-FORMAT";

// By the type names that help shows.
struct NamedValues {
  std::string_view type;
  std::vector<std::string> values;
};

const std::vector<NamedValues>& TypedValues() {
  static const std::vector<NamedValues> values = {
      {"FORMAT", ReportFormatNames()},
      {kPlanFormat, {"markdown", "json"}},
      {"WHEN", {"auto", "always", "never"}},
      {"STATE", {"new", "any", "never"}},
      {"SEVERITY", {"error", "warning", "note"}},
      {"PART", {std::begin(kSarifSplitNames), std::end(kSarifSplitNames)}},
      {"SHELL", {"bash", "zsh", "fish"}},
  };
  return values;
}

std::string Join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

// Reads one of the values of `type`.
std::string ReadChoice(std::string_view type, std::string_view kind, const std::string& word,
                       std::string& target) {
  const std::vector<std::string> known = ValuesOfType(type);
  if (std::find(known.begin(), known.end(), word) == known.end()) {
    return UnknownWord(kind, word, known);
  }
  target = word;
  return "";
}

CLI::Option* AddChoice(CLI::App& app, const std::string& names, const std::string& type,
                       const std::string& kind, const std::string& description,
                       std::string& target) {
  return AddValue(app, names, type, description, [type, kind, &target](const std::string& word) {
    return ReadChoice(type, kind, word, target);
  });
}

CLI::Option* AddRepeatable(CLI::App& app, const std::string& name, const std::string& type,
                           const std::string& description, std::vector<std::string>& target) {
  return app.add_option(name, target, description + " (repeatable)")
      ->allow_extra_args(false)  // one value each time: what follows is a PATH
      ->option_text(type);
}

CLI::Option* AddRevisionValue(CLI::App& app, const std::string& name,
                              const std::string& description, std::string& target) {
  return AddValue(app, name, "REV", description, [&target](const std::string& value) {
    target = value;
    return value.empty() ? "a branch, a tag or a commit is needed" : "";
  });
}

std::string ReadJobs(const std::string& word, Options& options) {
  unsigned jobs = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), jobs);
  if (error != std::errc() || end != word.data() + word.size() || jobs > kMostJobs) {
    return "'" + word + "' is not a number from 0 to " + std::to_string(kMostJobs) +
           "; 0 means one for each core";
  }
  options.jobs = jobs;
  return "";
}

std::string ReadSeconds(const std::string& word, Options& options) {
  constexpr unsigned kMostSeconds = 86400;
  unsigned seconds = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), seconds);
  if (error != std::errc() || end != word.data() + word.size() || seconds == 0 ||
      seconds > kMostSeconds) {
    return "'" + word + "' is not a number of seconds from 1 to " + std::to_string(kMostSeconds);
  }
  options.file_seconds = seconds;
  return "";
}

std::string ReadByteSize(const std::string& word, Options& options) {
  options.has_max_file_bytes = ParseByteSize(word, &options.max_file_bytes);
  if (options.has_max_file_bytes) return "";
  return "'" + word + "' is not a size; write bytes, or a number with KiB, MiB or GiB: 10MiB";
}

std::string ReadFailOn(const std::string& word, Options& options) {
  std::string state;
  std::string problem = ReadChoice("STATE", "state", word, state);
  if (problem.empty()) {
    options.fail_on = state == "new"   ? FailOn::kNew
                      : state == "any" ? FailOn::kAny
                                       : FailOn::kNever;
  }
  return problem;
}

std::string ReadSeverity(const std::string& word, Options& options) {
  std::string name;
  std::string problem = ReadChoice("SEVERITY", "severity", word, name);
  for (Severity severity : {Severity::kNote, Severity::kWarning, Severity::kError}) {
    if (SeverityName(severity) == name) options.severity = severity;
  }
  return problem;
}

// `formats` is the type name of those that the command knows.
std::string ReadReport(std::string_view formats, const std::string& word, Options& options) {
  const size_t equals = word.find('=');
  std::string format;
  const std::string unknown = ReadChoice(formats, "format", word.substr(0, equals), format);
  if (!unknown.empty()) return unknown;
  const std::string path = equals == std::string::npos ? "" : word.substr(equals + 1);
  if (path.empty() || path == "-") {
    return "'" + word + "' names no file; write " + format + "=FILE, or --format " + format +
           " for standard output";
  }
  for (const ReportRequest& report : options.reports) {
    if (report.path == path) return "two reports go to '" + path + "'; give each its own file";
  }
  options.reports.push_back({format, path});
  return "";
}

std::string FormatsForHelp() {
  std::string text;
  for (const ReportFormat& format : ReportFormats()) {
    text += "\n" + std::string(format.name) + ": " + std::string(format.description);
  }
  return text;
}

void AddReportFiles(CLI::App& app, std::string_view formats, Options& options) {
  app.add_option_function<std::vector<std::string>>(
         "--report",
         [&options, formats](const std::vector<std::string>& words) {
           for (const std::string& word : words) {
             const std::string problem = ReadReport(formats, word, options);
             if (!problem.empty()) throw CLI::ValidationError("--report", problem);
           }
         },
         "Also write a report to a file, whole or not at all (repeatable)")
      ->allow_extra_args(false)
      ->option_text("FORMAT=FILE")
      ->group(kReports);
}

void AddReproducible(CLI::App& app, Options& options) {
  app.add_flag_callback(
         "--reproducible", [&options] { options.reproducible = true; },
         "Leave out all that depends on time, machine or folder")
      ->group(kReports);
}

std::string FailOnDefault(const Options& options) {
  return options.fail_on == FailOn::kNever ? "never" : "new";
}

void AddClangOptions(CLI::App& app, Options& options) {
  options.clang_worker = kOwnProgram;
  AddValue(app, "--compile-commands", "FILE",
           "How C and C++ files are compiled (default: compile_commands.json at the root or in "
           "build*/)",
           [&options](const std::string& value) {
             options.compile_commands = value;
             return value.empty() ? "a file is needed" : "";
           })
      ->group(kWhichFiles);
  AddValue(app, "--file-timeout", "SECONDS",
           "Give up a C or C++ file after this processor time; it is listed as failed "
           "(default: 60)",
           [&options](const std::string& word) { return ReadSeconds(word, options); })
      ->group(kRun);
}

}  // namespace

CLI::Option* AddValue(CLI::App& app, const std::string& names, const std::string& type,
                      const std::string& description,
                      std::function<std::string(const std::string&)> read) {
  const std::string name = names.substr(names.find("--"));
  return app
      .add_option_function<std::string>(
          names,
          [name, read = std::move(read)](const std::string& value) {
            const std::string problem = read(value);
            if (!problem.empty()) throw CLI::ValidationError(name, problem);
          },
          description)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->option_text(type);
}

CLI::Option* AddManyArguments(CLI::App& app, const std::string& name,
                              std::vector<std::string>& values, const std::string& description) {
  return app.add_option(name, values, description)->option_text(" ");
}

std::string UnknownWord(std::string_view kind, std::string_view word,
                        const std::vector<std::string>& known) {
  std::string text = "unknown " + std::string(kind) + " '" + std::string(word) + "'";
  const std::string near = Nearest(word, known);
  if (!near.empty()) return text + "; did you mean '" + near + "'?";
  return text + "; known: " + Join(known);
}

std::vector<std::string> ValuesOfType(std::string_view type) {
  for (const NamedValues& named : TypedValues()) {
    if (named.type == type) return named.values;
  }
  return {};
}

std::vector<std::string> ReportFormatNames() {
  std::vector<std::string> names;
  for (const ReportFormat& format : ReportFormats()) names.emplace_back(format.name);
  return names;
}

void AddPaths(CLI::App& app, Options& options) {
  AddManyArguments(app, "PATH", options.paths, "Files and folders (default: .)");
}

void AddRuleOptions(CLI::App& app, Options& options) {
  AddValue(app, "--root", "DIR",
           "What paths and scopes are relative to (default: the nearest folder with .ssot.yaml, "
           "else the git work tree's top, else PATH)",
           [&options](const std::string& value) {
             options.root = value;
             return value.empty() ? "a folder is needed" : "";
           })
      ->group(kWhichFiles);
  AddRepeatable(app, "--rules", "PACK|PATH",
                "A built-in pack, a rule file or a folder of them (default: those of .ssot.yaml, "
                "else all built-in packs)",
                options.rules)
      ->group(kWhichRules);
  AddValue(app, "--config", "FILE", "The configuration (default: .ssot.yaml at the root, if any)",
           [&options](const std::string& value) {
             options.config = value;
             return value.empty() ? "a file is needed" : "";
           })
      ->group(kWhichRules);
}

void AddWalkOptions(CLI::App& app, Options& options) {
  AddRepeatable(app, "--include", "GLOB", "Only files that match", options.include)
      ->group(kWhichFiles);
  AddRepeatable(app, "--exclude", "GLOB", "No files that match", options.exclude)
      ->group(kWhichFiles);
  app.add_flag_callback(
         "--no-ignore", [&options] { options.use_ignore_files = false; },
         "Also files that .gitignore, .ssotignore and git's excludes leave out")
      ->group(kWhichFiles);
  AddValue(app, "--max-file-size", "SIZE", "Skip and list larger files (default: 10MiB)",
           [&options](const std::string& word) { return ReadByteSize(word, options); })
      ->group(kWhichFiles);
  AddClangOptions(app, options);
}

void AddRevision(CLI::App& app, Options& options) {
  AddRevisionValue(app, "--rev", "Scan this commit's tree instead of the work tree", options.rev)
      ->group(kWhichFiles);
}

void AddSince(CLI::App& app, Options& options) {
  AddRevisionValue(
      app, "--since",
      "New is what the merge base of this commit and HEAD (of --rev, if given) did not "
      "have",
      options.since)
      ->group(kGate);
}

void AddBaseline(CLI::App& app, Options& options) {
  AddValue(app, "--baseline", "FILE",
           "Accepted findings, which are not new (default: the file that .ssot.yaml names)",
           [&options](const std::string& value) {
             options.baseline = value;
             return value.empty() ? "a file is needed" : "";
           })
      ->group(kGate);
}

void AddCompare(CLI::App& app, Options& options) {
  AddValue(app, "--compare", "FILE",
           "An earlier JSON report, to show how the inventory's rows have changed since",
           [&options](const std::string& value) {
             options.compare = value;
             return value.empty() ? "a file is needed" : "";
           })
      ->group(kGate);
}

void AddJobs(CLI::App& app, Options& options) {
  AddValue(app, "-j,--jobs", "N", "Threads; never changes the output (default: 0, one a core)",
           [&options](const std::string& word) { return ReadJobs(word, options); })
      ->group(kRun);
}

void AddGateOptions(CLI::App& app, Options& options) {
  app.add_flag_callback(
         "--no-suppressions", [&options] { options.use_suppressions = false; },
         "As if there were no ssot-ignore comments")
      ->group(kGate);
  AddValue(app, "--fail-on", "STATE",
           "Findings that fail: new, any or never (default: " + FailOnDefault(options) + ")",
           [&options](const std::string& word) { return ReadFailOn(word, options); })
      ->group(kGate);
  AddValue(app, "--severity", "SEVERITY",
           "The least that fails: error, warning or note (default: warning)",
           [&options](const std::string& word) { return ReadSeverity(word, options); })
      ->group(kGate);
}

void AddStrict(CLI::App& app, Options& options) {
  app.add_flag_callback(
         "--strict", [&options] { options.strict = true; },
         "A syntax error makes the result incomplete (exit code 3)")
      ->group(kGate);
}

void AddReportOptions(CLI::App& app, Options& options) {
  AddChoice(app, "--format", "FORMAT", "format",
            "What standard output gets (default: text)" + FormatsForHelp(), options.format)
      ->group(kReports);
  AddReportFiles(app, "FORMAT", options);
  app.add_flag_callback(
         "--list-counted", [&options] { options.list_counted = true; },
         "List every match of rules that only count")
      ->group(kReports);
  app.add_flag_callback(
         "--list-unresolved", [&options] { options.list_unresolved = true; },
         "List every import of the project's own modules that led to no file")
      ->group(kReports);
  AddValue(app, "--sarif-category", "NAME",
           "What SARIF calls this analysis: an upload replaces those of its name (default: ssot)",
           [&options](const std::string& value) {
             options.sarif_category = value;
             return value.find_first_not_of('/') == value.npos ? "a name is needed" : "";
           })
      ->group(kReports);
  AddChoice(app, "--sarif-split", "PART", "part",
            "Give each pack or each rule a run and a category of its own: none, pack or rule "
            "(default: none)",
            options.sarif_split)
      ->group(kReports);
  AddReproducible(app, options);
}

void AddPlanOptions(CLI::App& app, Options& options) {
  AddChoice(app, "--format", kPlanFormat, "format",
            "What standard output gets: markdown or json (default: markdown)", options.format)
      ->group(kReports);
  AddReportFiles(app, kPlanFormat, options);
  AddReproducible(app, options);
}

void AddRunOptions(CLI::App& app, Options& options) {
  AddJobs(app, options);
  AddChoice(app, "--color", "WHEN", "value",
            "auto, always or never (default: auto, after NO_COLOR, CLICOLOR_FORCE and TERM)",
            options.color)
      ->group(kRun);
  AddChoice(app, "--progress", "WHEN", "value",
            "auto, always or never (default: auto, on a terminal and not in CI)", options.progress)
      ->group(kRun);
  app.add_flag_callback(
         "-q,--quiet", [&options] { options.quiet = true; },
         "No text on standard output, no progress; errors and reports still come")
      ->group(kRun);
  app.add_flag_callback(
         "--stats", [&options] { options.stats = true; },
         "Time, files and bytes of each stage, on standard error")
      ->group(kRun);
}

}  // namespace ssot
