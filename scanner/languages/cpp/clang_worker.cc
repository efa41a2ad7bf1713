#include "scanner/languages/cpp/clang_worker.h"

#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <new>
#include <string>
#include <vector>

#include "scanner/encoding/extraction_encoding.h"
#include "scanner/languages/cpp/clang_protocol.h"
#include "scanner/languages/cpp/compile_flags.h"
#include "scanner/languages/cpp/libclang.h"

namespace ssot::cpp {
namespace {

constexpr int kSocket = STDIN_FILENO;
constexpr size_t kStackBytes = size_t{256} << 20;  // syntax trees are deep
constexpr time_t kSecondsBetweenLooks = 2;
constexpr uint64_t kWornMemory = kWorkerMemory / 2;

struct WorkerArguments {
  std::string root;
  std::string database;
  std::string database_root;
};

void LimitMemory() {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  const rlimit memory{kWorkerMemory + kStackBytes, kWorkerMemory + kStackBytes};
  setrlimit(RLIMIT_AS, &memory);
#endif
  std::set_new_handler([] { _exit(kOutOfMemoryExit); });
}

// libclang would catch crashes and go on with what they left behind, and it would parse in threads
// with small stacks.
void TakeOverSafety() {
  setenv("LIBCLANG_DISABLE_CRASH_RECOVERY", "1", 1);
  setenv("LIBCLANG_NOTHREADS", "1", 1);
}

// After this one a process with more is replaced: memory that libclang keeps adds up.
bool IsWorn() {
  malloc_trim(0);
  std::ifstream file("/proc/self/statm");
  uint64_t pages = 0;
  file >> pages;
  return pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) > kWornMemory + kStackBytes;
}

// Nobody reads what libclang prints.
void Silence() {
  const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (null < 0) return;
  dup2(null, STDOUT_FILENO);
  dup2(null, STDERR_FILENO);
}

void Commit(WorkerFault fault) {
  switch (fault) {
    case WorkerFault::kNone:
      return;
    case WorkerFault::kCrash:
      abort();
    case WorkerFault::kHang:
      for (;;) pause();
    case WorkerFault::kExhaustMemory:
      for (std::vector<std::string> hoard;;) hoard.emplace_back(size_t{64} << 20, 'x');
  }
}

void Serve(const WorkerArguments& arguments) {
  const CompileFlags flags(arguments.root, arguments.database, arguments.database_root);
  SendMessage(kSocket, flags.is_valid() ? "" : "it is no compilation database");
  std::string bytes;
  while (ReceiveMessage(kSocket, -1, &bytes)) {
    ParseRequest request;
    WorkerFault fault = WorkerFault::kNone;
    if (!DecodeRequest(bytes, &request, &fault)) return;
    Commit(fault);
    const Extraction extraction = ParseWithClang(request, arguments.root, flags);
    const bool is_failed = extraction.facts.parse == ParseStatus::kFailed;
    const std::string answer =
        is_failed ? extraction.facts.errors.front().message : EncodeExtraction(extraction);
    if (!SendMessage(kSocket, EncodeAnswer(!is_failed, IsWorn(), answer))) return;
  }
}

// A killed scan leaves no worker behind that is busy with a file.
void WaitFor(pthread_t thread, pid_t parent) {
  for (;;) {
    timespec deadline{};
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += kSecondsBetweenLooks;
    if (pthread_timedjoin_np(thread, nullptr, &deadline) == 0) return;
    if (getppid() != parent) _exit(1);
  }
}

void* ServeInThread(void* arguments) {
  Serve(*static_cast<const WorkerArguments*>(arguments));
  return nullptr;
}

}  // namespace

bool IsWorkerCommand(int argc, const char* const* argv) {
  return argc == 5 && argv[1] == kWorkerCommand;
}

int RunClangWorker(int /*argc*/, const char* const* argv) {
  struct stat status {};
  if (fstat(kSocket, &status) != 0 || !S_ISSOCK(status.st_mode)) {
    std::fputs("ssot: 'clang-worker' is started by ssot itself\n", stderr);
    return 2;
  }
  Silence();
  LimitMemory();
  TakeOverSafety();
  if (!LoadLibclang()) return kNoLibclangExit;
  const pid_t parent = getppid();
  WorkerArguments arguments{argv[2], argv[3], argv[4]};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, ServeInThread, &arguments) != 0) return 1;
  WaitFor(thread, parent);
  return 0;
}

}  // namespace ssot::cpp
