#include "scanner/commands/standard_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include "scanner/commands/exit_codes.h"

namespace ssot {
namespace {

OutputState g_state = OutputState::kOk;

// Zero, or the error of the first write that failed.
int WriteAll(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return 0;
}

}  // namespace

void PrepareStandardStreams() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file size limit becomes EFBIG, like a full disk
  for (int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is this one. Read-only, so that writing to it still fails.
    if (open("/dev/null", O_RDONLY) < 0) return;
  }
}

OutputState WriteStandardOutput(std::string_view bytes) {
  if (g_state != OutputState::kOk) return g_state;
  const int error = WriteAll(STDOUT_FILENO, bytes);
  if (error == 0) return g_state;
  if (error == EPIPE) return g_state = OutputState::kReaderGone;
  PrintError(std::string("cannot write to standard output: ") + std::strerror(error) +
             "; the output is cut off");
  return g_state = OutputState::kFailed;
}

int ExitCodeAfterOutput(int exit_code) {
  return g_state == OutputState::kFailed ? kExitIncomplete : exit_code;
}

void PrintError(std::string_view message) {
  PrintPlain(std::string("ssot: error: ").append(message));
}

void PrintPlain(std::string_view line) {
  // Nobody is left to tell when standard error fails.
  WriteAll(STDERR_FILENO, std::string(line).append("\n"));
}

}  // namespace ssot
