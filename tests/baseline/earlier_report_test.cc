#include "scanner/baseline/earlier_report.h"

#include <doctest/doctest.h>

namespace ssot {
namespace {

TEST_CASE("the figures of an earlier report, where it has any") {
  Diagnostics errors;
  const EarlierRows rows = ParseEarlierRows(R"({"inventory": [
      {"id": "both", "unit": "files", "count": 3, "textCount": 9},
      {"id": "text", "unit": "pairs", "textCount": 9},
      {"id": "none", "unit": "files"},
      {"id": "unseen", "unit": "files", "textCount": 0, "notCounted": "nothing in scope"}]})",
                                            "report.json", &errors);
  CHECK(errors.empty());
  REQUIRE(rows.size() == 2);
  CHECK(rows.at("both") == BaselineRow{"files", 3});
  CHECK(rows.at("text") == BaselineRow{"pairs", 9});
}

TEST_CASE("what is no report is told") {
  for (const char* bytes : {"", "[]", "{}", R"({"inventory": 1})", "{"}) {
    CAPTURE(bytes);
    Diagnostics errors;
    CHECK(ParseEarlierRows(bytes, "report.json", &errors).empty());
    CHECK(errors.size() == 1);
  }
}

}  // namespace
}  // namespace ssot
