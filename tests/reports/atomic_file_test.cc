#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "reports/report_format.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "ssot-reports-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TemporaryFolder() { fs::remove_all(path_); }
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  const fs::path& path() const { return path_; }
  size_t Entries() const {
    return static_cast<size_t>(
        std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  fs::path path_;
};

std::string ReadFile(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

mode_t PermissionsOf(const std::string& path) {
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

struct Outcome {
  bool written;
  std::string error;
};

Outcome Write(const std::string& path, const std::string& bytes) {
  Outcome outcome;
  outcome.written = WriteFileAtomically(path, bytes, &outcome.error);
  return outcome;
}

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Permissions mean nothing to root, so that the test becomes somebody else for a while.
class WithoutRoot {
 public:
  explicit WithoutRoot(const fs::path& folder) : was_root_(geteuid() == 0) {
    if (!was_root_) return;
    REQUIRE(chown(folder.c_str(), kNobody, static_cast<gid_t>(-1)) == 0);
    REQUIRE(seteuid(kNobody) == 0);
  }
  ~WithoutRoot() {
    if (was_root_ && seteuid(0) != 0) std::abort();
  }

 private:
  static constexpr uid_t kNobody = 65534;
  bool was_root_;
};

class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit = {bytes, old_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, signal_);
  }

 private:
  rlimit old_;
  void (*signal_)(int);
};

TEST_CASE("a new file has the permissions that the umask leaves") {
  const TemporaryFolder folder;
  const mode_t mask = umask(027);
  CHECK(Write(folder / "report.json", std::string("a\0b", 3)).written);
  umask(mask);
  CHECK(ReadFile(folder / "report.json") == std::string("a\0b", 3));
  CHECK(PermissionsOf(folder / "report.json") == 0640);
  CHECK(folder.Entries() == 1);
}

TEST_CASE("a file without a folder in its name is written to the current folder") {
  const TemporaryFolder folder;
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  const Outcome outcome = Write("report.json", "here");
  fs::current_path(before);
  CHECK(outcome.written);
  CHECK(ReadFile(folder / "report.json") == "here");
}

TEST_CASE("an old file is replaced and keeps its permissions") {
  const TemporaryFolder folder;
  WriteFile(folder / "report.json", "a longer old text");
  fs::permissions(folder / "report.json", fs::perms(0604));
  CHECK(Write(folder / "report.json", "new").written);
  CHECK(ReadFile(folder / "report.json") == "new");
  CHECK(PermissionsOf(folder / "report.json") == 0604);
  CHECK(folder.Entries() == 1);
}

TEST_CASE("what a killed writer left is removed, what a living one writes is not") {
  const TemporaryFolder folder;
  const std::string left = folder / ".ssot-report.1.0.tmp";
  const std::string held = folder / ".ssot-report.2.0.tmp";
  const std::string other = folder / ".ssot-report.tmp.txt";
  for (const std::string& path : {left, held, other}) WriteFile(path, "half");
  const int lock = open(held.c_str(), O_RDONLY);
  REQUIRE(flock(lock, LOCK_EX) == 0);
  CHECK(Write(folder / "report.json", "new").written);
  close(lock);
  CHECK_FALSE(fs::exists(left));
  CHECK(fs::exists(held));
  CHECK(fs::exists(other));
}

TEST_CASE("many writers of one file leave one of their texts and nothing else") {
  const TemporaryFolder folder;
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      for (int round = 0; round < 50; ++round) {
        std::string error;
        if (!WriteFileAtomically(folder / "report.json", std::string(9, char('a' + i)), &error)) {
          std::abort();
        }
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  const std::string text = ReadFile(folder / "report.json");
  CHECK(text == std::string(9, text[0]));
  CHECK(folder.Entries() == 1);
}

TEST_CASE("a symbolic link stays and its target is replaced") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "elsewhere");
  WriteFile(folder / "elsewhere/target.json", "old");
  fs::create_symlink("elsewhere/target.json", folder / "link.json");
  CHECK(Write(folder / "link.json", "new").written);
  CHECK(fs::is_symlink(folder / "link.json"));
  CHECK(ReadFile(folder / "elsewhere/target.json") == "new");
}

TEST_CASE("a symbolic link to a file that does not exist yet creates it") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "elsewhere");
  fs::create_symlink("elsewhere/target.json", folder / "link.json");
  CHECK(Write(folder / "link.json", "new").written);
  CHECK(fs::is_symlink(folder / "link.json"));
  CHECK(ReadFile(folder / "elsewhere/target.json") == "new");
}

TEST_CASE("a path that cannot be written is one sentence and leaves nothing behind") {
  const TemporaryFolder folder;
  fs::create_directory(folder / "folder");
  WriteFile(folder / "file", "");
  struct Case {
    std::string path;
    const char* says;
  };
  const Case cases[] = {
      {"", "a file name is missing"},
      {folder / "missing/report.json", "missing' does not exist; create it first"},
      {folder / "missing/", "a file name is missing"},
      {folder / "folder", "it is a folder; name a file in it"},
      {folder / "folder/", "it is a folder"},
      {folder / "file/report.json", "is not a folder"},
      {folder / std::string(300, 'n'), "File name too long"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.path);
    const Outcome outcome = Write(test.path, "x");
    CHECK_FALSE(outcome.written);
    CAPTURE(outcome.error);
    CHECK(Contains(outcome.error, "cannot write '" + test.path + "': "));
    CHECK(Contains(outcome.error, test.says));
    CHECK_FALSE(Contains(outcome.error, "\n"));
    CHECK(folder.Entries() == 2);
  }
}

TEST_CASE("a read-only folder and a read-only file are respected") {
  const TemporaryFolder folder;
  WriteFile(folder / "locked.json", "old");
  fs::permissions(folder / "locked.json", fs::perms(0444));
  const WithoutRoot without_root(folder.path());
  Outcome outcome = Write(folder / "locked.json", "new");
  CHECK_FALSE(outcome.written);
  CHECK(Contains(outcome.error, "the file is read-only"));
  fs::permissions(folder.path(), fs::perms(0555));
  outcome = Write(folder / "report.json", "new");
  fs::permissions(folder.path(), fs::perms(0755));
  CHECK_FALSE(outcome.written);
  CHECK(Contains(outcome.error, "no file can be created in the folder"));
  CHECK(Contains(outcome.error, "Permission denied"));
  CHECK(ReadFile(folder / "locked.json") == "old");
  CHECK(folder.Entries() == 1);
}

TEST_CASE("when space runs out the old file stays whole") {
  const TemporaryFolder folder;
  WriteFile(folder / "report.json", "old");
  Outcome outcome;
  {
    const FileSizeLimit limit(1000);
    outcome = Write(folder / "report.json", std::string(100000, 'x'));
  }
  CHECK_FALSE(outcome.written);
  CHECK(Contains(outcome.error, "File too large; raise the limit"));
  CHECK(ReadFile(folder / "report.json") == "old");
  CHECK(folder.Entries() == 1);
}

TEST_CASE("a full device is said and not replaced") {
  const Outcome outcome = Write("/dev/full", "x");
  CHECK_FALSE(outcome.written);
  CHECK(Contains(outcome.error, "No space left on device; free some space"));
  CHECK(fs::is_character_file("/dev/full"));
}

TEST_CASE("a device is written directly") {
  CHECK(Write("/dev/null", "x").written);
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a pipe with a name is written directly") {
  const TemporaryFolder folder;
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  std::string read;
  std::thread reader([&] { read = ReadFile(folder / "pipe"); });
  const Outcome outcome = Write(folder / "pipe", std::string(200000, 'x'));
  reader.join();
  CHECK(outcome.written);
  CHECK(read.size() == 200000);
  CHECK(fs::is_fifo(folder / "pipe"));
}

TEST_CASE("a pipe that its reader closed is no error") {
  const TemporaryFolder folder;
  REQUIRE(mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const auto old_signal = std::signal(SIGPIPE, SIG_IGN);
  std::thread reader([&] { std::ifstream(folder / "pipe").get(); });
  const Outcome outcome = Write(folder / "pipe", std::string(2000000, 'x'));
  reader.join();
  std::signal(SIGPIPE, old_signal);
  CHECK(outcome.written);
}

TEST_CASE("standard output that is a file is continued and not replaced") {
  const TemporaryFolder folder;
  const int old_output = dup(STDOUT_FILENO);
  const int file = open((folder / "out").c_str(), O_RDWR | O_CREAT, 0600);
  std::fflush(stdout);
  dup2(file, STDOUT_FILENO);
  std::fputs("before ", stdout);
  const Outcome outcome = Write("/dev/stdout", "report ");
  std::fputs("after", stdout);
  std::fflush(stdout);
  dup2(old_output, STDOUT_FILENO);
  close(file);
  close(old_output);
  CHECK(outcome.written);
  CHECK(ReadFile(folder / "out") == "before report after");
}

}  // namespace
}  // namespace ssot
