#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>

#include "reports/report_format.h"
#include "scanner/commands/command_line.h"
#include "scanner/commands/exit_codes.h"
#include "scanner/commands/init_templates.h"
#include "scanner/commands/standard_output.h"

namespace ssot {
namespace {

constexpr std::string_view kConfigFile = ".ssot.yaml";
constexpr std::string_view kRuleFile = "ssot-rules/environment.yaml";
constexpr std::string_view kPlaceholder = "@pack@";

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

std::string FillIn(std::string_view text, const std::string& pack) {
  std::string filled(text);
  for (size_t at = 0; (at = filled.find(kPlaceholder, at)) != std::string::npos;) {
    filled.replace(at, kPlaceholder.size(), pack);
    at += pack.size();
  }
  return filled;
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
  const std::string pack = PackName(folder);
  // The rule file first: a configuration that names a missing folder would stop every scan.
  for (const auto& [name, text] :
       {std::pair{kRuleFile, kFirstRuleFile}, std::pair{kConfigFile, kFirstConfigFile}}) {
    std::filesystem::create_directories((folder / name).parent_path(), error);
    std::string problem;  // of the folder too: a file cannot be written where there is none
    if (!WriteFileAtomically((folder / name).string(), FillIn(text, pack), &problem)) {
      PrintError(problem);
      return kExitIncomplete;
    }
  }
  WriteStandardOutput("Wrote " + std::string(kConfigFile) + " and " + std::string(kRuleFile) +
                      ".\nNext: ssot rules test, then ssot scan\n");
  return kExitOk;
}

}  // namespace

RunCommand SetUpInit(CLI::App& app) {
  app.footer(
      "Writes .ssot.yaml and ssot-rules/environment.yaml. Refuses to overwrite either (exit code "
      "2).\n\n"
      "Examples:\n"
      "  ssot init && ssot scan\n\n" +
      ExitCodesForHelp(""));
  const auto folder = std::make_shared<std::string>(".");
  app.add_option("FOLDER", *folder, "The repository's top folder (default: .)")->option_text(" ");
  return [folder] { return RunInit(*folder); };
}

}  // namespace ssot
