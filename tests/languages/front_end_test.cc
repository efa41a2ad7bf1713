#include "scanner/languages/front_end.h"

#include <doctest/doctest.h>

namespace ssot {

TEST_CASE("every front end is found by its language and has its tables") {
  CHECK_FALSE(AllFrontEnds().empty());
  for (const FrontEnd* front_end : AllFrontEnds()) {
    CHECK(FindFrontEnd(front_end->language) == front_end);
    CHECK(front_end->semantics != nullptr);
    Extraction extraction = front_end->extract("empty", "");
    CHECK(extraction.facts.parse == ParseStatus::kOk);
    CHECK(extraction.facts.language == front_end->language);
    CHECK(extraction.facts.path == "empty");
  }
  CHECK(FindFrontEnd(Language::kOther) == nullptr);
}

}  // namespace ssot
