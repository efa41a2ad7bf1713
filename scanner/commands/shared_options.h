// The options that several commands share, declared once.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/config/options.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace ssot {

// What ssot starts as libclang's worker: itself.
inline constexpr const char* kOwnProgram = "/proc/self/exe";

// Each declares a group of options on `app`; parsing writes into `options`, which must live as
// long as `app`. A bad value ends parsing with one sentence that names the option.
void AddPaths(CLI::App& app, Options& options);
void AddRuleOptions(CLI::App& app, Options& options);  // --root --rules --config
void AddWalkOptions(CLI::App& app, Options& options);  // --include …
void AddRevision(CLI::App& app, Options& options);     // --rev
void AddSince(CLI::App& app, Options& options);
void AddBaseline(CLI::App& app, Options& options);
void AddCompare(CLI::App& app, Options& options);
void AddGateOptions(CLI::App& app, Options& options);  // --fail-on --severity
void AddStrict(CLI::App& app, Options& options);
void AddReportOptions(CLI::App& app, Options& options);  // --format --report …
void AddPlanOptions(CLI::App& app, Options& options);    // the same for plans: Markdown or JSON
void AddRunOptions(CLI::App& app, Options& options);     // --color --progress --quiet --stats
void AddJobs(CLI::App& app, Options& options);

// An option of which the last value counts. `read` returns what is wrong with the value, or "".
CLI::Option* AddValue(CLI::App& app, const std::string& names, const std::string& type,
                      const std::string& description,
                      std::function<std::string(const std::string&)> read);

// A positional argument of many values, which may be brackets: `app/[slug]`.
CLI::Option* AddManyArguments(CLI::App& app, const std::string& name,
                              std::vector<std::string>& values, const std::string& description);

// "unknown KIND 'word'; did you mean 'near'?", or the list of what is known when nothing is near.
std::string UnknownWord(std::string_view kind, std::string_view word,
                        const std::vector<std::string>& known);

// The values that an option's type name (FORMAT, WHEN, …) stands for; empty for free text.
std::vector<std::string> ValuesOfType(std::string_view type);

std::vector<std::string> ReportFormatNames();

}  // namespace ssot
