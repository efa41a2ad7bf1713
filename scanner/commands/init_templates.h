// What `ssot init` writes. `@pack@` stands for the pack's name, `@packs@` and `@authorities@` for what
// was found in the tree.
#pragma once

#include <string_view>

namespace ssot {

inline constexpr std::string_view kFirstConfigFile =
    R"yaml(# Configuration of ssot. Paths are relative to this file, which marks the root of a scan.

# The rules in force: built-in packs by name ('ssot rules list --packs'), rule files, or folders of
# rule files. Without this key all built-in packs are in force.
rules:
@packs@  - ./ssot-rules

# Only these files, and none of those. Globs as in .gitignore; .gitignore and .ssotignore hold too.
# include: ["src/**"]
# exclude: ["**/generated/**", "**/vendor/**"]

# Where this repository keeps what a pack asks for. 'ssot rules show RULE-ID' shows a rule with its
# variables filled in.
@authorities@#   @pack@:
#     settings: ["**/config.py"]

# Another severity for a rule: error, warning, note or off.
# severity:
#   environment-read-once: error

# Larger files are skipped and listed.
# max-file-size: 10MiB

# Findings that are accepted for now; 'ssot baseline create' writes the file.
# baseline: .ssot-baseline.json
)yaml";

inline constexpr std::string_view kFirstRuleFile =
    R"yaml(# A rule file of ssot. 'ssot rules schema' prints its JSON Schema, 'ssot rules check' validates it,
# and 'ssot rules test' runs its examples.
pack: @pack@
title: Single sources of truth of @pack@

# `${settings}` below; .ssot.yaml can give another value.
variables:
  settings:
    description: Files that may read environment variables.
    default: ["**/settings.*", "**/settings/**", "**/config.*", "**/config/**"]

rules:
  - id: environment-read-once
    title: Environment variable read outside the settings
    severity: warning
    scope:
      exclude: ["${settings}", "**/test*/**", "test_*"]
    access:
      names: ["[A-Z][A-Z0-9_]*"]
      of: [environment]
      modes: [read]
    message: "{symbol} is read from the environment here; the settings are the one place for that"
    what: Reads of environment variables in files other than the settings.
    why: >-
      A variable that is read in several places gets several defaults, several names and several
      ways to be parsed, and they drift apart.
    remediation: Read {symbol} in the settings, and take it from there.
    bad:
      - path: app/mailer.py
        code: |
          import os

          HOST = os.environ["MAIL_HOST"]  # expect: environment-read-once
          PORT = os.getenv("MAIL_PORT", "25")  # expect: environment-read-once
    good:
      - path: app/settings.py
        code: |
          import os

          MAIL_HOST = os.environ["MAIL_HOST"]
      - path: app/mailer.py
        code: |
          from app.settings import MAIL_HOST

          HOST = MAIL_HOST
)yaml";

}  // namespace ssot
