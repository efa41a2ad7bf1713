#include "scanner/pipeline/session.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "scanner/ruleset/load.h"
#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

Session Open(Options options, std::vector<std::string>* messages) {
  Diagnostics errors;
  Session session = OpenSession(options, &errors);
  messages->clear();
  for (const Diagnostic& error : errors) messages->push_back(FormatDiagnostic(error));
  return session;
}

bool Mentions(const std::vector<std::string>& messages, const std::string& text) {
  return std::any_of(messages.begin(), messages.end(), [&](const std::string& message) {
    return message.find(text) != message.npos;
  });
}

class SessionTest {
 public:
  SessionTest() {
    tree.Write("rules/mine.yaml", kJwtRules);
    tree.Write("app/a.py", "");
    options.paths = {tree.path("app")};
  }

  TemporaryTree tree;
  Options options;
  std::vector<std::string> messages;
};

TEST_CASE_FIXTURE(SessionTest, "the configuration at the root gives rules, paths and sizes") {
  tree.Write(".ssot.yaml",
             "rules: [./rules]\ninclude: [\"app/**\"]\nexclude: [\"*.gen.py\"]\n"
             "max-file-size: 1KiB\nseverity: {jwt-import: note}\n");
  options.exclude = {"old/**"};
  const Session session = Open(options, &messages);
  CHECK(messages.empty());
  CHECK(session.root.root == tree.path());
  CHECK(session.options.include == std::vector<std::string>{"app/**"});
  CHECK(session.options.exclude == std::vector<std::string>{"old/**", "*.gen.py"});
  CHECK(session.options.max_file_bytes == 1024);
  CHECK(session.options.jobs > 0);
  CHECK(session.rules_requested == std::vector<std::string>{"./rules"});
  REQUIRE(session.rules.rules.size() == 2);
  CHECK(session.rules.rules[0].severity == Severity::kNote);
  CHECK(session.rules.packs.at(0).chosen_by_name);
}

TEST_CASE_FIXTURE(SessionTest,
                  "the command line's rules and includes replace the configuration's") {
  tree.Write(".ssot.yaml", "rules: [netra]\ninclude: [\"app/**\"]\n");
  options.rules = {tree.path("rules/mine.yaml")};
  options.include = {"lib/**"};
  options.jobs = 3;
  const Session session = Open(options, &messages);
  CHECK(messages.empty());
  CHECK(session.options.include == std::vector<std::string>{"lib/**"});
  CHECK(session.options.jobs == 3);
  CHECK(session.rules.rules.size() == 2);
}

TEST_CASE_FIXTURE(SessionTest, "without a choice, all built-in packs") {
  options.root = tree.path();
  const Session session = Open(options, &messages);
  CHECK(messages.empty());
  CHECK(session.rules_requested == BuiltInPackNames());
  CHECK_FALSE(session.rules.packs.at(0).chosen_by_name);
}

TEST_CASE_FIXTURE(SessionTest, "another configuration file") {
  tree.Write("conf/other.yaml", "rules: [../rules/mine.yaml]\n");
  options.config = tree.path("conf/other.yaml");
  const Session session = Open(options, &messages);
  CHECK(messages.empty());
  CHECK(session.rules.rules.size() == 2);
}

TEST_CASE_FIXTURE(SessionTest, "bad input, all of it at once") {
  options.include = {"[a"};
  options.exclude = {"ok", "{b"};
  options.rules = {"no-such-pack"};
  Open(options, &messages);
  CHECK(Mentions(messages, "--include '[a'"));
  CHECK(Mentions(messages, "--exclude '{b'"));
  CHECK(Mentions(messages, "no-such-pack"));
  CHECK(messages.size() == 3);
}

TEST_CASE_FIXTURE(SessionTest, "a PATH, a configuration or a rule file that does not exist") {
  options.paths = {tree.path("gone")};
  Open(options, &messages);
  CHECK(Mentions(messages, "gone"));
  options.paths = {tree.path()};
  options.config = tree.path("gone.yaml");
  Open(options, &messages);
  CHECK(Mentions(messages, "gone.yaml"));
  options.config.clear();
  options.rules = {tree.path("rules/gone.yaml")};
  Open(options, &messages);
  CHECK(Mentions(messages, "rules/gone.yaml"));
}

TEST_CASE_FIXTURE(SessionTest, "a rule source of the configuration is named in its place") {
  tree.Write(".ssot.yaml", "rules:\n  - ./gone.yaml\n");
  Open(options, &messages);
  CHECK(Mentions(messages, ".ssot.yaml:2:5"));
}

}  // namespace
}  // namespace ssot
