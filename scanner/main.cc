#include "scanner/commands/command_line.h"
#include "scanner/commands/standard_output.h"

int main(int argc, char** argv) {
  ssot::PrepareStandardStreams();
  return ssot::RunCommandLine(argc, argv);
}
