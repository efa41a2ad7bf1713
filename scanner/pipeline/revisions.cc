#include "scanner/pipeline/revisions.h"

#include <memory>
#include <string>

#include "scanner/discovery/git_revisions.h"
#include "scanner/discovery/path.h"
#include "scanner/ruleset/load.h"

namespace ssot {
namespace {

class SourceOpener {
 public:
  SourceOpener(Session* session, Diagnostics* errors) : session_(*session), errors_(*errors) {}

  void Open() {
    const Options& options = session_.options;
    if (options.rev.empty() && options.since.empty()) {
      session_.source = OpenFolder(session_.root.root);
      if (IsBareRepository(session_.root.root)) {
        Complain(session_.root.root +
                 " is a bare repository, which holds no files of a project; name the commit to "
                 "scan with --rev");
      }
      return;
    }
    std::string error;
    git_ = GitRevisions::Open(session_.root.root, &error);
    if (git_ == nullptr) {
      Complain((options.rev.empty() ? "--since" : "--rev") + std::string(" needs a repository: ") +
               session_.root.root + ": " + error);
      return;
    }
    if (options.rev.empty()) {
      session_.source = OpenFolder(session_.root.root);
      if (git_->is_bare()) {
        return Complain("--since compares the work tree, and " + session_.root.root +
                        " is a bare repository; name the commit to scan with --rev");
      }
    } else {
      OpenRevision();
    }
    if (errors_.empty() && !options.since.empty()) OpenBase();
  }

 private:
  void Complain(std::string message) { errors_.push_back({"", 0, 0, std::move(message)}); }

  // The id of the commit, or empty with an error.
  std::string Resolve(const std::string& option, const std::string& revision) {
    const CommitChoice choice = git_->Resolve(revision);
    if (!choice.error.empty()) {
      const std::string near =
          choice.is_unknown ? Nearest(revision, git_->KnownNames()) : std::string();
      Complain(option + " '" + revision + "': " + choice.error +
               (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
    return choice.id;
  }

  std::shared_ptr<const CommitTree> OpenTree(const std::string& option, const std::string& revision,
                                             const std::string& id) {
    std::string error;
    auto tree = git_->OpenTree(id, &error);
    if (tree == nullptr)
      Complain(option + " '" + revision + "': its tree cannot be read: " + error);
    return tree;
  }

  void OpenRevision() {
    const std::string& revision = session_.options.rev;
    session_.is_bare = git_->is_bare();
    session_.revision = Resolve("--rev", revision);
    if (session_.revision.empty()) return;
    session_.commit = OpenTree("--rev", revision, session_.revision);
    session_.source = session_.commit;
    if (session_.source == nullptr) return;
    const RootChoice& root = session_.root;
    for (const std::string& path : root.paths) {
      const std::string relative(RelativeTo(path, root.root));
      if (session_.source->Exists(relative)) continue;
      Complain("--rev '" + revision + "': its tree has no '" + session_.source->RootFromTop() +
               relative + "'");
    }
  }

  void OpenBase() {
    const std::string& since = session_.options.since;
    const std::string other = Resolve("--since", since);
    if (other.empty()) return;
    const std::string head =
        session_.revision.empty() ? Resolve("--since compares with", "HEAD") : session_.revision;
    if (head.empty()) return;
    const CommitChoice base = git_->MergeBase(other, head);
    if (!base.error.empty()) {
      return Complain("--since '" + since + "': no merge base with " +
                      (session_.options.rev.empty() ? "HEAD" : session_.options.rev) + ": " +
                      base.error);
    }
    session_.base = OpenTree("--since", since, base.id);
    if (session_.options.rev.empty()) session_.not_entered = git_->Submodules();
  }

  Session& session_;
  Diagnostics& errors_;
  std::unique_ptr<GitRevisions> git_;
};

}  // namespace

void OpenSources(Session* session, Diagnostics* errors) {
  Diagnostics own;
  SourceOpener(session, &own).Open();
  errors->insert(errors->end(), own.begin(), own.end());
}

}  // namespace ssot
