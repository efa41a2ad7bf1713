#include "scanner/commands/command_line.h"
#include "scanner/commands/standard_output.h"
#include "scanner/languages/cpp/clang_worker.h"

int main(int argc, char** argv) {
  if (ssot::cpp::IsWorkerCommand(argc, argv)) return ssot::cpp::RunClangWorker(argc, argv);
  ssot::PrepareStandardStreams();
  return ssot::RunCommandLine(argc, argv);
}
