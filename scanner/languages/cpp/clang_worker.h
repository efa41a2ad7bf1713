// The process in which libclang runs.
#pragma once

namespace ssot::cpp {

// True for the arguments with which a pool starts a worker.
bool IsWorkerCommand(int argc, const char* const* argv);

// Answers requests on the socket that is its standard input, until that is closed. Limits its own
// memory. Returns an exit code.
int RunClangWorker(int argc, const char* const* argv);

}  // namespace ssot::cpp
