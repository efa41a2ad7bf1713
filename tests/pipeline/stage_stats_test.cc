#include "scanner/pipeline/stage_stats.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

namespace ssot {
namespace {

TEST_CASE("stages follow one another, nested ones belong to the one before") {
  StageStats stats;
  stats.Begin("discover");
  stats.Count(3, 0);
  stats.Begin("read");
  stats.Count(3, 2'000'000);
  stats.End();
  stats.AddNested("extract", 1.5, 2, 1'000'000);
  REQUIRE(stats.rows().size() == 3);
  CHECK(stats.rows()[0].files == 3);
  CHECK(stats.rows()[1].bytes == 2'000'000);
  CHECK(stats.rows()[2].is_nested);

  const std::string table = stats.Table();
  CHECK(table.find("discover") != std::string::npos);
  CHECK(table.find("  extract") != std::string::npos);
  CHECK(table.find("2.0 MB") != std::string::npos);
  CHECK(table.find("peak memory") != std::string::npos);
  CHECK(table.back() == '\n');
}

TEST_CASE("the seconds stand below one another, and nested ones are not summed") {
  StageStats stats;
  stats.Begin("a");
  stats.End();
  stats.AddNested("b", 100, 0, 0);
  std::istringstream lines(stats.Table());
  std::vector<size_t> columns;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with(" s")) columns.push_back(line.size());
    if (line.starts_with("total")) CHECK(line.find("100") == std::string::npos);
  }
  CHECK(columns == std::vector<size_t>(3, columns.at(0)));
}

TEST_CASE("nothing is counted where no stage runs") {
  StageStats stats;
  stats.Count(1, 1);
  stats.End();
  CHECK(stats.rows().empty());
}

}  // namespace
}  // namespace ssot
