#include <array>
#include <string_view>

#include "scanner/discovery/libgit2.h"
#include "scanner/discovery/root.h"
#include "scanner/discovery/work_tree.h"

namespace ssot {
namespace {

// What stands before "@" is a credential in a web address (a user name can be a token). In an SSH
// address the user name is part of the place ("git"), and only a password is taken out.
std::string WithoutCredentials(std::string_view url) {
  const size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) return std::string(url);
  const size_t begin = scheme_end + 3;
  const std::string_view authority = url.substr(begin, url.find_first_of("/?#", begin) - begin);
  const size_t at = authority.rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  const bool is_ssh = url.substr(0, scheme_end).find("ssh") != std::string_view::npos;
  const std::string_view login = authority.substr(0, at);
  std::string clean(url.substr(0, begin));
  if (is_ssh) clean.append(login.substr(0, login.find(':'))).append("@");
  return clean.append(url.substr(begin + at + 1));
}

// From the configuration, not through git_remote_lookup, which leaks memory in libgit2 1.5.
std::string OriginUrl(git_repository* repository) {
  git_config* config = nullptr;
  if (git_repository_config_snapshot(&config, repository) != 0) return "";
  const GitConfig owner(config);
  const char* url = nullptr;
  if (git_config_get_string(&url, config, "remote.origin.url") != 0) return "";
  return WithoutCredentials(url);
}

void ReadHead(git_repository* repository, GitIdentity* identity) {
  git_reference* head = nullptr;
  if (git_repository_head(&head, repository) != 0) return;
  const GitReference owner(head);
  if (const git_oid* id = git_reference_target(head)) {
    std::array<char, GIT_OID_HEXSZ + 1> text;
    identity->revision = git_oid_tostr(text.data(), text.size(), id);
  }
  if (git_reference_is_branch(head) != 0) identity->branch = git_reference_shorthand(head);
}

}  // namespace

GitIdentity ReadGitIdentity(const std::string& root) {
  GitIdentity identity;
  const std::string top = FindWorkTreeTop(root);
  const GitRepository repository = OpenRepository(top.empty() ? root.c_str() : top.c_str());
  if (repository == nullptr) return identity;
  identity.repository_root = top;
  identity.repository_uri = OriginUrl(repository.get());
  ReadHead(repository.get(), &identity);
  return identity;
}

}  // namespace ssot
