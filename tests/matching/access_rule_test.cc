#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/matching/canned_file.h"

namespace ssot {
namespace {

using Symbols = std::vector<std::string>;

ResolvedAccess Access(std::string name, AccessOf of = AccessOf::kEnvironment,
                      AccessMode mode = AccessMode::kRead) {
  ResolvedAccess access;
  access.name = std::move(name);
  access.of = of;
  access.mode = mode;
  access.form = "os.environ[]";
  return access;
}

CannedFile File() {
  CannedFile file;
  file.resolved.accesses = {
      Access("JWT_SECRET"),
      Access("jwt_secret_key", AccessOf::kAttribute),
      Access("JWT_SECRET_KEY", AccessOf::kEnvironment, AccessMode::kWrite),
      Access("JWT_SECRET_{}", AccessOf::kConfiguration, AccessMode::kDelete),
      Access("MY_JWT_SECRET"),
  };
  return file;
}

TEST_CASE("an expression must match the whole name") {
  AccessParameters rule;
  rule.names = {"(?i)jwt_secret(_key)?", "JWT_SECRET_\\{\\}"};
  CHECK(SymbolsFound(rule, File()) ==
        Symbols{"JWT_SECRET", "jwt_secret_key", "JWT_SECRET_KEY", "JWT_SECRET_{}"});
}

TEST_CASE("an option set in one expression does not leak into the next") {
  AccessParameters rule;
  rule.names = {"(?i)nothing", "jwt_secret"};
  CHECK(SymbolsFound(rule, File()).empty());
}

TEST_CASE("without names, any") {
  CHECK(SymbolsFound(AccessParameters(), File()).size() == 5);
}

TEST_CASE("what is accessed, and how") {
  AccessParameters rule;
  rule.of = {AccessOf::kAttribute, AccessOf::kConfiguration};
  CHECK(SymbolsFound(rule, File()) == Symbols{"jwt_secret_key", "JWT_SECRET_{}"});
  rule.modes = {AccessMode::kRead};
  CHECK(SymbolsFound(rule, File()) == Symbols{"jwt_secret_key"});
}

TEST_CASE("only what may be found is asked for") {
  AccessParameters rule;
  rule.names = {"JWT_.*"};
  rule.of = {AccessOf::kEnvironment};
  const WantedFacts wanted = CompileKind(rule, nullptr).wanted;
  CHECK(wanted.accesses);
  CHECK_FALSE(wanted.calls);
  CHECK(wanted.access(AccessOf::kEnvironment, "JWT_SECRET"));
  CHECK_FALSE(wanted.access(AccessOf::kEnvironment, "MY_JWT_SECRET"));
  CHECK_FALSE(wanted.access(AccessOf::kConstant, "JWT_SECRET"));
}

}  // namespace
}  // namespace ssot
