// A rule and files for it.
#pragma once

#include <string>
#include <string_view>

#include "tests/cli/temporary_folder.h"

inline constexpr std::string_view kFruitRules = R"yaml(pack: fruit
title: Fruit
rules:
  - id: pear-import
    title: Pear imported
    severity: warning
    import: {modules: [pear]}
    message: "`{module}` is imported"
    what: Imports of pear.
    why: There is one place for pears.
    remediation: Ask the basket.
    bad:
      - path: app/bad.py
        code: |
          import pear  # expect: pear-import
    good:
      - path: app/good.py
        code: |
          import apple
  - id: pear-text
    title: The word pear
    severity: note
    report: count
    text: {any: [pear]}
    message: The word pear.
    what: The word pear.
    why: It is counted.
    remediation: None.
    bad:
      - path: app/bad.py
        code: |
          pear
inventory:
  - id: pears
    title: Files that import pear
    unit: files
    rules: [pear-import]
    text_rules: [pear-text]
    recorded: 1
    target: 0
)yaml";

inline constexpr std::string_view kPear = "import pear\n";
inline constexpr std::string_view kClean = "import apple\n";

// A root with the rules in force and nothing to scan yet.
inline void MakeRoot(const TemporaryFolder& folder) {
  folder.Write(".ssot.yaml", "rules: [./fruit.rules]\n");
  folder.Write("fruit.rules/fruit.yaml", kFruitRules);
}

// The same with one finding, one clean file and a recovered syntax error.
inline void MakeTree(const TemporaryFolder& folder) {
  MakeRoot(folder);
  folder.Write("app/pears.py", kPear);
  folder.Write("app/clean.py", kClean);
  folder.Write("app/broken.py", "x = (1\nimport apple\n");
}
