#include "scanner/matching/path_scopes.h"

#include <doctest/doctest.h>

namespace ssot {
namespace {

TEST_CASE("scopes that have globs in common answer each for itself") {
  PathScopes scopes;
  const uint32_t all = scopes.Add({});
  const uint32_t tests = scopes.Add({{"test*", "*_test.py"}, {}});
  const uint32_t product = scopes.Add({{}, {"test*", "*_test.py"}});
  const uint32_t app = scopes.Add({{"app/**"}, {"*_test.py"}});
  CHECK(scopes.Add({{}, {"test*", "*_test.py"}}) == product);

  PathScopes::Answers test(scopes, "app/a_test.py");
  CHECK(test.IsIn(all));
  CHECK(test.IsIn(tests));
  CHECK_FALSE(test.IsIn(product));
  CHECK_FALSE(test.IsIn(app));
  CHECK(test.IsIn(tests));

  PathScopes::Answers code(scopes, "app/a.py");
  CHECK(code.IsIn(all));
  CHECK_FALSE(code.IsIn(tests));
  CHECK(code.IsIn(product));
  CHECK(code.IsIn(app));
}

TEST_CASE("of a list, what stands behind a glob that is not well formed is ignored") {
  PathScopes scopes;
  const uint32_t scope = scopes.Add({{"a", "[", "b"}, {}});
  CHECK(PathScopes::Answers(scopes, "a").IsIn(scope));
  CHECK_FALSE(PathScopes::Answers(scopes, "b").IsIn(scope));
  const uint32_t empty = scopes.Add({{"["}, {}});
  CHECK(PathScopes::Answers(scopes, "b").IsIn(empty));
}

}  // namespace
}  // namespace ssot
