#include "scanner/matching/message_template.h"

#include <doctest/doctest.h>

#include <string_view>

namespace ssot {
namespace {

MessageValues Values() {
  return {.symbol = "jwt.decode",
          .name = "decode",
          .module = "jwt",
          .target = "jwt.decode",
          .enclosing = "app.read",
          .authority = "the auth service",
          .canonical = "auth/core.py",
          .facade = "auth/interface.py",
          .path = "app.py",
          .detail = "RS256"};
}

TEST_CASE("messages") {
  struct Case {
    std::string_view text;
    std::string_view message;
  };
  const Case cases[] = {
      {"", ""},
      {"no placeholder", "no placeholder"},
      {"{symbol}", "jwt.decode"},
      {"`{name}` of {module}.", "`decode` of jwt."},
      {"{target} {enclosing} {authority}", "jwt.decode app.read the auth service"},
      {"{canonical}|{facade}|{path}", "auth/core.py|auth/interface.py|app.py"},
      {"{symbol}{symbol}", "jwt.decodejwt.decode"},
      {"{{symbol}}", "{symbol}"},
      {"{{{symbol}}}", "{jwt.decode}"},
      {"{nothing}", "{nothing}"},
      {"{", "{"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(MessageTemplate(c.text).Fill(Values()) == c.message);
  }
}

TEST_CASE("values are not searched for placeholders") {
  MessageValues values = Values();
  values.symbol = "{path}";
  CHECK(MessageTemplate("{symbol}").Fill(values) == "{path}");
}

}  // namespace
}  // namespace ssot
