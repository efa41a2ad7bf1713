#include "doctest/doctest.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

TEST_CASE("a concept is a name in one spelling") {
  struct Case {
    std::string name;
    std::string concept_name;
  };
  for (const Case& c : std::initializer_list<Case>{
           {"validate_token", "validate_token"},
           {"validateToken", "validate_token"},
           {"ValidateToken", "validate_token"},
           {"_validate_token", "validate_token"},
           {"__validate_token__", "validate_token"},
           {"validate__token", "validate_token"},
           {"VALIDATE_TOKEN", "validate_token"},
           {"decodeJWT", "decode_jwt"},
           {"decodeJWTToken", "decode_jwt_token"},
           {"JWTValidator", "jwt_validator"},
           {"HTTPServer2", "http_server2"},
           {"parseJWTs", "parse_jwts"},
           {"getURLsByUser", "get_urls_by_user"},
           {"sha256Digest", "sha256_digest"},
           {"x", "x"},
           {"_", "_"},
           {"", ""},
           {"größe", "größe"},
       }) {
    CAPTURE(c.name);
    CHECK(ConceptOf(c.name) == c.concept_name);
  }
}

}  // namespace ssot
