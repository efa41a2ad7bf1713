#include "scanner/matching/concept_patterns.h"

#include <doctest/doctest.h>

namespace ssot {
namespace {

TEST_CASE("a concept is found in every spelling") {
  const ConceptPatterns concepts({"validate_token", "decode_jwt"});
  for (const char* name : {"validate_token", "validateToken", "ValidateToken", "_validate_token",
                           "decodeJWT", "decode_jwt", "DecodeJwt"}) {
    CAPTURE(name);
    CHECK(concepts.Match(name));
  }
  for (const char* name :
       {"validate_tokens", "revalidate_token", "validate", "validatetoken", ""}) {
    CAPTURE(name);
    CHECK_FALSE(concepts.Match(name));
  }
  CHECK(concepts.MatchConcept("validate_token"));
  CHECK_FALSE(concepts.MatchConcept("validateToken"));
}

TEST_CASE("wildcards stand in concepts too") {
  const ConceptPatterns concepts({"*_jwt_validator"});
  CHECK(concepts.Match("SharedJWTValidator"));
  CHECK_FALSE(concepts.Match("SharedValidator"));
}

TEST_CASE("no concepts, no match") {
  CHECK_FALSE(ConceptPatterns({}).Match("validate_token"));
  CHECK(ConceptPatterns({}).empty());
}

}  // namespace
}  // namespace ssot
