#include "scanner/baseline/compare.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "scanner/baseline/file_sketch.h"

namespace ssot {
namespace {

struct Place {
  std::string path;
  std::string scope;
  std::string symbol;
  std::string text;
  std::string content = "some words that this file is made of";
};

Place Decode(const std::string& path, const std::string& scope,
             const std::string& text = "jwt.decode(token)") {
  return {path, scope, "jwt.decode", text};
}

std::vector<Finding> FindingsAt(const std::vector<Place>& places) {
  std::vector<Finding> findings;
  for (const Place& place : places) {
    Finding& finding = findings.emplace_back();
    finding.rule_id = "jwt-call";
    finding.path = place.path;
    finding.local_scope = place.scope;
    finding.symbol = place.symbol;
    finding.excerpt.matched = place.text;
    finding.excerpt.file_sketch = SketchOf(place.content);
  }
  return findings;
}

Baseline BaselineOf(const std::vector<Place>& places) {
  const std::vector<Finding> findings = FindingsAt(places);
  return UpdatedBaseline({}, Compare({}, findings, {}), findings);
}

std::string Words(int first, int count) {
  std::string text;
  for (int i = first; i < first + count; ++i) text += "word" + std::to_string(i) + " ";
  return text;
}

// A tree in which the files of `today` are all that there is, with these scopes besides.
struct Tree {
  std::vector<Place> today;
  std::vector<std::string> other_files = {};
  std::set<std::string> scopes = {};

  TreeView View() const {
    TreeView view;
    view.has_file = [this](const std::string& path) {
      for (const Place& place : today) {
        if (place.path == path) return true;
      }
      return std::find(other_files.begin(), other_files.end(), path) != other_files.end();
    };
    view.has_scope = [this](const std::string&, const std::string& scope) {
      return scope.empty() || scopes.contains(scope);
    };
    return view;
  }
};

// "unchanged", "renamed", …, with "file " in front when the file has another name; "new".
std::vector<std::string> StatesOf(const Comparison& comparison) {
  std::vector<std::string> states;
  for (const Assignment& assignment : comparison.assignments) {
    std::string state = "new";
    if (assignment.entry != nullptr) {
      state = kChangeNames[static_cast<size_t>(assignment.change)];
      if (assignment.file_change == FileChange::kRenamed) state = "file " + state;
      if (assignment.file_change == FileChange::kSplit) state = "split " + state;
    }
    states.push_back(state);
  }
  return states;
}

TEST_CASE("edits, and what becomes of the findings") {
  const Place in_f = Decode("a.py", "f");
  const Place in_g = Decode("a.py", "g");
  struct Case {
    const char* name;
    std::vector<Place> before;
    Tree after;
    std::vector<std::string> states;
    size_t absent = 0;
  };
  const Case cases[] = {
      {"nothing", {in_f}, {{in_f}}, {"unchanged"}},
      {"first finding", {}, {{in_f}}, {"new"}},
      {"fixed", {in_f}, {{}, {"a.py"}}, {}, 1},
      {"function renamed", {in_f}, {{in_g}}, {"renamed"}},
      {"moved to a function of the file", {in_f}, {{in_g}, {}, {"f", "g"}}, {"moved"}},
      {"a copy beside it", {in_f}, {{in_f, in_g}, {}, {"f", "g"}}, {"unchanged", "new"}},
      {"a copy in another file", {in_f}, {{in_f, Decode("b.py", "f")}}, {"unchanged", "new"}},
      {"fixed, and the same in another file",
       {in_f},
       {{Decode("b.py", "f")}, {"a.py"}, {"f"}},
       {"new"},
       1},
      {"edited", {in_f}, {{Decode("a.py", "f", "jwt.decode(token, key)")}}, {"edited"}},
      {"other code of the same name",
       {Decode("a.py", "f", "x")},
       {{Decode("a.py", "f", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"fixed one, added one elsewhere",
       {in_f},
       {{Decode("a.py", "g", "jwt.decode(payload, other)")}, {}, {"f", "g"}},
       {"new"},
       1},
      {"fixed one, added another symbol on its line",
       {in_f},
       {{{"a.py", "f", "jwt.encode", "jwt.encode(token)"}}},
       {"new"},
       1},
      {"the same name from another library",
       {{"a.py", "", "jwt.decode", "decode"}},
       {{{"a.py", "", "jose.decode", "decode"}}},
       {"new"},
       1},
      {"a call whose target moved",
       {{"a.py", "f", "app.core.check", "check(token)"}},
       {{{"a.py", "f", "app.kernel.check", "check(token)"}}},
       {"edited"}},
      {"class renamed and call edited",
       {Decode("a.py", "TestTokens.test_read")},
       {{Decode("a.py", "TokenTests.test_read", "jwt.decode(token, key)")}},
       {"renamed and edited"}},
      {"function renamed a little and call edited",
       {Decode("a.py", "read_token")},
       {{Decode("a.py", "read_tokens", "jwt.decode(token, key)")}},
       {"renamed and edited"}},
      {"another function of the class removed, and call added",
       {Decode("a.py", "TestTokens.test_auth_flow")},
       {{Decode("a.py", "TestTokens.test_auth_other", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"class taken out of a function and call edited",
       {Decode("a.py", "run.Adapter.send")},
       {{Decode("a.py", "Adapter.send", "jwt.decode(self.token)")}},
       {"renamed and edited"}},
      {"a function whose name ends alike",
       {Decode("a.py", "run.Adapter.resend_all")},
       {{Decode("a.py", "send_all", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"the same in C++",
       {Decode("a.cc", "app::TestTokens::test_auth_flow")},
       {{Decode("a.cc", "app::TestTokens::test_auth_other", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"class renamed and call edited in C++",
       {Decode("a.cc", "app::TestTokens::read")},
       {{Decode("a.cc", "app::TokenTests::read", "jwt.decode(token, key)")}},
       {"renamed and edited"}},
      {"the same function of another class",
       {Decode("a.py", "TestTokens.setUp")},
       {{Decode("a.py", "TestSecrets.setUp", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"class and function renamed, and call edited",
       {Decode("a.py", "Old.read")},
       {{Decode("a.py", "Fresh.load", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"class renamed and other code",
       {Decode("a.py", "Tokens.read")},
       {{Decode("a.py", "MyTokens.read", "jwt.decode(payload, other, verify=False)")}},
       {"new"},
       1},
      {"another class beside it, and call edited",
       {Decode("a.py", "Tokens.read")},
       {{Decode("a.py", "MyTokens.read", "jwt.decode(token, key)")}, {}, {"Tokens.read"}},
       {"new"},
       1},
      {"class renamed and call edited, twice alike",
       {Decode("a.py", "Tokens.read")},
       {{Decode("a.py", "MyTokens.read", "jwt.decode(token, key)"),
         Decode("a.py", "MyTokens.read", "jwt.decode(token, keys)")}},
       {"new", "new"},
       1},
      {"class renamed and two calls edited, told apart by their functions",
       {Decode("a.py", "OldTokens.first"), Decode("a.py", "OldTokens.second")},
       {{Decode("a.py", "Tokens.first", "jwt.decode(token, key)"),
         Decode("a.py", "Tokens.second", "jwt.decode(token, keys)")}},
       {"renamed and edited", "renamed and edited"}},
      {"file and class renamed, and call edited",
       {Decode("a.py", "Tokens.read")},
       {{Decode("b.py", "MyTokens.read", "jwt.decode(token, key)")}},
       {"new"},
       1},
      {"file renamed", {in_f}, {{Decode("b.py", "f")}}, {"file unchanged"}},
      {"file and function renamed", {in_f}, {{Decode("b.py", "g")}}, {"file renamed"}},
      {"two on a line, one fixed",
       {in_f, Decode("a.py", "f", "jwt.decode(other)")},
       {{Decode("a.py", "f", "jwt.decode(other)")}},
       {"unchanged"},
       1},
      {"two equal ones, one fixed", {in_f, in_f}, {{in_f}}, {"unchanged"}, 1},
      {"two equal ones, one more",
       {in_f, in_f},
       {{in_f, in_f, in_f}},
       {"unchanged", "unchanged", "new"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Baseline baseline = BaselineOf(c.before);
    const Comparison comparison = Compare(baseline, FindingsAt(c.after.today), c.after.View());
    CHECK(StatesOf(comparison) == c.states);
    CHECK(comparison.absent.size() == c.absent);
  }
}

// Whatever else is fixed, renamed or edited at the same time.
TEST_CASE("what was added is new, in random trees") {
  std::mt19937 random(20251122);
  const auto pick = [&](size_t count) { return random() % count; };
  for (int round = 0; round < 200; ++round) {
    std::vector<Place> before;
    Tree after;
    std::set<std::string> added;  // texts
    for (size_t file = 0; file < 3; ++file) {
      const std::string path = "file" + std::to_string(file) + ".py";
      const size_t renamed = pick(4);
      for (size_t i = 0; i < 4; ++i) {
        const std::string scope =
            "TestTokens" + std::string(1, char('A' + 4 * file + i)) + ".check";
        std::string text = "jwt.decode(token" + std::to_string(pick(3)) + ")";
        before.push_back(Decode(path, scope, text));
        if (i == renamed) {
          if (pick(2) == 0) text.insert(text.size() - 1, ", key");
          after.today.push_back(Decode(path, "My" + scope, text));
          continue;
        }
        after.scopes.insert(scope);
        if (pick(3) == 0) continue;  // fixed
        after.today.push_back(Decode(path, scope, text));
        if (pick(2) == 0) continue;
        const std::string more = "jwt.decode(more" + std::to_string(added.size()) + ")";
        added.insert(more);
        after.today.push_back(Decode(path, scope, more));
      }
    }
    const Comparison comparison =
        Compare(BaselineOf(before), FindingsAt(after.today), after.View());
    for (size_t i = 0; i < after.today.size(); ++i) {
      CAPTURE(round);
      CAPTURE(after.today[i].scope);
      CAPTURE(after.today[i].text);
      CHECK((comparison.assignments[i].entry == nullptr) == added.contains(after.today[i].text));
    }
  }
}

TEST_CASE("a renamed definition is found by the nearer name") {
  const Baseline baseline = BaselineOf({Decode("a.py", "Old.read"), Decode("a.py", "Old.write")});
  const Tree tree = {{Decode("a.py", "New.write"), Decode("a.py", "New.read")}};
  const Comparison comparison = Compare(baseline, FindingsAt(tree.today), tree.View());
  REQUIRE(comparison.assignments[0].entry != nullptr);
  CHECK(comparison.assignments[0].entry->scope == "Old.write");
  CHECK(comparison.assignments[1].entry->scope == "Old.read");
}

TEST_CASE("an edited finding is found by the nearer text") {
  const Baseline baseline = BaselineOf(
      {Decode("a.py", "f", "jwt.decode(first, key)"), Decode("a.py", "f", "jwt.decode(second)")});
  const Tree tree = {{Decode("a.py", "f", "jwt.decode(second, None)")}};
  const Comparison comparison = Compare(baseline, FindingsAt(tree.today), tree.View());
  CHECK(comparison.assignments[0].entry->text == "jwt.decode(second)");
  REQUIRE(comparison.absent.size() == 1);
  CHECK(comparison.absent[0]->text == "jwt.decode(first,key)");
}

TEST_CASE("suppressed findings are neither accepted nor new") {
  const Baseline baseline = BaselineOf({Decode("a.py", "f")});
  std::vector<Finding> findings = FindingsAt({Decode("a.py", "f")});
  findings[0].suppressed = Suppression{"known", 1};
  const Tree tree = {{Decode("a.py", "f")}};
  const Comparison comparison = Compare(baseline, findings, tree.View());
  CHECK(comparison.assignments[0].entry == nullptr);
  CHECK(comparison.absent.size() == 1);
  CHECK(UpdatedBaseline(baseline, comparison, findings).findings.empty());
}

TEST_CASE("files are known again by their words") {
  Place before = Decode("old/a.py", "f");
  before.content = Words(0, 200);
  struct Case {
    const char* name;
    std::string path;
    std::string content;
    bool is_known;
  };
  const Case cases[] = {
      {"moved as it was", "new/b.py", Words(0, 200), true},
      {"laid out anew", "new/b.py", "\n\t" + Words(0, 200) + "\n", true},
      {"a tenth added", "new/b.py", Words(0, 220), true},
      {"other words", "new/b.py", Words(1000, 200), false},
      {"other words, same name", "new/a.py", Words(1000, 200), false},
      {"empty", "new/a.py", "", false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Place after = Decode(c.path, "f");
    after.content = c.content;
    const Baseline baseline = BaselineOf({before});
    const Tree tree = {{after}};
    const Comparison comparison = Compare(baseline, FindingsAt(tree.today), tree.View());
    CHECK((comparison.assignments[0].entry != nullptr) == c.is_known);
    CHECK(comparison.renamed_files.contains("old/a.py") == c.is_known);
  }
}

TEST_CASE("what left its file with a part of it") {
  const auto in = [](const std::string& path, const std::string& scope, const std::string& text,
                     const std::string& content) {
    return Place{path, scope, "jwt.decode", text, content};
  };
  const std::string whole = Words(0, 200);
  const std::string first = Words(0, 100);
  const std::string second = Words(100, 100);
  const Place import = {"a.py", "", "jwt", "jwt", whole};
  const Place f = in("a.py", "f", "jwt.decode(token)", whole);
  const Place g = in("a.py", "g", "jwt.decode(token, key)", whole);
  const auto now = [&](Place place, const std::string& path, const std::string& content) {
    place.path = path;
    place.content = content;
    return place;
  };
  struct Case {
    const char* name;
    std::vector<Place> before;
    Tree after;
    std::vector<std::string> states;
    size_t absent = 0;
  };
  const Case cases[] = {
      {"a function in a new file",
       {f, g},
       {{now(f, "a.py", first), now(g, "b.py", second)}, {}, {"f"}},
       {"unchanged", "split unchanged"}},
      {"and what stands in no function goes with it",
       {import, g},
       {{now(import, "b.py", second), now(g, "b.py", second)}, {"a.py"}},
       {"split unchanged", "split unchanged"}},
      {"but alone it says nothing",
       {import, f},
       {{now(f, "a.py", first), now(import, "b.py", second)}, {}, {"f"}},
       {"unchanged", "new"},
       1},
      {"all of it, and the file stays",
       {f, g},
       {{now(f, "b.py", whole), now(g, "b.py", whole)}, {"a.py"}},
       {"split unchanged", "split unchanged"}},
      {"one is edited besides",
       {f, g},
       {{now(f, "b.py", whole), in("b.py", "g", "jwt.decode(token, keys)", whole)}, {"a.py"}},
       {"split unchanged", "split edited"}},
      {"the file is gone, and there are two",
       {f, g},
       {{now(f, "b.py", first), now(g, "c.py", second)}},
       {"file unchanged", "split unchanged"}},
      {"a part was copied",
       {f, g},
       {{now(f, "a.py", whole), now(g, "a.py", whole), now(g, "b.py", second)}, {}, {"f", "g"}},
       {"unchanged", "unchanged", "new"}},
      {"fixed in place, and copied before that",
       {f, g},
       {{now(f, "a.py", whole), now(g, "b.py", second)}, {}, {"f", "g"}},
       {"unchanged", "new"},
       1},
      {"into a file that is nothing like it",
       {f, g},
       {{now(f, "a.py", first), now(g, "b.py", Words(1000, 100))}, {}, {"f"}},
       {"unchanged", "new"},
       1},
      {"into a file that had findings before",
       {f, g, in("b.py", "h", "jwt.decode(more)", second)},
       {{now(f, "a.py", first), now(g, "b.py", second),
         in("b.py", "h", "jwt.decode(more)", second)},
        {},
        {"f", "h"}},
       {"unchanged", "new", "unchanged"},
       1},
      {"another function of the same code",
       {f, g},
       {{now(f, "a.py", first), in("b.py", "h", "jwt.decode(token, key)", second)}, {}, {"f"}},
       {"unchanged", "new"},
       1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Comparison comparison =
        Compare(BaselineOf(c.before), FindingsAt(c.after.today), c.after.View());
    CHECK(StatesOf(comparison) == c.states);
    CHECK(comparison.absent.size() == c.absent);
  }
}

TEST_CASE("a rename that is known needs no likeness") {
  Place before = Decode("a.py", "f");
  Place after = Decode("b.py", "f");
  after.content = Words(0, 100);
  const Tree tree = {{after}};
  TreeView view = tree.View();
  CHECK(StatesOf(Compare(BaselineOf({before}), FindingsAt({after}), view))[0] == "new");
  view.renames = {{"a.py", "b.py"}};
  const Comparison comparison = Compare(BaselineOf({before}), FindingsAt({after}), view);
  CHECK(StatesOf(comparison)[0] == "file unchanged");
  CHECK(comparison.renamed_files.at("a.py") == "b.py");
}

TEST_CASE("a folder of equal files that moved is followed by their names") {
  std::vector<Place> before;
  Tree after;
  for (int i = 0; i < 300; ++i) {
    const std::string name = "/part" + std::to_string(i) + "/init.py";
    before.push_back(Decode("old" + name, "f"));
    after.today.push_back(Decode("new" + name, "f"));
  }
  std::sort(after.today.begin(), after.today.end(),
            [](const Place& a, const Place& b) { return a.path < b.path; });
  const Baseline baseline = BaselineOf(before);
  const Comparison comparison = Compare(baseline, FindingsAt(after.today), after.View());
  // Of very many equal files only some are looked at; those that are found are found rightly.
  size_t known = 0;
  for (const auto& [from, to] : comparison.renamed_files) {
    CHECK(from.substr(3) == to.substr(3));
    ++known;
  }
  CHECK(known == 300);
}

TEST_CASE("what a run did not look for is neither absent nor lost") {
  const Baseline baseline = BaselineOf({Decode("a.py", "f"), Decode("b.py", "f")});
  Tree tree = {{}, {"a.py", "b.py"}};
  TreeView view = tree.View();
  view.is_looked_for = [](const Identity& entry) { return entry.path == "a.py"; };
  const Comparison comparison = Compare(baseline, {}, view);
  REQUIRE(comparison.absent.size() == 1);
  CHECK(comparison.absent[0]->path == "a.py");
  REQUIRE(comparison.not_looked_for.size() == 1);
  const Baseline updated = UpdatedBaseline(baseline, comparison, {});
  REQUIRE(updated.findings.size() == 1);
  CHECK(updated.findings.begin()->path == "b.py");
  CHECK(updated.files.contains("b.py"));
  CHECK_FALSE(updated.files.contains("a.py"));
  CHECK(PrunedBaseline(baseline, comparison).findings == updated.findings);
}

TEST_CASE("pruning accepts nothing") {
  const Baseline baseline = BaselineOf({Decode("a.py", "f")});
  const std::vector<Finding> findings =
      FindingsAt({Decode("a.py", "f"), Decode("c.py", "f", "jwt.decode(more)")});
  const Tree tree = {{Decode("a.py", "f"), Decode("c.py", "f")}};
  const Comparison comparison = Compare(baseline, findings, tree.View());
  CHECK(PrunedBaseline(baseline, comparison).findings == baseline.findings);
}

TEST_CASE("rows regress when they count more than is accepted") {
  struct Case {
    RowUnit unit;
    double accepted;
    double count;
    RowStatus before;
    RowStatus after;
  };
  const Case cases[] = {
      {RowUnit::kFiles, 3, 4, RowStatus::kUnmet, RowStatus::kRegressed},
      {RowUnit::kFiles, 3, 3, RowStatus::kUnmet, RowStatus::kUnmet},
      {RowUnit::kFiles, 3, 2, RowStatus::kUnmet, RowStatus::kUnmet},
      {RowUnit::kFiles, 3, 4, RowStatus::kMet, RowStatus::kMet},
      {RowUnit::kPercent, 50, 40, RowStatus::kUnmet, RowStatus::kRegressed},
      {RowUnit::kPercent, 50, 60, RowStatus::kUnmet, RowStatus::kUnmet},
  };
  for (const Case& c : cases) {
    Baseline baseline;
    baseline.rows["row"] = {c.unit == RowUnit::kPercent ? "percent" : "files", c.accepted};
    std::vector<CountedRow> rows(2);
    rows[0].row.id = "row";
    rows[0].row.unit = c.unit;
    rows[0].count = c.count;
    rows[0].status = c.before;
    rows[1].row.id = "unknown";
    rows[1].count = 9;
    rows[1].status = RowStatus::kUnmet;
    CompareRows(baseline.rows, &rows);
    CHECK(rows[0].previous == c.accepted);
    CHECK_FALSE(rows[1].previous.has_value());
    CHECK(rows[0].status == c.after);
    CHECK(rows[1].status == RowStatus::kUnmet);
  }
}

TEST_CASE("a row of which nothing was in scope is not compared") {
  Baseline baseline;
  baseline.rows["row"] = {"files", 3};
  std::vector<CountedRow> rows(1);
  rows[0].row.id = "row";
  rows[0].row.unit = RowUnit::kFiles;
  rows[0].text_count = 0;
  CompareRows(baseline.rows, &rows);
  CHECK(rows[0].previous == 3);
  rows[0].previous.reset();
  rows[0].not_counted = NotCounted::kNothingInScope;
  CompareRows(baseline.rows, &rows);
  CHECK_FALSE(rows[0].previous.has_value());
}

TEST_CASE("which rows broke their ratchet") {
  struct Case {
    bool ratchet;
    RowUnit unit;
    std::optional<double> previous;
    std::optional<double> count;
    const char* sentence;
  };
  const Case cases[] = {
      {true, RowUnit::kFiles, 2, 3, "row 'r' may not get worse: 3 after 2"},
      {true, RowUnit::kFiles, 2, 2, ""},
      {true, RowUnit::kFiles, 2, 1, ""},
      {true, RowUnit::kFiles, std::nullopt, 1, ""},
      {true, RowUnit::kFiles, 2, std::nullopt, ""},
      {true, RowUnit::kPercent, 62.5, 50, "row 'r' may not get worse: 50 % after 62.5 %"},
      {true, RowUnit::kPercent, 50, 62.5, ""},
      {false, RowUnit::kFiles, 2, 3, ""},
  };
  for (const Case& c : cases) {
    CountedRow row;
    row.row.id = "r";
    row.row.ratchet = c.ratchet;
    row.row.unit = c.unit;
    row.previous = c.previous;
    row.count = c.count;
    std::string sentences;
    for (const std::string& broken : BrokenRatchets({row})) sentences += broken;
    CHECK(sentences == c.sentence);
  }
}

}  // namespace
}  // namespace ssot
