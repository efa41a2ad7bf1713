#include "scanner/discovery/root.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <system_error>

#include "scanner/discovery/path.h"
#include "scanner/discovery/work_tree.h"

namespace ssot {
namespace {

// Empty, with errno set, when the path does not exist or cannot be reached.
std::string Canonical(const std::string& path) {
  const std::unique_ptr<char, decltype(&free)> resolved(realpath(path.c_str(), nullptr), &free);
  return resolved == nullptr ? "" : resolved.get();
}

bool IsFolder(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool IsFile(const std::string& path) {
  struct stat status;
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::string WhyNot(int error) {
  if (error == ENOENT) return "no such file or folder";
  return std::system_category().message(error);
}

// By the nearest folder above that is there. Empty when `..` comes after it.
std::string CanonicalOfGone(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const size_t slash = path.rfind('/');
  const std::string name(path.substr(slash + 1));
  if (name.empty() || name == "." || name == "..") return "";
  const std::string folder(slash == path.npos ? "." : path.substr(0, slash + 1));
  std::string resolved = Canonical(folder);
  if (resolved.empty()) resolved = CanonicalOfGone(folder);
  return resolved.empty() ? "" : JoinPath(resolved, name);
}

// A pipe or a device that somebody names would be an empty success.
bool IsScannable(const std::string& typed, const std::string& path, Diagnostics* errors) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0) return true;  // a broken link
  if (S_ISDIR(status.st_mode) || S_ISREG(status.st_mode)) return true;
  const std::string what = S_ISFIFO(status.st_mode)   ? "a pipe"
                           : S_ISSOCK(status.st_mode) ? "a socket"
                                                      : "a device";
  errors->push_back({typed, 0, 0, "is " + what + "; only files and folders can be scanned"});
  return false;
}

// Folders are resolved wholly. Of anything else only the folder that it is in: a link to a file
// keeps its own name.
bool ResolvePath(const std::string& path, bool may_be_gone, std::string* resolved,
                 Diagnostics* errors) {
  *resolved = Canonical(path);
  if (resolved->empty() && may_be_gone) {
    *resolved = CanonicalOfGone(path);
  } else if (!resolved->empty() && !IsFolder(*resolved)) {
    const size_t slash = path.rfind('/');
    const bool has_folder = slash != std::string::npos;
    const std::string folder = Canonical(has_folder ? path.substr(0, slash + 1) : ".");
    const std::string name = has_folder ? path.substr(slash + 1) : path;
    *resolved = folder.empty() ? "" : JoinPath(folder, name);
  }
  if (!resolved->empty()) return may_be_gone || IsScannable(path, *resolved, errors);
  errors->push_back({path.empty() ? "''" : path, 0, 0, WhyNot(errno)});
  return false;
}

std::string_view CommonFolder(std::string_view folder, std::string_view path) {
  while (!IsAtOrBelow(path, folder)) folder = ParentFolder(folder);
  return folder;
}

std::string NearestFolderWithConfig(std::string_view folder) {
  for (;;) {
    if (IsFile(JoinPath(folder, ".ssot.yaml"))) return std::string(folder);
    if (folder == "/") return "";
    folder = ParentFolder(folder);
  }
}

std::string RootOf(const std::vector<std::string>& paths) {
  const std::string& first = paths.front();
  std::string_view folder = IsFolder(first) ? first : ParentFolder(first);
  for (const std::string& path : paths) folder = CommonFolder(folder, path);
  std::string root = NearestFolderWithConfig(folder);
  if (root.empty()) root = FindWorkTreeTop(folder);
  return root.empty() ? std::string(folder) : root;
}

bool ResolveRootOption(const std::string& option, std::string* root, Diagnostics* errors) {
  *root = Canonical(option);
  if (root->empty()) {
    errors->push_back({option, 0, 0, WhyNot(errno) + "; --root needs an existing folder"});
  } else if (!IsFolder(*root)) {
    errors->push_back({option, 0, 0, "not a folder; --root needs one"});
  }
  return errors->empty();
}

void CheckBelowRoot(const RootChoice& choice, const std::vector<std::string>& typed,
                    Diagnostics* errors) {
  for (size_t i = 0; i < typed.size(); ++i) {
    if (IsAtOrBelow(choice.paths[i], choice.root)) continue;
    errors->push_back(
        {typed[i], 0, 0,
         "outside the root " + choice.root + "; choose a path below it, or another --root"});
  }
}

}  // namespace

RootChoice ChooseRoot(const std::vector<std::string>& paths, const std::string& root_option,
                      Diagnostics* errors, bool may_be_gone) {
  const std::vector<std::string> typed = paths.empty() ? std::vector<std::string>{"."} : paths;
  Diagnostics own;
  RootChoice choice;
  for (const std::string& path : typed) {
    std::string resolved;
    if (ResolvePath(path, may_be_gone, &resolved, &own)) choice.paths.push_back(resolved);
  }
  if (!root_option.empty()) ResolveRootOption(root_option, &choice.root, &own);
  if (own.empty() && root_option.empty()) choice.root = RootOf(choice.paths);
  if (own.empty()) CheckBelowRoot(choice, typed, &own);
  choice.ok = own.empty();
  errors->insert(errors->end(), own.begin(), own.end());
  return choice;
}

}  // namespace ssot
