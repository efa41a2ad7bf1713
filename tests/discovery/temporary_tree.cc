#include "tests/discovery/temporary_tree.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace ssot {
namespace {

namespace fs = std::filesystem;

std::string MakeTemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "ssot-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw std::system_error(errno, std::generic_category(), name);
  }
  return fs::canonical(name).string();
}

// libgit2 looks at HOME once, when it starts: so this stands before all tests.
struct Home {
  Home() : path(MakeTemporaryFolder()) {
    setenv("HOME", path.c_str(), 1);
    setenv("XDG_CONFIG_HOME", (path + "/config").c_str(), 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    for (const char* name : {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_CONFIG_GLOBAL"}) {
      unsetenv(name);
    }
  }
  ~Home() { fs::remove_all(path); }

  std::string path;
};
const Home home;

}  // namespace

TemporaryTree::TemporaryTree() : path_(MakeTemporaryFolder()) {}

TemporaryTree::~TemporaryTree() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void TemporaryTree::Write(std::string_view relative, std::string_view content) const {
  const fs::path file = path(relative);
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << content;
}

void TemporaryTree::MakeFolder(std::string_view relative) const {
  fs::create_directories(path(relative));
}

void TemporaryTree::Link(std::string_view relative, std::string_view target) const {
  const fs::path link = path(relative);
  fs::create_directories(link.parent_path());
  fs::create_symlink(target, link);
}

std::string TemporaryTree::GitIn(const std::string& folder, std::string_view arguments) const {
  const std::string command = "cd '" + folder + "' && git -c user.name=t " +
                              "-c user.email=t@example.org -c init.defaultBranch=main " +
                              "-c protocol.file.allow=always " + std::string(arguments) + " 2>&1";
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string output;
  char buffer[4096];
  while (const size_t count = fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, count);
  const int status = pclose(pipe);
  REQUIRE_MESSAGE(status == 0, command << "\n" << output);
  return output;
}

bool GitIsInstalled() {
  static const bool is_installed = system("git --version > /dev/null 2>&1") == 0;
  if (!is_installed) MESSAGE("SKIPPED: git is not installed");
  return is_installed;
}

const std::string& TestHome() {
  return home.path;
}

std::vector<std::string> Split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = text.find(separator);
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

}  // namespace ssot
