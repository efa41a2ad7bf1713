// Every format renders the canned reports; the renders are compared with golden files. Run with
// SSOT_UPDATE_GOLDEN=1 to rewrite these, and read them before accepting them. The renders are also
// left in the build folder, where the npm tests validate them.

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "reports/report_format.h"
#include "tests/reports/canned_report.h"

namespace ssot {
namespace {

namespace fs = std::filesystem;

const fs::path kGoldenFolder = fs::path(SSOT_SOURCE_DIR) / "tests/reports/golden";
const fs::path kRenderFolder = fs::path(SSOT_BINARY_DIR) / "tests/reports/renders";

struct Canned {
  const char* name;
  Report report;
};

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void WriteFile(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

// A release changes the version and nothing else about the reports.
std::string WithoutVersion(std::string render) {
  const std::string version = "\"" SSOT_VERSION "\"";
  const std::string placeholder = "\"VERSION\"";
  for (size_t at = 0; (at = render.find(version, at)) != std::string::npos;) {
    render.replace(at, version.size(), placeholder);
  }
  return render;
}

TEST_CASE("every format renders every canned report as its golden file says") {
  const Canned all_canned[] = {{"canned", CannedReport()},
                               {"clean", CannedCleanReport()},
                               {"inventory", CannedInventoryReport()}};
  for (const Canned& canned : all_canned) {
    for (const ReportFormat& format : ReportFormats()) {
      const std::string name = std::string(canned.name) + "." + std::string(format.name);
      CAPTURE(name);
      const std::string render = format.render(canned.report, RenderOptions());
      WriteFile(kRenderFolder / name, render);
      const std::string expected = WithoutVersion(render);
      if (std::getenv("SSOT_UPDATE_GOLDEN")) WriteFile(kGoldenFolder / name, expected);
      REQUIRE(fs::exists(kGoldenFolder / name));
      CHECK(ReadFile(kGoldenFolder / name) == expected);
    }
  }
}

TEST_CASE("formats are found by their names") {
  for (const ReportFormat& format : ReportFormats()) {
    CHECK(FindReportFormat(format.name) == &format);
    CHECK_FALSE(format.description.empty());
  }
  CHECK(FindReportFormat("") == nullptr);
  CHECK(FindReportFormat("TEXT") == nullptr);
}

}  // namespace
}  // namespace ssot
