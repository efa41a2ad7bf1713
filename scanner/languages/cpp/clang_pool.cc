#include "scanner/languages/cpp/clang_pool.h"

#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "scanner/encoding/extraction_encoding.h"

extern char** environ;

namespace ssot::cpp {
namespace {

// Memory that libclang does not give back adds up.
constexpr unsigned kFilesOfWorker = 256;
// How much longer than its processor time a file may take.
constexpr int64_t kMostPatience = 20;

std::string MemoryReason() {
  return "libclang needed more than " + std::to_string(kWorkerMemory >> 30) + " GB of memory";
}

}  // namespace

class ClangPool::Worker {
 public:
  explicit Worker(const ClangPoolOptions& options) : options_(options) { Start(); }
  ~Worker() { Stop(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Empty: it can be asked.
  const std::string& problem() const { return problem_; }
  bool is_worn() const { return process_ < 0 || is_worn_ || files_ >= kFilesOfWorker; }

  Extraction Parse(const ParseRequest& request, WorkerFault fault) {
    if (process_ < 0) return FailedExtraction(request, problem_);
    ++files_;
    std::string answer;
    const bool is_sent = SendMessage(socket_, EncodeRequest(request, fault));
    if (!is_sent || !WaitForAnswer() ||
        !ReceiveMessage(socket_, options_.seconds * int64_t{1000}, &answer)) {
      return FailedExtraction(request, FindReason());
    }
    Extraction extraction;
    bool has_facts = false;
    std::string_view bytes;
    const bool is_answer = DecodeAnswer(answer, &has_facts, &is_worn_, &bytes);
    if (is_answer && !has_facts) return FailedExtraction(request, std::string(bytes));
    if (is_answer && DecodeExtraction(bytes, &extraction)) return extraction;
    return FailedExtraction(request, "the libclang worker's answer makes no sense");
  }

 private:
  void Start() {
    int sockets[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
      problem_ = std::string("no libclang worker: ") + std::strerror(errno);
      return;
    }
    const std::string command(kWorkerCommand);
    const char* arguments[] = {options_.program.c_str(),       command.c_str(),
                               options_.root.c_str(),          options_.database.c_str(),
                               options_.database_root.c_str(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, sockets[1], STDIN_FILENO);
    const int error = posix_spawn(&process_, options_.program.c_str(), &actions, nullptr,
                                  const_cast<char* const*>(arguments), environ);
    posix_spawn_file_actions_destroy(&actions);
    close(sockets[1]);
    socket_ = sockets[0];
    if (error != 0) {
      process_ = -1;
      problem_ = std::string("no libclang worker: ") + std::strerror(error);
      return;
    }
    std::string greeting;
    if (!ReceiveMessage(socket_, options_.seconds * int64_t{1000}, &greeting)) {
      problem_ = FindReason();
    } else {
      problem_ = std::move(greeting);
    }
  }

  // The limit is one of the worker's processor time, so that a busy machine loses no file. One that
  // sleeps meanwhile waits for something that does not come.
  bool WaitForAnswer() const {
    const int64_t limit = options_.seconds * int64_t{1000};
    const int64_t begin = ProcessorTime();
    int64_t used = 0;
    for (int64_t waited = 0; waited < limit * kMostPatience; waited += limit) {
      if (WaitForMessage(socket_, limit)) return true;
      const int64_t now = ProcessorTime() - begin;
      const bool is_asleep = now - used < limit / kMostPatience;
      if (now >= limit || is_asleep) return false;
      used = now;
    }
    return false;
  }

  // In milliseconds, since the worker's start.
  int64_t ProcessorTime() const {
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(process_, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
    return time.tv_sec * int64_t{1000} + time.tv_nsec / 1'000'000;
  }

  // Why there is no answer. The worker is gone afterwards.
  std::string FindReason() {
    const pid_t process = std::exchange(process_, -1);
    int status = 0;
    rusage usage{};
    // The socket of a dead process is closed a moment before it can be waited for.
    for (int tries = 0; tries < 50; ++tries) {
      if (wait4(process, &status, WNOHANG, &usage) == process) return Describe(status, usage);
      usleep(2000);
    }
    kill(process, SIGKILL);
    wait4(process, &status, 0, &usage);
    return "libclang took longer than " + std::to_string(options_.seconds) + " s";
  }

  static std::string Describe(int status, const rusage& usage) {
    constexpr long kNearlyAll = static_cast<long>(kWorkerMemory / 1024 / 4 * 3);  // ru_maxrss: KiB
    if (WIFEXITED(status) && WEXITSTATUS(status) == kOutOfMemoryExit) return MemoryReason();
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNoLibclangExit) {
      return "libclang could not be loaded";
    }
    if (usage.ru_maxrss > kNearlyAll) return MemoryReason();
    // LLVM aborts when it gets none, and what grows asks for twice of what it has.
    const bool is_aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
    if (is_aborted && usage.ru_maxrss > kNearlyAll / 3) return MemoryReason();
    if (WIFSIGNALED(status)) {
      return "libclang crashed (signal " + std::to_string(WTERMSIG(status)) + ")";
    }
    return "the libclang worker ended with exit code " + std::to_string(WEXITSTATUS(status));
  }

  void Stop() {
    if (socket_ >= 0) close(socket_);
    if (process_ < 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  const ClangPoolOptions& options_;
  pid_t process_ = -1;
  int socket_ = -1;
  unsigned files_ = 0;
  bool is_worn_ = false;
  std::string problem_;
};

ClangPool::ClangPool(ClangPoolOptions options) : options_(std::move(options)) {}
ClangPool::~ClangPool() = default;

std::unique_ptr<ClangPool::Worker> ClangPool::Take() {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Worker> worker = std::move(idle_.back());
      idle_.pop_back();
      return worker;
    }
  }
  return std::make_unique<Worker>(options_);
}

void ClangPool::Return(std::unique_ptr<Worker> worker) {
  if (worker->is_worn()) return;
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(worker));
}

Extraction ClangPool::Parse(const ParseRequest& request) {
  const auto fault = options_.faults.find(request.path);
  std::unique_ptr<Worker> worker = Take();
  Extraction extraction =
      worker->Parse(request, fault == options_.faults.end() ? WorkerFault::kNone : fault->second);
  Return(std::move(worker));
  return extraction;
}

std::string ClangPool::Check() {
  std::unique_ptr<Worker> worker = Take();
  std::string problem = worker->problem();
  Return(std::move(worker));
  return problem;
}

}  // namespace ssot::cpp
