// Starts the `ssot` binary and takes what it writes.
#pragma once

#include <string>
#include <utility>
#include <vector>

struct ProgramRun {
  int exit_code = -1;  // -1: it was killed, by a signal or because it took longer than a minute
  std::string out;
  std::string err;
};

struct RunOptions {
  std::string folder = {};  // to start in; empty: the current one
  std::vector<std::pair<std::string, std::string>> environment = {};  // on top of PATH and HOME
  std::string stdout_path = {};  // where standard output goes instead of ProgramRun::out
  bool close_stdout = false;
};

// ssot with these arguments. The environment is empty but for PATH, HOME (a folder without
// configuration), what the sanitizers want, and `options.environment`.
ProgramRun RunSsot(const std::vector<std::string>& arguments, const RunOptions& options = {});

// Any program, for those that start ssot themselves.
ProgramRun RunProgram(const std::vector<std::string>& command, const RunOptions& options = {});

// ssot with a terminal of 80 columns as standard input, output and error; `out` is what it showed.
ProgramRun RunInTerminal(const std::vector<std::string>& arguments, const RunOptions& options = {});

// The binary under test.
std::string SsotPath();
