#include "scanner/pipeline/likely_authorities.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

LikelyAuthorities FindIn(const TemporaryTree& tree) {
  Options options;
  options.root = tree.path();
  options.paths = {tree.path()};
  options.rules = {"jwt", "websocket"};
  options.jobs = 2;
  Diagnostics errors;
  const Session session = OpenSession(options, &errors);
  REQUIRE(errors.empty());
  return FindLikelyAuthorities(session, Analyse(session));
}

std::string Told(const std::vector<LikelyAuthority>& found) {
  std::string text;
  for (const LikelyAuthority& authority : found) {
    text += authority.path + " (" + authority.reason + ") " + std::to_string(authority.importers) +
            "\n";
  }
  return text;
}

TEST_CASE("the most imported file that calls a JWT library comes first") {
  TemporaryTree tree;
  tree.Write("app/a.py", "from jose import jwt as j\ndef read(t):\n    return j.decode(t, 'k')\n");
  tree.Write("app/core/tokens.py", "import jwt\ndef make(c):\n    return jwt.encode(c, 'k')\n");
  tree.Write("app/one.py", "from app.core.tokens import make\nfrom app.core import tokens\n");
  tree.Write("app/two.py", "from .core import tokens as t\n");
  // Neither tests nor those that only ask count.
  tree.Write("tests/test_a.py", "import jwt\nfrom app.a import read\njwt.decode('t')\n");
  tree.Write("app/three.py", "def validate_token(t):\n    x = t\n    return x.good and x.new\n");
  CHECK(Told(FindIn(tree).tokens) ==
        "app/core/tokens.py (calls jwt.encode) 2\napp/a.py (calls jose.jwt.decode) 0\n");
}

TEST_CASE("a file that makes and reads tokens, or is called for it, comes before a popular one") {
  TemporaryTree tree;
  tree.Write("app/models/user.py", "import jwt\ndef invite(u):\n    return jwt.encode(u, 'k')\n");
  tree.Write("app/utils/jwt_tools.py", "import jwt\ndef read(t):\n    return jwt.decode(t, 'k')\n");
  tree.Write("app/both.py", "from jwt import encode, decode\nx = decode(encode({}, 'k'), 'k')\n");
  for (const char* path : {"app/one.py", "app/two.py", "app/three.py"}) {
    tree.Write(path, "from app.models.user import invite\n");
  }
  tree.Write("app/four.py", "from app.both import x\n");
  tree.Write("lib/testing/jwt_session.py", "from jwt import encode, decode\ndecode(encode({}))\n");
  CHECK(Told(FindIn(tree).tokens) ==
        "app/both.py (calls jwt.decode, jwt.encode) 1\n"
        "app/utils/jwt_tools.py (calls jwt.decode) 0\n"
        "app/models/user.py (calls jwt.encode) 3\n");
}

TEST_CASE("where no library is called, those who validate are likely") {
  TemporaryTree tree;
  tree.Write("app/check.py", "def verify_token(t):\n    x = t\n    return x.good and x.new\n");
  tree.Write("app/ask.py",
             "from app.check import verify_token\ndef validate_token(t):\n"
             "    return verify_token(t)\n");
  CHECK(Told(FindIn(tree).tokens) == "app/check.py (implements verify_token) 1\n");
}

TEST_CASE("managers of connections, the most imported class first") {
  TemporaryTree tree;
  const std::string body = ":\n    def __init__(self):\n        self.all = {}\n";
  tree.Write("app/ws.py", "from fastapi import WebSocket\nclass ConnectionManager" + body);
  tree.Write("app/old.py", "class WSManager" + body + "class Socket" + body);
  tree.Write("app/db.py", "class ConnectionManager" + body);  // of a database
  tree.Write("app/chat.py", "from app.ws import ConnectionManager\n");
  const LikelyAuthorities found = FindIn(tree);
  CHECK(Told(found.managers) ==
        "app/ws.py (class ConnectionManager) 1\napp/old.py (class WSManager) 0\n");
  CHECK(found.managers[0].name == "ConnectionManager");
}

TEST_CASE("nothing is found where there is nothing") {
  TemporaryTree tree;
  tree.Write("app/a.py", "x = 1\n");
  const LikelyAuthorities found = FindIn(tree);
  CHECK(found.tokens.empty());
  CHECK(found.managers.empty());
}

}  // namespace
}  // namespace ssot
