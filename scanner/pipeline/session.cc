#include "scanner/pipeline/session.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <thread>
#include <utility>

#include "scanner/discovery/git_revisions.h"
#include "scanner/glob/glob.h"
#include "scanner/pipeline/clang_run.h"
#include "scanner/pipeline/revisions.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

constexpr const char* kConfigName = ".ssot.yaml";

// As a person in the current folder would write it.
std::string Shortened(const std::string& path) {
  std::error_code error;
  const std::string near = fs::proximate(path, error).string();
  return error || near.starts_with("..") ? path : near;
}

// A commit is scanned under its own configuration. One from before there was any is scanned under
// that of the work tree.
ConfigFile FindConfig(Session* session, Diagnostics* errors) {
  const Options& typed = session->options;
  if (!typed.config.empty()) return LoadConfigFile(typed.config, errors);
  if (session->commit != nullptr) {
    const std::string from_top = session->commit->RootFromTop() + kConfigName;
    std::string bytes;
    session->is_config_committed = session->commit->ReadFromTop(from_top, &bytes);
    if (session->is_config_committed) {
      return ParseConfigFile(bytes, typed.rev + ":" + from_top, errors);
    }
  }
  const std::string path = session->root.root + "/" + kConfigName;
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

// What the configuration calls `name`, which is relative to its folder, in the commit. Empty: it is
// not below the commit's top.
std::string PathInCommit(const Session& session, const std::string& name) {
  const fs::path path = fs::path(session.commit->RootFromTop()) / name;
  std::string from_top = path.lexically_normal().string();
  if (from_top.ends_with('/')) from_top.pop_back();
  return path.is_absolute() || from_top.starts_with("..") ? "" : from_top;
}

fs::path FolderOfConfig(const Session& session) {
  if (session.is_config_committed) return session.root.root;
  return fs::path(session.config.path).parent_path();
}

void ChooseBaseline(const Options& typed, Session* session) {
  session->baseline_name = typed.baseline.empty() ? session->config.baseline : typed.baseline;
  if (session->baseline_name.empty()) return;
  if (typed.baseline.empty()) {
    const std::string& name = session->config.baseline;
    session->options.baseline = (FolderOfConfig(*session) / name).string();
    if (session->is_config_committed) session->committed_baseline = PathInCommit(*session, name);
  }
  std::error_code error;
  const fs::path path = fs::weakly_canonical(fs::absolute(session->options.baseline), error);
  const std::string from_root = path.lexically_relative(session->root.root).string();
  if (!error && !from_root.starts_with("..")) session->baseline_path = from_root;
}

std::vector<RuleSource> SourcesOf(const Session& session) {
  const ConfigFile& config = session.config;
  std::vector<RuleSource> sources;
  for (size_t i = 0; i < config.rules.size(); ++i) {
    RuleSource& source = sources.emplace_back();
    source.name = config.rules[i];
    source.path = (FolderOfConfig(session) / config.rules[i]).string();
    const std::string committed =
        session.is_config_committed ? PathInCommit(session, config.rules[i]) : "";
    if (!committed.empty()) {
      source.path = committed;
      source.tree = session.commit.get();
      source.tree_name = session.options.rev;
    }
    source.named_at.path = config.path;
    if (i < config.rule_places.size()) {
      source.named_at.line = config.rule_places[i].line;
      source.named_at.column = config.rule_places[i].column;
    }
  }
  return sources;
}

RuleSetRequest RequestFor(const Options& typed, const Session& session) {
  const ConfigFile& config = session.config;
  RuleSetRequest request;
  for (const std::string& name : typed.rules) request.sources.push_back({name, name});
  std::vector<RuleSource> configured = SourcesOf(session);
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
  session.secret_names = std::make_shared<const SecretNames>(session.config.secret_names);
  CheckGlobs(typed.include, "--include", errors);
  CheckGlobs(typed.exclude, "--exclude", errors);
  ChooseBareRoot(&session.options);
  const Options& options = session.options;
  session.root = ChooseRoot(options.paths, options.root, errors, !options.rev.empty());
  if (!session.root.ok) return session;
  OpenSources(&session, errors);
  ChooseCompileCommands(&session, errors);
  const size_t errors_before = errors->size();
  session.config = FindConfig(&session, errors);
  // Without knowing which rules are meant, what the configuration says of them would only bring
  // errors that follow from that.
  const bool has_errors = errors->size() > errors_before;
  if (has_errors && typed.rules.empty() && !session.config.rules_are_known) return session;
  session.secret_names = std::make_shared<const SecretNames>(session.config.secret_names);
  MergeOptions(session.config, &session.options);
  ChooseBaseline(typed, &session);
  const RootChoice& root = session.root;
  session.is_partial =
      !typed.include.empty() || !typed.exclude.empty() ||
      std::find(root.paths.begin(), root.paths.end(), root.root) == root.paths.end();
  const RuleSetRequest request = RequestFor(typed, session);
  session.rules_requested = NamesOf(request);
  session.rules = LoadRules(request, errors);
  return session;
}

}  // namespace ssot
