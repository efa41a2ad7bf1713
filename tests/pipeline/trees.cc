#include "tests/pipeline/trees.h"

#include <doctest/doctest.h>

namespace ssot {

const std::string kJwtRules = R"(
pack: test
title: Rules of a test
authorities:
  jwt:
    title: the auth service
    canonical: auth/core.py
rules:
  - id: jwt-import
    title: JWT library imported
    severity: error
    authority: jwt
    import: {modules: [jwt]}
    message: "{module} is imported outside {authority}"
    what: Imports of jwt.
    why: There is one place for them.
    remediation: Ask {canonical}.
    bad:
      - path: app/bad.py
        code: |
          import jwt
  - id: jwt-text
    title: The text jwt
    severity: note
    report: count
    scope: {include: ["*.py", "*.md"]}
    text: {any: [jwt], unit: lines}
    message: jwt
    what: The text jwt.
    why: Only to be counted.
    remediation: None.
    bad:
      - path: bad.py
        code: |
          # jwt
inventory:
  - id: imports
    title: Imports of jwt
    unit: files
    rules: [jwt-import]
    text_rules: [jwt-text]
    target: 0
)";

Session OpenTree(const TemporaryTree& tree, const std::string& rules, Options options) {
  static const TemporaryTree rule_files;
  rule_files.Write("rules.yaml", rules);
  options.root = tree.path();
  if (options.paths.empty()) options.paths = {tree.path()};
  options.rules = {rule_files.path("rules.yaml")};
  Diagnostics errors;
  Session session = OpenSession(options, &errors);
  for (const Diagnostic& error : errors) FAIL(FormatDiagnostic(error));
  return session;
}

}  // namespace ssot
