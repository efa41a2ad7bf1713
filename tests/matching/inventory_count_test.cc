#include "scanner/matching/inventory_count.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ssot {
namespace {

// Rules: a and b find facts, n only counts them; pairs, files and hits are text rules with the
// patterns x and y.
class Inventory {
 public:
  Inventory() {
    AddRule("a", RuleReport::kFindings, ImportParameters());
    AddRule("b", RuleReport::kFindings, ImportParameters());
    AddRule("n", RuleReport::kCount, DefineParameters());
    AddRule("pairs", RuleReport::kCount, Text(TextUnit::kPairs));
    AddRule("files", RuleReport::kCount, Text(TextUnit::kFiles));
    AddRule("hits", RuleReport::kCount, Text(TextUnit::kMatches));
  }

  void Find(std::string rule, std::string path, uint32_t line) {
    Finding& finding = findings_.emplace_back();
    finding.rule_id = std::move(rule);
    finding.path = std::move(path);
    finding.span.line = line;
  }

  void Count(std::string rule, std::string path, uint32_t line, uint32_t pattern = 0,
             TextContext context = TextContext::kCode) {
    counted_.push_back({std::move(rule), std::move(path), line, 1, context, pattern});
  }

  CountedRow CountRow(InventoryRow row, std::vector<bool> runs = {}) {
    set_.rows = {std::move(row)};
    const CompiledRules rules(set_, std::move(runs));
    return CountInventory(rules, findings_, counted_, looked_at_).at(0);
  }

  // Without this, every rule looked at somewhere.py.
  void LookAt(std::vector<std::string> rules, std::string_view path) {
    for (size_t i = 0; i < set_.rules.size(); ++i) {
      const bool looks = std::find(rules.begin(), rules.end(), set_.rules[i].id) != rules.end();
      looked_at_[i] = looks ? std::vector{path} : std::vector<std::string_view>();
    }
  }

 private:
  static TextParameters Text(TextUnit unit) {
    TextParameters text;
    text.any = {{"x", false}, {"y", false}};
    text.unit = unit;
    return text;
  }

  void AddRule(std::string id, RuleReport report, RuleParameters parameters) {
    Rule& rule = set_.rules.emplace_back();
    rule.id = std::move(id);
    rule.report = report;
    rule.parameters = std::move(parameters);
    looked_at_.push_back({"somewhere.py"});
  }

  RuleSet set_;
  std::vector<Finding> findings_;
  std::vector<CountedMatch> counted_;
  LookedAtFiles looked_at_;
};

InventoryRow Row(RowUnit unit, std::vector<std::string> rules,
                 std::vector<std::string> text_rules) {
  InventoryRow row;
  row.unit = unit;
  row.rules = std::move(rules);
  row.text_rules = std::move(text_rules);
  row.target = 0;
  return row;
}

TEST_CASE("a row of files counts distinct files, any other counts findings") {
  Inventory inventory;
  inventory.Find("a", "one.py", 1);
  inventory.Find("a", "one.py", 2);
  inventory.Find("b", "one.py", 3);
  inventory.Find("b", "two.py", 1);
  inventory.Count("n", "three.py", 1);
  CHECK(inventory.CountRow(Row(RowUnit::kFiles, {"a", "b"}, {})).count == 2);
  CHECK(inventory.CountRow(Row(RowUnit::kFindings, {"a", "b"}, {})).count == 4);
  CHECK(inventory.CountRow(Row(RowUnit::kDefinitions, {"a", "n"}, {})).count == 3);
  CHECK(inventory.CountRow(Row(RowUnit::kPairs, {"a", "b"}, {})).files == 2);
}

TEST_CASE("the row's scope narrows the true count and not the text count") {
  Inventory inventory;
  inventory.Find("a", "app/one.py", 1);
  inventory.Find("a", "lib/one.py", 1);
  inventory.Count("hits", "app/one.py", 1);
  inventory.Count("hits", "lib/one.py", 1);
  InventoryRow row = Row(RowUnit::kFindings, {"a"}, {"hits"});
  row.scope.include = {"app/**"};
  const CountedRow counted = inventory.CountRow(row);
  CHECK(counted.count == 1);
  CHECK(counted.files == 1);
  CHECK(counted.text_count == 2);
  CHECK(counted.text_files == 2);
}

TEST_CASE("text counts in each text rule's unit, in a row of files in files") {
  Inventory inventory;
  for (const char* rule : {"pairs", "files", "hits"}) {
    inventory.Count(rule, "one.py", 1, 0);
    inventory.Count(rule, "one.py", 1, 0);  // again in the line
    inventory.Count(rule, "one.py", 1, 1, TextContext::kComment);
    inventory.Count(rule, "one.py", 2, 0, TextContext::kString);
    inventory.Count(rule, "two.py", 1, 0, TextContext::kDocstring);
  }
  CHECK(inventory.CountRow(Row(RowUnit::kPairs, {}, {"pairs"})).text_count == 4);
  CHECK(inventory.CountRow(Row(RowUnit::kPairs, {}, {"files"})).text_count == 2);
  CHECK(inventory.CountRow(Row(RowUnit::kPairs, {}, {"hits"})).text_count == 5);
  CHECK(inventory.CountRow(Row(RowUnit::kPairs, {}, {"pairs", "files"})).text_count == 6);
  const CountedRow row = inventory.CountRow(Row(RowUnit::kFiles, {}, {"pairs"}));
  CHECK(row.text_count == 2);
  CHECK_FALSE(row.count.has_value());
  // Contexts are counted hit by hit.
  CHECK(row.text_by_context->code == 2);
  CHECK(row.text_by_context->comment == 1);
  CHECK(row.text_by_context->string == 1);
  CHECK(row.text_by_context->docstring == 1);
}

TEST_CASE("a row without rules of its own counts the sum of its parts") {
  Inventory inventory;
  inventory.Find("a", "one.py", 1);
  inventory.Find("b", "one.py", 2);
  inventory.Count("hits", "one.py", 1, 0);
  inventory.Count("pairs", "two.py", 1, 1);
  InventoryRow row = Row(RowUnit::kPairs, {}, {});
  row.parts = {{"first", {"a"}, {"hits"}, {}}, {"second", {"b"}, {"pairs"}, {}}};
  const CountedRow counted = inventory.CountRow(row);
  CHECK(counted.count == 2);
  CHECK(counted.files == 1);
  CHECK(counted.text_count == 2);
  CHECK(counted.text_files == 2);
  CHECK(counted.text_by_context->code == 2);
  REQUIRE(counted.parts.size() == 2);
  CHECK(counted.parts[0].id == "first");
  CHECK(counted.parts[0].count == 1);
  CHECK(counted.parts[1].text_count == 1);
}

TEST_CASE("the parts of a row with rules of its own break it down into occurrences") {
  Inventory inventory;
  inventory.Find("a", "one.py", 1);
  inventory.Find("a", "one.py", 2);
  inventory.Count("files", "one.py", 1, 0);
  inventory.Count("files", "one.py", 1, 1);
  inventory.Count("files", "one.py", 5, 1);
  InventoryRow row = Row(RowUnit::kFiles, {"a"}, {"files"});
  row.parts = {{"y", {"a"}, {"files"}, {"y"}}, {"any", {}, {"files"}, {}}};
  const CountedRow counted = inventory.CountRow(row);
  CHECK(counted.count == 1);
  CHECK(counted.text_count == 1);
  CHECK(counted.parts[0].count == 2);
  CHECK(counted.parts[0].text_count == 2);
  CHECK_FALSE(counted.parts[1].count.has_value());
  CHECK(counted.parts[1].text_count == 1);  // no pattern: the rule's unit
}

TEST_CASE("a rule that does not apply makes no count 0") {
  Inventory inventory;
  InventoryRow row = Row(RowUnit::kFindings, {"a", "b"}, {"hits"});
  CHECK(inventory.CountRow(row).count == 0);
  CHECK(inventory.CountRow(row, {false, true, true, true, true, true}).count == 0);
  const CountedRow counted = inventory.CountRow(row, {false, false, true, true, true, true});
  CHECK_FALSE(counted.count.has_value());
  CHECK_FALSE(counted.files.has_value());
  CHECK(counted.text_count == 0);
}

TEST_CASE("a row is not met while a rule of it does not apply") {
  Inventory inventory;
  InventoryRow row = Row(RowUnit::kFindings, {"a", "b"}, {"hits"});
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  CHECK_FALSE(inventory.CountRow(row, {false, true, true, true, true, true}).status.has_value());
  row.rules = {"a"};
  row.parts = {{"part", {"b"}, {}, {}}};
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  CHECK_FALSE(inventory.CountRow(row, {true, false, true, true, true, true}).status.has_value());
}

TEST_CASE("status follows the true count, and the text count where there is none") {
  Inventory inventory;
  inventory.Count("hits", "one.py", 1);
  InventoryRow row = Row(RowUnit::kFindings, {"a"}, {"hits"});
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  row.rules.clear();
  CHECK(inventory.CountRow(row).status == RowStatus::kUnmet);
  row.target = 1;
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  row.text_rules.clear();
  CHECK_FALSE(inventory.CountRow(row).status.has_value());
  row.rules = {"a"};
  row.target.reset();
  CHECK_FALSE(inventory.CountRow(row).status.has_value());
}

TEST_CASE("nothing found where nobody looked is no count, and no target is met by it") {
  Inventory inventory;
  inventory.LookAt({"a", "hits"}, "app/one.py");
  InventoryRow row = Row(RowUnit::kFindings, {"a", "b"}, {"hits"});
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  CHECK_FALSE(inventory.CountRow(row).not_counted.has_value());
  for (const char* part : {"the row's scope", "the rules' scopes"}) {
    CAPTURE(part);
    InventoryRow other = row;
    if (part == std::string_view("the row's scope")) {
      other.scope.include = {"lib/**"};
    } else {
      other.rules = {"b", "n"};
    }
    const CountedRow counted = inventory.CountRow(other);
    CHECK_FALSE(counted.count.has_value());
    CHECK_FALSE(counted.files.has_value());
    CHECK_FALSE(counted.status.has_value());
    CHECK(counted.not_counted == NotCounted::kNothingInScope);
    CHECK(counted.text_count == 0);
  }
  row.rules = {"b"};
  row.target.reset();
  CHECK_FALSE(inventory.CountRow(row).not_counted.has_value());
}

TEST_CASE("a row that only counts text needs a file for its text rules") {
  Inventory inventory;
  InventoryRow row = Row(RowUnit::kFindings, {}, {"hits"});
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  inventory.LookAt({"hits"}, "app/one.py");
  row.scope.include = {"app/**"};
  CHECK(inventory.CountRow(row).status == RowStatus::kMet);
  row.scope.include = {"nowhere/**"};
  CHECK(inventory.CountRow(row).not_counted == NotCounted::kNothingInScope);
  CHECK_FALSE(inventory.CountRow(row).status.has_value());
  row.scope.include.clear();
  inventory.LookAt({"a"}, "app/one.py");
  CHECK(inventory.CountRow(row).not_counted == NotCounted::kNothingInScope);
  CHECK_FALSE(inventory.CountRow(row).status.has_value());
}

TEST_CASE("parts of which nothing was in scope are no part of a percentage") {
  Inventory inventory;
  inventory.LookAt({"a"}, "app/one.py");
  InventoryRow row = Row(RowUnit::kPercent, {}, {});
  row.target = 100;
  row.parts = {{"first", {"a"}, {}, {}}, {"second", {"b"}, {}, {}}};
  CountedRow counted = inventory.CountRow(row);
  CHECK(counted.total == 1);
  CHECK(counted.parts[0].count == 0);
  CHECK_FALSE(counted.parts[1].count.has_value());
  CHECK(counted.status == RowStatus::kMet);
  inventory.LookAt({}, "");
  counted = inventory.CountRow(row);
  CHECK_FALSE(counted.total.has_value());
  CHECK(counted.not_counted == NotCounted::kNothingInScope);
}

TEST_CASE("why a row is not counted: not applicable comes before nothing in scope") {
  Inventory inventory;
  inventory.LookAt({}, "");
  const InventoryRow row = Row(RowUnit::kFindings, {"a", "b"}, {});
  CHECK(inventory.CountRow(row, {true, false, true, true, true, true}).not_counted ==
        NotCounted::kNotApplicable);
}

}  // namespace
}  // namespace ssot
