// Writing to standard output so that a closed pipe is quiet and a full disk is not.
#pragma once

#include <string_view>

namespace ssot {

// Called once, before anything is written or opened: a closed pipe becomes an error of write(2)
// instead of a signal, and closed standard streams cannot be taken over by files opened later.
void PrepareStandardStreams();

enum class OutputState { kOk, kReaderGone, kFailed };

// Writes all of `bytes`. The first failure is said on standard error, except that the reader of a
// pipe went away, and stays: later calls write nothing. Not thread-safe.
OutputState WriteStandardOutput(std::string_view bytes);

// `exit_code`, or kExitIncomplete when something that was to be written could not be.
int ExitCodeAfterOutput(int exit_code);

// One line on standard error, after "ssot: ". What, where, what to do.
void PrintError(std::string_view message);
// The same without the words in front.
void PrintPlain(std::string_view line);

}  // namespace ssot
