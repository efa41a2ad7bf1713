// What goes wrong inside libclang costs one file.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <vector>

#include "scanner/languages/cpp/clang_pool.h"

namespace ssot::cpp {
namespace {

ClangPoolOptions Options() {
  ClangPoolOptions options;
  options.program = SSOT_BINARY_DIR "/ssot";
  options.root = std::filesystem::temp_directory_path().string();
  return options;
}

ParseRequest File(const std::string& path) {
  return {path, "int f() { return 1; }\nint g() { return f(); }\n", Language::kCpp};
}

std::string ReasonOf(const Extraction& extraction) {
  if (extraction.facts.parse != ParseStatus::kFailed) return "";
  return extraction.facts.errors.empty() ? "?" : extraction.facts.errors[0].message;
}

}  // namespace

TEST_CASE("a worker parses what it is given, whatever stands on disk") {
  ClangPool pool(Options());
  CHECK(pool.Check() == "");
  const Extraction extraction = pool.Parse(File("no/such/file.cc"));
  CHECK(ReasonOf(extraction) == "");
  CHECK(extraction.facts.parse == ParseStatus::kOk);
  REQUIRE(extraction.facts.definitions.size() == 2);
  REQUIRE(extraction.facts.calls.size() == 1);
  CHECK(extraction.facts.calls[0].span.line == 2);
}

TEST_CASE("a crash costs one file") {
  ClangPoolOptions options = Options();
  options.faults["crash.cc"] = WorkerFault::kCrash;
  ClangPool pool(options);
  CHECK(ReasonOf(pool.Parse(File("before.cc"))) == "");
  CHECK(ReasonOf(pool.Parse(File("crash.cc"))) == "libclang crashed (signal 6)");
  CHECK(ReasonOf(pool.Parse(File("after.cc"))) == "");
}

TEST_CASE("a hang costs one file and its time") {
  ClangPoolOptions options = Options();
  options.faults["hang.cc"] = WorkerFault::kHang;
  options.seconds = 2;
  ClangPool pool(options);
  const auto begin = std::chrono::steady_clock::now();
  CHECK(ReasonOf(pool.Parse(File("hang.cc"))) == "libclang took longer than 2 s");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("a lack of memory costs one file") {
  ClangPoolOptions options = Options();
  options.faults["large.cc"] = WorkerFault::kExhaustMemory;
  ClangPool pool(options);
  CHECK(ReasonOf(pool.Parse(File("large.cc"))) == "libclang needed more than 2 GB of memory");
  CHECK(ReasonOf(pool.Parse(File("after.cc"))) == "");
}
#endif

TEST_CASE("a program that is not there is a reason") {
  ClangPoolOptions options = Options();
  options.program = "/no/such/program";
  ClangPool pool(options);
  CHECK(ReasonOf(pool.Parse(File("a.cc"))) == "no libclang worker: No such file or directory");
}

TEST_CASE("threads share a pool") {
  ClangPool pool(Options());
  std::vector<std::string> reasons(8, "?");
  {
    std::vector<std::jthread> threads;
    for (size_t i = 0; i < reasons.size(); ++i) {
      threads.emplace_back([&, i] { reasons[i] = ReasonOf(pool.Parse(File("a.cc"))); });
    }
  }
  for (const std::string& reason : reasons) CHECK(reason == "");
}

}  // namespace ssot::cpp
