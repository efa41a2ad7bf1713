#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "reports/report_format.h"
#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/found_authorities.h"
#include "scanner/commands/init_templates.h"
#include "scanner/commands/run_session.h"
#include "scanner/commands/standard_output.h"
#include "scanner/pipeline/analysis.h"
#include "scanner/pipeline/likely_authorities.h"

namespace ssot {
namespace {

constexpr std::string_view kConfigFile = ".ssot.yaml";
constexpr std::string_view kRuleFile = "ssot-rules/environment.yaml";

// "My Project" is my-project: a pack's name.
std::string PackName(const std::filesystem::path& folder) {
  std::string name;
  for (char c : folder.filename().string()) {
    const auto letter = static_cast<unsigned char>(c);
    if (letter < 0x80 && std::isalnum(letter) != 0) {
      name += static_cast<char>(std::tolower(letter));
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  const bool starts_well = !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0;
  return starts_well ? name : "my-rules";
}

void Replace(std::string_view placeholder, const std::string& value, std::string* text) {
  for (size_t at = 0; (at = text->find(placeholder, at)) != std::string::npos;) {
    text->replace(at, placeholder.size(), value);
    at += value.size();
  }
}

// What is in the tree; nothing when that cannot be told, which is then on standard error.
std::optional<LikelyAuthorities> LookAround(const std::filesystem::path& folder) {
  Options options;
  options.root = folder.string();
  options.paths = {folder.string()};
  options.rules = {"jwt", "websocket"};
  const std::optional<Session> session = OpenOrExplain(options);
  if (!session) return std::nullopt;
  return FindLikelyAuthorities(*session, Analyse(*session));
}

bool Exists(const std::filesystem::path& path) {
  struct stat status = {};
  return lstat(path.c_str(), &status) == 0;
}

int RunInit(const std::string& typed) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::canonical(typed, error);
  if (error || !std::filesystem::is_directory(folder)) {
    PrintError("'" + typed + "' is not a folder; give the top folder of the repository");
    return kExitUsage;
  }
  for (const std::string_view name : {kConfigFile, kRuleFile}) {
    if (!Exists(folder / name)) continue;
    PrintError("'" + (std::filesystem::path(typed) / name).lexically_normal().string() +
               "' exists already; nothing was written: edit it, or remove it first");
    return kExitUsage;
  }
  const std::optional<LikelyAuthorities> found = LookAround(folder);
  if (!found) return kExitUsage;
  const std::string pack = PackName(folder);
  std::string config(kFirstConfigFile);
  Replace("@packs@", PackLines(*found), &config);
  Replace("@authorities@", AuthorityLines(*found), &config);
  std::string rules(kFirstRuleFile);
  for (std::string* text : {&config, &rules}) Replace("@pack@", pack, text);
  // The rule file first: a configuration that names a missing folder would stop every scan.
  for (const auto& [name, text] : {std::pair{kRuleFile, &rules}, std::pair{kConfigFile, &config}}) {
    std::filesystem::create_directories((folder / name).parent_path(), error);
    std::string problem;  // of the folder too: a file cannot be written where there is none
    if (!WriteFileAtomically((folder / name).string(), *text, &problem)) {
      PrintError(problem);
      return kExitIncomplete;
    }
  }
  WriteStandardOutput("Wrote " + std::string(kConfigFile) + " and " + std::string(kRuleFile) +
                      ".\n" + FoundForReaders(*found) + "Next: ssot rules test, then ssot scan\n");
  return kExitOk;
}

}  // namespace

RunCommand SetUpInit(CLI::App& app) {
  app.footer(
      "Writes .ssot.yaml and ssot-rules/environment.yaml. Looks for the one place for JWTs and for\n"
      "WebSocket connections: the likeliest file that handles them; where there is one, its pack\n"
      "is put in force. Refuses to overwrite either file (exit code 2).\n\n"
      "Examples:\n"
      "  ssot init && ssot scan\n\n" +
      ExitCodesForHelp(""));
  const auto folder = std::make_shared<std::string>(".");
  app.add_option("FOLDER", *folder, "The repository's top folder (default: .)")->option_text(" ");
  return [folder] { return RunInit(*folder); };
}

}  // namespace ssot
