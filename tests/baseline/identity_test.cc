#include "scanner/baseline/identity.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "scanner/baseline/normalized_text.h"

namespace ssot {
namespace {

Finding AFinding() {
  Finding finding;
  finding.rule_id = "jwt-call";
  finding.path = "app/keys.py";
  finding.span = {3, 5, 3, 15};
  finding.symbol = "jwt.decode";
  finding.enclosing = "app.keys.Reader.read";
  finding.local_scope = "Reader.read";
  finding.excerpt.matched = "jwt.decode(token)";
  finding.excerpt.snippet = "    jwt.decode(token)";
  finding.excerpt.first_line = 1;
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

std::string Fingerprint() {
  return FingerprintAfter([](Finding&) {});
}

TEST_CASE("a fingerprint is 32 lower-case hexadecimal digits") {
  const std::string fingerprint = Fingerprint();
  CHECK(fingerprint.size() == 32);
  CHECK(fingerprint.find_first_not_of("0123456789abcdef") == std::string::npos);
}

TEST_CASE("it does not depend on where in the file the finding stands, or how it is laid out") {
  const std::string original = Fingerprint();
  CHECK(FingerprintAfter([](Finding& f) { f.span = {90, 1, 90, 11}; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.first_line = 88; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.snippet = "x = jwt.decode(token)"; }) ==
        original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.matched = "jwt.decode(\n    token,\n)"; }) ==
        original);
  CHECK(FingerprintAfter([](Finding& f) { f.message = "said in other words"; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.enclosing = "src.app.keys.Reader.read"; }) == original);
  CHECK(FingerprintAfter([](Finding& f) { f.severity = Severity::kNote; }) == original);
}

TEST_CASE("it depends on what was found and where it belongs") {
  const std::string original = Fingerprint();
  CHECK(FingerprintAfter([](Finding& f) { f.rule_id = "jwt-import"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.path = "app/key.py"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.symbol = "jwt.encode"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.local_scope = "Reader.write"; }) != original);
  CHECK(FingerprintAfter([](Finding& f) { f.excerpt.matched = "jwt.decode(t)"; }) != original);
}

TEST_CASE("fields do not run into one another") {
  CHECK(FingerprintAfter([](Finding& f) {
          f.symbol = "ab";
          f.excerpt.matched = "c";
        }) != FingerprintAfter([](Finding& f) {
          f.symbol = "a";
          f.excerpt.matched = "bc";
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

TEST_CASE("a symbol of the file itself is known without its module") {
  struct Case {
    const char* path;
    const char* symbol;
    const char* kept;
  };
  const Case cases[] = {
      {"src/app/keys.py", "app.keys.Reader.read", "read"},
      {"src/app/keys.py", "src.app.keys.read", "read"},
      {"src/app/keys.py", "keys.read", "read"},
      {"app/__init__.py", "app.read", "read"},
      {"web/src/auth/index.ts", "web.src.auth.read", "read"},
      {"src/app/keys.py", "jwt.decode", "jwt.decode"},
      {"src/app/keys.py", "app.keysets.read", "app.keysets.read"},
      {"src/app/keys.py", "app.keys", "app.keys"},
      {"", "app.keys", "app.keys"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.path);
    CAPTURE(c.symbol);
    Finding finding = AFinding();
    finding.path = c.path;
    finding.symbol = c.symbol;
    CHECK(IdentityOf(finding).symbol == c.kept);
  }
}

TEST_CASE("paths that are no UTF-8 stay apart") {
  CHECK(ToUtf8("caf\xE9.py") == "caf%E9.py");
  CHECK(ToUtf8("caf\xC3\xA9.py") == "caf\xC3\xA9.py");
  CHECK(ToUtf8("\xC0\x80\xED\xA0\x80\xF4\x90\x80\x80\xE2\x82") ==
        "%C0%80%ED%A0%80%F4%90%80%80%E2%82");
  CHECK(ToUtf8("\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
}

TEST_CASE("layouts of the same code") {
  const std::vector<std::vector<const char*>> same = {
      {"f(a, b)", "f(a,b)", "f( a , b )", "f(\n    a,\n    b,\n)", "f(a, \\\n  b)", "f(a, b);"},
      {"x['a']", "x[\"a\"]", "x[ 'a' ]"},
      {"f('it\\'s')", "f(\"it's\")"},
      {"f(u'a')", "f('a')", "f(U\"a\")"},
      {"f(R'a')", "f(r\"a\")"},
      {"return (a + b)", "return a + b", "return (\n    a\n    + b\n)"},
      {"(a) => f(a)", "a => f(a)"},
      {"await (f(a))", "await f(a)", "(await f(a))"},
      {"import (\n    a,\n    b,\n)", "import a, b"},
      {"f(\"\"\"a\"\"\")", "f('''a''')"},
      {"f('a  b')", "f('a b')"},
      {"[a, b,]", "[a, b]", "[\n  a,\n  b\n]"},
      {"{'a': 1,}", "{\"a\": 1}"},
      {"f((a), (b))", "f(a, b)"},
      {"verify(a, {only: ['x'], all: true})",  // prettier
       "verify(a, {\n  only: [\"x\"],\n  all: true,\n});"},
      {"std::getenv( \"A\" )", "std::getenv(\n    \"A\")"},  // clang-format
      {"f<g<int> >(char *p)", "f<g<int>>(char* p)"},
  };
  for (const auto& layouts : same) {
    for (const char* layout : layouts) {
      CAPTURE(layout);
      CHECK(NormalizedText(layout) == NormalizedText(layouts.front()));
    }
  }
}

TEST_CASE("different code stays different") {
  const std::vector<std::pair<const char*, const char*>> different = {
      {"f(a)", "f(b)"},        {"f(a)", "fa"},        {"f()", "f"},         {"f(\"a\")", "f(a)"},
      {"f('a')", "f('b')"},    {"not a", "nota"},     {"f(a, b)", "f(ab)"}, {"f(a)(b)", "f(a, b)"},
      {"x['a b']", "x['ab']"}, {"f(f'a')", "f('a')"}, {"()", ""},           {"f(`a`)", "f('a')"},
  };
  for (const auto& [a, b] : different) {
    CAPTURE(a);
    CAPTURE(b);
    CHECK(NormalizedText(a) != NormalizedText(b));
  }
}

TEST_CASE("fragments and hostile text are taken as they come") {
  for (const char* text :
       {"", ")", "((((", "'", "\\", "f(')", "don't f(a)", ",)", "\"\"\"", "`${"}) {
    CAPTURE(text);
    const std::string once = NormalizedText(text);
    CHECK(NormalizedText(once) == once);
  }
  CHECK(NormalizedText(std::string(100'000, '(')).size() == 240);
  const std::string long_text = NormalizedText("a" + [] {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "\xC3\xA9";
    return text;
  }());
  CHECK(long_text.size() == 239);  // no character is cut
  CHECK(ToUtf8(long_text) == long_text);
}

}  // namespace
}  // namespace ssot
