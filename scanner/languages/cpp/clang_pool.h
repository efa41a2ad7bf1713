// Workers that parse with libclang, so that a crash, a hang or a lack of memory costs one file.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "scanner/languages/cpp/clang_protocol.h"

namespace ssot::cpp {

struct ClangPoolOptions {
  std::string program;                        // the ssot to start as a worker
  std::string root;                           // absolute and canonical
  std::string database;                       // the folder of a compile_commands.json; empty: none
  std::string database_root;                  // what it calls the root; empty: as `root`
  unsigned seconds = 60;                      // of processor time for one file
  std::map<std::string, WorkerFault> faults;  // by path; for tests of what goes wrong
};

// Any number of threads may ask; each gets a worker of its own, started when it is needed and
// ended with the pool.
class ClangPool {
 public:
  explicit ClangPool(ClangPoolOptions options);
  ~ClangPool();
  ClangPool(const ClangPool&) = delete;
  ClangPool& operator=(const ClangPool&) = delete;

  // Facts with parse kFailed and the reason as their only error when the file was lost.
  Extraction Parse(const ParseRequest& request);

  // Starts a worker; the reason when that cannot be done or the database is none. Empty: all is
  // well.
  std::string Check();

 private:
  class Worker;

  std::unique_ptr<Worker> Take();
  void Return(std::unique_ptr<Worker> worker);

  const ClangPoolOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Worker>> idle_;  // guarded by mutex_
};

}  // namespace ssot::cpp
