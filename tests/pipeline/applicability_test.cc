#include "scanner/pipeline/applicability.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

class ApplicabilityTest {
 public:
  Applicability Find(bool chosen_by_name, Options options = {}) {
    Session session = OpenTree(tree, kJwtRules, options);
    for (Pack& pack : session.rules.packs) pack.chosen_by_name = chosen_by_name;
    return FindApplicability(session, FindFiles(session));
  }

  TemporaryTree tree;
};

using Runs = std::vector<bool>;

TEST_CASE_FIXTURE(ApplicabilityTest, "an authority that exists") {
  tree.Write("auth/core.py", "");
  const Applicability applicability = Find(false);
  CHECK(applicability.runs == Runs{true, true});
  CHECK(applicability.not_applicable.empty());
  CHECK(applicability.unmet_contracts.empty());
}

TEST_CASE_FIXTURE(ApplicabilityTest, "in a default pack, rules without an authority do not run") {
  tree.Write("app/a.py", "");
  const Applicability applicability = Find(false);
  CHECK(applicability.runs == Runs{false, true});
  REQUIRE(applicability.not_applicable.size() == 1);
  CHECK(applicability.not_applicable[0] ==
        "authority jwt: no file matches auth/core.py (jwt-import)");
  CHECK(applicability.unmet_contracts.empty());
}

TEST_CASE_FIXTURE(ApplicabilityTest, "in a pack chosen by name, that is an unmet contract") {
  tree.Write("app/a.py", "");
  const Applicability applicability = Find(true);
  CHECK(applicability.runs == Runs{true, true});
  CHECK(applicability.not_applicable.empty());
  CHECK(applicability.unmet_contracts.size() == 1);
}

TEST_CASE_FIXTURE(ApplicabilityTest, "an authority that options leave out exists all the same") {
  tree.Write("auth/core.py", "");
  tree.Write("app/a.py", "");
  Options options;
  options.exclude = {"auth/**"};
  CHECK(Find(false, options).not_applicable.empty());
  options = {};
  options.paths = {tree.path("app")};
  CHECK(Find(false, options).not_applicable.empty());
}

}  // namespace
}  // namespace ssot
