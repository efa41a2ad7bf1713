#include "scanner/pipeline/session.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "scanner/discovery/git_revisions.h"
#include "scanner/glob/glob.h"
#include "scanner/pipeline/revisions.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

// As a person in the current folder would write it.
std::string Shortened(const std::string& path) {
  std::error_code error;
  const std::string near = fs::proximate(path, error).string();
  return error || near.starts_with("..") ? path : near;
}

ConfigFile FindConfig(const Options& typed, const std::string& root, Diagnostics* errors) {
  if (!typed.config.empty()) return LoadConfigFile(typed.config, errors);
  const std::string path = root + "/.ssot.yaml";
  std::error_code error;
  if (!fs::exists(fs::symlink_status(path, error))) return {};
  return LoadConfigFile(Shortened(path), errors);
}

void CheckGlobs(const std::vector<std::string>& globs, std::string_view option,
                Diagnostics* errors) {
  for (const std::string& glob : globs) {
    Glob compiled;
    std::string error;
    if (Glob::Compile(glob, &compiled, &error)) continue;
    Diagnostic& diagnostic = errors->emplace_back();
    diagnostic.message = std::string(option) + " '" + glob + "' is no valid glob: " + error;
  }
}

void MergeOptions(const ConfigFile& config, Options* options) {
  if (options->include.empty()) options->include = config.include;
  options->exclude.insert(options->exclude.end(), config.exclude.begin(), config.exclude.end());
  if (config.max_file_bytes > 0 && !options->has_max_file_bytes) {
    options->max_file_bytes = config.max_file_bytes;
  }
  if (options->jobs == 0) options->jobs = std::max(1u, std::thread::hardware_concurrency());
}

// The configuration speaks of files relative to its folder.
void ChooseBaseline(const Options& typed, Session* session) {
  session->baseline_name = typed.baseline.empty() ? session->config.baseline : typed.baseline;
  if (session->baseline_name.empty()) return;
  if (typed.baseline.empty()) {
    const fs::path folder = fs::path(session->config.path).parent_path();
    session->options.baseline = (folder / session->config.baseline).string();
  }
  std::error_code error;
  const fs::path path = fs::weakly_canonical(fs::absolute(session->options.baseline), error);
  const std::string from_root = path.lexically_relative(session->root.root).string();
  if (!error && !from_root.starts_with("..")) session->baseline_path = from_root;
}

std::vector<RuleSource> SourcesOf(const ConfigFile& config) {
  const fs::path folder = fs::path(config.path).parent_path();
  std::vector<RuleSource> sources;
  for (size_t i = 0; i < config.rules.size(); ++i) {
    RuleSource& source = sources.emplace_back();
    source.name = config.rules[i];
    source.path = (folder / config.rules[i]).string();
    source.named_at.path = config.path;
    if (i < config.rule_places.size()) {
      source.named_at.line = config.rule_places[i].line;
      source.named_at.column = config.rule_places[i].column;
    }
  }
  return sources;
}

RuleSetRequest RequestFor(const Options& typed, const ConfigFile& config) {
  RuleSetRequest request;
  for (const std::string& name : typed.rules) request.sources.push_back({name, name});
  std::vector<RuleSource> configured = SourcesOf(config);
  (request.sources.empty() ? request.sources : request.replaced_sources) = std::move(configured);
  request.chosen_by_name = !request.sources.empty();
  request.variables = config.variables;
  request.severities = config.severities;
  request.config_path = config.path;
  request.config_places = config.places;
  return request;
}

std::vector<std::string> NamesOf(const RuleSetRequest& request) {
  if (request.sources.empty()) return BuiltInPackNames();
  std::vector<std::string> names;
  for (const RuleSource& source : request.sources) names.push_back(source.name);
  return names;
}

// A bare repository holds no files of a project: for --rev it is the root itself.
void ChooseBareRoot(Options* options) {
  if (options->rev.empty() || options->paths.size() > 1) return;
  const bool has_path = !options->paths.empty();
  if (options->root.empty()) {
    const std::string path = has_path ? options->paths.front() : ".";
    if (IsBareRepository(path)) options->root = path;
  } else if (!has_path && IsBareRepository(options->root)) {
    options->paths = {options->root};
  }
}

}  // namespace

Session OpenSession(const Options& typed, Diagnostics* errors) {
  Session session;
  session.options = typed;
  CheckGlobs(typed.include, "--include", errors);
  CheckGlobs(typed.exclude, "--exclude", errors);
  ChooseBareRoot(&session.options);
  const Options& options = session.options;
  session.root = ChooseRoot(options.paths, options.root, errors, !options.rev.empty());
  if (!session.root.ok) return session;
  OpenSources(&session, errors);
  const size_t errors_before = errors->size();
  session.config = FindConfig(typed, session.root.root, errors);
  // What a broken configuration says about rules would only bring errors that follow from it.
  if (errors->size() > errors_before) return session;
  MergeOptions(session.config, &session.options);
  ChooseBaseline(typed, &session);
  const RootChoice& root = session.root;
  session.is_partial =
      !typed.include.empty() || !typed.exclude.empty() ||
      std::find(root.paths.begin(), root.paths.end(), root.root) == root.paths.end();
  const RuleSetRequest request = RequestFor(typed, session.config);
  session.rules_requested = NamesOf(request);
  session.rules = LoadRules(request, errors);
  return session;
}

}  // namespace ssot
