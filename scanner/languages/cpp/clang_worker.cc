#include "scanner/languages/cpp/clang_worker.h"

#include <clang-c/Index.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "scanner/encoding/extraction_encoding.h"
#include "scanner/languages/cpp/clang_protocol.h"
#include "scanner/languages/cpp/compile_flags.h"

namespace ssot::cpp {
namespace {

constexpr int kSocket = STDIN_FILENO;
constexpr size_t kStackBytes = size_t{256} << 20;  // syntax trees are deep
constexpr unsigned kGraceSeconds = 10;

struct WorkerArguments {
  std::string root;
  std::string database;
  unsigned seconds = 0;
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
  const CompileFlags flags(arguments.root, arguments.database);
  SendMessage(kSocket, flags.is_valid() ? "" : "it is no compilation database");
  std::string bytes;
  while (ReceiveMessage(kSocket, -1, &bytes)) {
    ParseRequest request;
    WorkerFault fault = WorkerFault::kNone;
    if (!DecodeRequest(bytes, &request, &fault)) return;
    // Whoever asked is gone when nobody has ended a hanging worker by then.
    alarm(arguments.seconds + kGraceSeconds);
    Commit(fault);
    const Extraction extraction = ParseWithClang(request, arguments.root, flags);
    alarm(0);
    const bool is_sent = extraction.facts.parse == ParseStatus::kFailed
                             ? SendMessage(kSocket, "-" + extraction.facts.errors.front().message)
                             : SendMessage(kSocket, "+" + EncodeExtraction(extraction));
    if (!is_sent) return;
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
  clang_toggleCrashRecovery(0);  // a crash ends the process, and the pool sees why
  WorkerArguments arguments{argv[2], argv[3], static_cast<unsigned>(std::atoi(argv[4]))};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, kStackBytes);
  pthread_t thread;
  if (pthread_create(&thread, &attributes, ServeInThread, &arguments) != 0) return 1;
  pthread_join(thread, nullptr);
  return 0;
}

}  // namespace ssot::cpp
