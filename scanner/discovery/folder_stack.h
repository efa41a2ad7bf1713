// The folders that are still to be read, shared by all threads of a walk.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "scanner/discovery/ignore_rules.h"

namespace ssot {

struct FolderTask {
  std::string path;   // absolute
  IgnoreRules rules;  // of the folder above
};

class FolderStack {
 public:
  void Push(std::vector<FolderTask> tasks) {
    if (tasks.empty()) return;
    const std::lock_guard<std::mutex> lock(mutex_);
    for (FolderTask& task : tasks) tasks_.push_back(std::move(task));
    changed_.notify_all();
  }

  // Waits for a task. Returns false when there are none left and no thread is at work on one that
  // could bring more. After each task taken, Done must be called.
  bool Take(FolderTask* task) {
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return !tasks_.empty() || at_work_ == 0; });
    if (tasks_.empty()) return false;
    *task = std::move(tasks_.back());
    tasks_.pop_back();
    ++at_work_;
    return true;
  }

  void Done() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (--at_work_ == 0) changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<FolderTask> tasks_;
  int at_work_ = 0;
};

}  // namespace ssot
