#include "tests/cli/run_program.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace {

constexpr std::chrono::seconds kTimeLimit(60);

// A program's arguments or environment in the form of the system's calls.
class StringArray {
 public:
  explicit StringArray(std::vector<std::string> strings) : strings_(std::move(strings)) {
    for (std::string& string : strings_) pointers_.push_back(string.data());
    pointers_.push_back(nullptr);
  }
  char** get() { return pointers_.data(); }

 private:
  std::vector<std::string> strings_;
  std::vector<char*> pointers_;
};

std::vector<std::string> EnvironmentFor(const RunOptions& options) {
  const std::string home = std::filesystem::temp_directory_path().string() + "/ssot-test-no-home";
  std::vector<std::string> environment = {"HOME=" + home, "XDG_CONFIG_HOME=" + home,
                                          "GIT_CONFIG_NOSYSTEM=1"};
  for (const char* name : {"PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TMPDIR"}) {
    if (const char* value = std::getenv(name))
      environment.push_back(name + std::string("=") + value);
  }
  for (const auto& [name, value] : options.environment) environment.push_back(name + "=" + value);
  return environment;
}

// Reads the descriptors until all are closed or the time is over; false: it is.
bool ReadAll(const std::vector<std::pair<int, std::string*>>& streams) {
  const auto end = std::chrono::steady_clock::now() + kTimeLimit;
  std::vector<pollfd> polled;
  for (const auto& stream : streams) polled.push_back({stream.first, POLLIN, 0});
  size_t open_streams = streams.size();
  while (open_streams > 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0 ||
        poll(polled.data(), polled.size(), static_cast<int>(left.count())) <= 0) {
      return false;
    }
    for (size_t i = 0; i < polled.size(); ++i) {
      if (polled[i].fd < 0 || polled[i].revents == 0) continue;
      char buffer[65536];
      const ssize_t count = read(polled[i].fd, buffer, sizeof(buffer));
      if (count > 0) {
        streams[i].second->append(buffer, static_cast<size_t>(count));
      } else {  // a terminal says EIO where a pipe says 0
        polled[i].fd = -1;
        --open_streams;
      }
    }
  }
  return true;
}

int WaitFor(pid_t process, bool in_time) {
  if (!in_time) kill(process, SIGKILL);
  int status = 0;
  while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string SsotPath() {
  return SSOT_PROGRAM;
}

ProgramRun RunProgram(const std::vector<std::string>& command, const RunOptions& options) {
  int out[2];
  int err[2];
  if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  if (!options.folder.empty()) {
    posix_spawn_file_actions_addchdir_np(&actions, options.folder.c_str());
  }
  if (!options.stdout_path.empty()) {
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, options.stdout_path.c_str(),
                                     O_WRONLY | O_CREAT | O_TRUNC, 0644);
  }
  if (options.close_stdout) posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);

  ProgramRun run;
  pid_t process = 0;
  StringArray arguments(command);
  StringArray environment(EnvironmentFor(options));
  const int error = posix_spawnp(&process, command[0].c_str(), &actions, nullptr, arguments.get(),
                                 environment.get());
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  close(err[1]);
  if (error == 0)
    run.exit_code = WaitFor(process, ReadAll({{out[0], &run.out}, {err[0], &run.err}}));
  close(out[0]);
  close(err[0]);
  return run;
}

ProgramRun RunSsot(const std::vector<std::string>& arguments, const RunOptions& options) {
  std::vector<std::string> command = {SsotPath()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return RunProgram(command, options);
}

ProgramRun RunInTerminal(const std::vector<std::string>& arguments, const RunOptions& options) {
  std::vector<std::string> command = {SsotPath()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  StringArray words(command);
  StringArray environment(EnvironmentFor(options));
  winsize size = {24, 80, 0, 0};
  int terminal = -1;
  const pid_t process = forkpty(&terminal, nullptr, nullptr, &size);
  if (process == 0) {
    if (!options.folder.empty() && chdir(options.folder.c_str()) != 0) _exit(127);
    execve(words.get()[0], words.get(), environment.get());
    _exit(127);
  }
  ProgramRun run;
  if (process < 0) return run;
  run.exit_code = WaitFor(process, ReadAll({{terminal, &run.out}}));
  close(terminal);
  return run;
}
