#include "scanner/baseline/identity.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

namespace ssot {
namespace {

Finding AFinding() {
  Finding finding;
  finding.rule_id = "jwt-call";
  finding.path = "app/keys.py";
  finding.span = {3, 5, 3, 15};
  finding.symbol = "jwt.decode";
  finding.enclosing = "app.keys.read";
  finding.excerpt.snippet = "    jwt.decode(token)";
  finding.excerpt.first_line = 1;
  finding.excerpt.context = "a\nb\n    jwt.decode(token)";
  return finding;
}

std::vector<std::string> FingerprintsOf(std::vector<Finding> findings) {
  SetFingerprints(&findings);
  std::vector<std::string> fingerprints;
  for (const Finding& finding : findings) fingerprints.push_back(finding.fingerprint);
  return fingerprints;
}

std::string FingerprintAfter(const std::function<void(Finding&)>& change) {
  Finding finding = AFinding();
  change(finding);
  return FingerprintsOf({finding}).front();
}

const auto kNoChange = [](Finding&) {};

TEST_CASE("a fingerprint is 32 lower-case hexadecimal digits") {
  const std::string fingerprint = FingerprintAfter(kNoChange);
  CHECK(fingerprint.size() == 32);
  CHECK(fingerprint.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("it is a published format: the same finding has the same one for ever") {
  CHECK(FingerprintAfter(kNoChange) == "5d0fd01f4f3025b0f78ad61afcf83606");
}

TEST_CASE("it does not depend on where in the file the finding stands, or how it is indented") {
  const std::string original = FingerprintAfter(kNoChange);
  CHECK(FingerprintAfter([](Finding& f) { f.span = {90, 1, 90, 11}; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.first_line = 88; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.context = "other"; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.snippet = "jwt.decode( token )\r"; }) ==
        original);
  CHECK(FingerprintAfter([](Finding& f) { f.message = "said in other words"; }) == original);
}

TEST_CASE("it depends on what was found and where it belongs") {
  const std::string original = FingerprintAfter(kNoChange);
  CHECK(FingerprintAfter([](Finding& f) { f.rule_id = "jwt-import"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.path = "app/key.py"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.symbol = "jwt.encode"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.enclosing = "app.keys.write"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.snippet = "jwt.decode(t)"; }) != original);
}

TEST_CASE("fields do not run into one another") {
  CHECK(FingerprintAfter([](Finding& f) {
          f.symbol = "ab";
          f.enclosing = "c";
        }) != FingerprintAfter([](Finding& f) {
          f.symbol = "a";
          f.enclosing = "cb";
        }));
}

TEST_CASE("equal findings are told apart, and the first keeps its fingerprint") {
  const auto alone = FingerprintsOf({AFinding()});
  const auto three = FingerprintsOf({AFinding(), AFinding(), AFinding()});
  CHECK(three[0] == alone[0]);
  CHECK(three[1] != three[0]);
  CHECK(three[2] != three[0]);
  CHECK(three[2] != three[1]);
}

}  // namespace
}  // namespace ssot
