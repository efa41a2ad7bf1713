// What a filter of pieces must let through, and what it should not.
#include "scanner/matching/name_pieces.h"

#include <doctest/doctest.h>

#include <string_view>

#include "scanner/matching/concept_patterns.h"
#include "scanner/matching/name_pattern.h"
#include "scanner/matching/name_regexes.h"

namespace ssot {
namespace {

TEST_CASE("names with a piece are let through, whatever their case and underscores") {
  NamePieces pieces;
  pieces.Add("validate_token");
  pieces.Add("jwt");
  const PieceFilter filter(pieces);
  for (std::string_view name :
       {"validate_token", "ValidateToken", "_validate__TOKEN_now", "JWT", "app.j_w_t.decode"}) {
    CAPTURE(name);
    CHECK(filter.MayMean(name));
  }
  for (std::string_view name :
       {"", "x", "jw", "open_file", "WebSocketManager", "evaluate_tokens"}) {
    CAPTURE(name);
    CHECK_FALSE(filter.MayMean(name));
  }
}

TEST_CASE("letters that ignored case makes ASCII ones hide no piece") {
  NamePieces pieces;
  pieces.Add("lockup");
  CHECK(PieceFilter(pieces).MayMean("loc\xE2\x84\xAAup"));  // the Kelvin sign, a k to RE2
}

TEST_CASE("a piece without three letters, and rules for any name, let everything through") {
  NamePieces pieces;
  pieces.Add("_a_b_");
  CHECK(PieceFilter(pieces).MayMean("x"));
  NamePieces any;
  any.is_any = true;
  CHECK(PieceFilter(any).MayMean(""));
  CHECK_FALSE(PieceFilter(NamePieces()).MayMean("anything"));
}

TEST_CASE("pieces of patterns let every match through") {
  struct Case {
    std::vector<std::string> patterns;
    std::string_view match;
  };
  for (const Case& c : {Case{{"jwt"}, "jwt.decode"},
                        Case{{"**.*WebSocketManagerImpl*"}, "app.MyWebSocketManagerImplementation"},
                        Case{{"app.**"}, "app.x.y"}, Case{{"**"}, "z"},
                        Case{{"auth::Client"}, "auth::Client::check"}}) {
    CAPTURE(c.match);
    const NamePatterns patterns(c.patterns);
    CHECK(patterns.Cover(c.match));
    CHECK(PieceFilter(patterns.Pieces()).MayMean(c.match));
  }
  const ConceptPatterns concepts({"*send*", "decode_jwt"});
  for (std::string_view match : {"sendNow", "re_send", "decodeJWT", "_Decode_Jwt"}) {
    CAPTURE(match);
    CHECK(concepts.Match(match));
    CHECK(PieceFilter(concepts.Pieces()).MayMean(match));
  }
}

TEST_CASE("pieces of regular expressions let every match through") {
  struct Case {
    std::vector<std::string> patterns;
    std::string_view match;
    std::string_view other;
  };
  for (const Case& c :
       {Case{{"_*(WSManager|SocketManager)_?(Impl|Implementation)?"}, "_WSManager_Impl", "open"},
        Case{{"(?i)jwt_secret"}, "JWT_SECRET", "open"},
        Case{{"\\w*(JWTValidator|TokenValidator)"}, "MyTokenValidator", "open"}}) {
    CAPTURE(c.match);
    const NameRegexes regexes(c.patterns);
    CHECK(regexes.Match(c.match));
    const PieceFilter filter(regexes.Pieces());
    CHECK(filter.MayMean(c.match));
    CHECK_FALSE(filter.MayMean(c.other));
  }
  for (std::string_view pattern : {"\u00dcbung", "(?i)\u00fcbung", "pr\u00fcfe\u00dcbung.*"}) {
    const NameRegexes regexes({std::string(pattern)});
    const std::string_view name = pattern.starts_with("pr") ? "pr\u00fcfe\u00dcbung" : "\u00dcbung";
    CHECK(regexes.Match(name));
    CHECK(PieceFilter(regexes.Pieces()).MayMean(name));
  }
  const NameRegexes any({"validate_token", "x+"});
  CHECK(any.Match("xx"));
  CHECK(PieceFilter(any.Pieces()).MayMean("xx"));
}

}  // namespace
}  // namespace ssot
