#include "scanner/pipeline/likely_authorities.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "scanner/glob/glob.h"
#include "scanner/parallel/parallel_for.h"
#include "scanner/pipeline/path_group.h"

namespace ssot {
namespace {

const std::set<std::string, std::less<>> kValidation = {
    "validate_token", "verify_token", "decode_token",          "validate_jwt",       "verify_jwt",
    "decode_jwt",     "check_token",  "validate_access_token", "verify_access_token"};

// What one file has to do with tokens and sockets.
struct FileEvidence {
  std::set<std::string> library_calls;  // targets: jwt.decode
  std::set<std::string> validations;    // names of functions
  std::vector<std::string> managers;    // names of classes
  std::set<FileId> imported_files;
};

std::vector<std::string> VariableOf(const Session& session, std::string_view pack,
                                    std::string_view name) {
  for (const Pack& candidate : session.rules.packs) {
    if (candidate.name != pack) continue;
    for (const PackVariable& variable : candidate.variables) {
      if (variable.name == name) return variable.value;
    }
  }
  return {};
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool IsBelow(std::string_view target, const std::vector<std::string>& libraries) {
  return std::any_of(libraries.begin(), libraries.end(), [&](const std::string& library) {
    return target.starts_with(library) && target.size() > library.size() &&
           target[library.size()] == '.';
  });
}

bool TalksOfWebSockets(const ResolvedFile& file) {
  return std::any_of(file.imports.begin(), file.imports.end(), [](const ResolvedImport& import) {
    return Lower(import.module + "." + import.name).find("websocket") != std::string::npos;
  });
}

// "WebSocketManager", "WsManager"; "ConnectionManager" where there are WebSockets.
bool IsManagerName(const std::string& name, bool has_sockets) {
  const std::string lower = Lower(name.substr(std::min(name.find_first_not_of('_'), name.size())));
  if (!lower.ends_with("manager")) return false;
  if (lower.find("socket") != std::string::npos || lower.starts_with("ws")) return true;
  return has_sockets && (lower.find("connection") != std::string::npos ||
                         lower.find("realtime") != std::string::npos);
}

FileEvidence Look(const FactIndex& index, FileId file, const std::vector<std::string>& libraries) {
  const ResolvedFile resolved = index.ResolveFile(file);
  FileEvidence evidence;
  for (const ResolvedImport& import : resolved.imports) {
    for (const FileId from : {import.origin_file, import.module_file}) {
      if (from != kNone && from != file) evidence.imported_files.insert(from);
    }
  }
  for (const ResolvedCall& call : resolved.calls) {
    if (IsBelow(call.target, libraries)) evidence.library_calls.insert(call.target);
  }
  const bool has_sockets = TalksOfWebSockets(resolved);
  for (const ResolvedDefinition& definition : resolved.definitions) {
    if (definition.body != DefinitionBody::kNormal) continue;
    if (definition.fact->what != DefinitionWhat::kClass) {
      if (kValidation.contains(definition.concept_name))
        evidence.validations.insert(definition.name);
    } else if (IsManagerName(definition.name, has_sockets)) {
      evidence.managers.push_back(definition.name);
    }
  }
  return evidence;
}

bool HasWordOf(const std::set<std::string>& names, const std::vector<std::string_view>& words) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const std::string last = Lower(name.substr(name.rfind('.') + 1));
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return last.find(word) != last.npos; });
  });
}

// A file that is called for tokens, such as core/security.py and auth/service.ts.
bool IsNamedForTokens(std::string_view path) {
  const std::set<std::string, std::less<>> kWords = {"jwt",      "jwts",    "token",
                                                     "tokens",   "auth",    "authentication",
                                                     "security", "session", "sessions"};
  const size_t file = path.rfind('/');
  const size_t folder = file == path.npos || file == 0 ? path.npos : path.rfind('/', file - 1);
  const std::vector<std::string> words =
      PathWords(path.substr(folder == path.npos ? 0 : folder + 1));
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return kWords.contains(word); });
}

// How much speaks for a file that calls a JWT library, beside its importers: that it makes tokens,
// that it reads them, and its name. Much imported files that use the library by the way have less.
unsigned Weight(const std::string& path, const std::set<std::string>& library_calls) {
  const bool makes = HasWordOf(library_calls, {"encode", "sign", "create", "generate"});
  const bool reads = HasWordOf(library_calls, {"decode", "verify", "validate", "parse"});
  return static_cast<unsigned>(makes) + static_cast<unsigned>(reads) +
         static_cast<unsigned>(IsNamedForTokens(path));
}

std::string Listed(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

void SortByLikelihood(std::vector<LikelyAuthority>* authorities) {
  std::sort(authorities->begin(), authorities->end(),
            [](const LikelyAuthority& a, const LikelyAuthority& b) {
              return std::tie(b.weight, b.importers, a.path, a.name) <
                     std::tie(a.weight, a.importers, b.path, b.name);
            });
}

class Guess {
 public:
  Guess(const Session& session, const Analysis& analysis) : index_(*analysis.index) {
    GlobSet tests;
    std::string error;
    GlobSet::Compile(VariableOf(session, "jwt", "tests"), &tests, &error);
    for (const FileId file : analysis.chosen) {
      const std::string& path = index_.files()[file].path;
      if (!tests.Matches(path) && PathGroupOf(path) != PathGroup::kTests) files_.push_back(file);
    }
    known_managers_ = VariableOf(session, "websocket", "manager_names");
    const std::vector<std::string> libraries = VariableOf(session, "jwt", "libraries");
    evidence_.resize(files_.size());
    ParallelFor(session.options.jobs, files_.size(),
                [&](size_t i) { evidence_[i] = Look(index_, files_[i], libraries); });
    for (const FileEvidence& evidence : evidence_) {
      for (const FileId file : evidence.imported_files) ++importers_[file];
    }
  }

  LikelyAuthorities Make() {
    LikelyAuthorities result;
    for (size_t i = 0; i < files_.size(); ++i) {
      if (evidence_[i].library_calls.empty()) continue;
      result.tokens.push_back({PathOf(i), "calls " + Listed(evidence_[i].library_calls), "",
                               importers_[files_[i]],
                               Weight(PathOf(i), evidence_[i].library_calls)});
    }
    for (size_t i = 0; result.tokens.empty() && i < files_.size(); ++i) AddValidation(i, &result);
    for (size_t i = 0; i < files_.size(); ++i) {
      for (const std::string& name : evidence_[i].managers) {
        result.managers.push_back(
            {PathOf(i), "class " + name, IsKnown(name) ? "" : name, importers_[files_[i]]});
      }
    }
    SortByLikelihood(&result.tokens);
    SortByLikelihood(&result.managers);
    return result;
  }

 private:
  bool IsKnown(const std::string& manager) const {
    return std::find(known_managers_.begin(), known_managers_.end(), manager) !=
           known_managers_.end();
  }

  std::string PathOf(size_t i) const { return index_.files()[files_[i]].path; }

  void AddValidation(size_t i, LikelyAuthorities* result) {
    if (evidence_[i].validations.empty()) return;
    result->tokens.push_back(
        {PathOf(i), "implements " + Listed(evidence_[i].validations), "", importers_[files_[i]]});
  }

  const FactIndex& index_;
  std::vector<FileId> files_;                // without tests
  std::vector<std::string> known_managers_;  // names that the pack knows by itself
  std::vector<FileEvidence> evidence_;
  std::map<FileId, unsigned> importers_;
};

}  // namespace

LikelyAuthorities FindLikelyAuthorities(const Session& session, const Analysis& analysis) {
  return Guess(session, analysis).Make();
}

}  // namespace ssot
