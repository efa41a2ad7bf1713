// Which binding of a name reaches a use.
#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

struct Case {
  std::string what;
  std::string text;
  Lines calls;
};

}  // namespace

TEST_CASE("calls resolve through the bindings that reach them") {
  const Case cases[] = {
      {"import", "import jwt\njwt.decode(t)\n", {"2: jwt.decode exact"}},
      {"longer name",
       "import jwt_validator\njwt_validator.decode(t)\n",
       {"2: jwt_validator.decode exact"}},
      {"import as", "import jwt as j\nj.decode(t)\n", {"2: jwt.decode alias"}},
      {"from import", "from jwt import decode\ndecode(t)\n", {"2: jwt.decode exact"}},
      {"from import as", "from jwt import decode as d\nd(t)\n", {"2: jwt.decode alias"}},
      {"from package", "from jose import jwt\njwt.decode(t)\n", {"2: jose.jwt.decode exact"}},
      {"assignment", "import jwt\nj = jwt\nj.decode(t)\n", {"3: jwt.decode alias"}},
      {"assigned function", "import jwt\nd = jwt.decode\nd(t)\n", {"3: jwt.decode alias"}},
      {"dotted import",
       "import os.path\nos.path.join(a)\nos.getcwd()\n",
       {"2: os.path.join exact", "3: os.getcwd exact"}},
      {"dotted import as", "import os.path as p\np.join(a)\n", {"2: os.path.join alias"}},
      {"import in a function stays there",
       "def f():\n  import jwt\n  jwt.decode(t)\ndef g():\n  jwt.decode(t)\n",
       {"3: jwt.decode exact"}},
      {"alias in a function stays there",
       "import jwt\ndef f():\n  j = jwt\n  j.decode(t)\ndef g():\n  j.decode(t)\n",
       {"4: jwt.decode alias"}},
      {"module name in a function",
       "def f():\n  jwt.decode(t)\nimport jwt\n",
       {"2: jwt.decode exact"}},
      {"parameter ends the name", "import jwt\ndef f(jwt):\n  jwt.decode(t)\n", {}},
      {"loop variable ends the name", "import jwt\nfor jwt in tokens:\n  jwt.decode(t)\n", {}},
      {"assignment ends the name",
       "import jwt\njwt.decode(t)\njwt = make()\njwt.decode(t)\n",
       {"2: jwt.decode exact"}},
      {"with ends the name", "import jwt\nwith f() as jwt:\n  jwt.decode(t)\n", {}},
      {"except as ends the name",
       "import jwt\ntry:\n  pass\nexcept E as jwt:\n  jwt.decode(t)\n",
       {}},
      {"local name has no value before its binding",
       "import jwt\ndef f():\n  jwt.decode(t)\n  jwt = 1\n",
       {}},
      {"comprehension variable",
       "import jwt\nx = [jwt.decode(t) for jwt in y]\njwt.encode(x)\n",
       {"3: jwt.encode exact"}},
      {"lambda parameter",
       "import jwt\nf = lambda jwt: jwt.decode(t)\ng = lambda t: jwt.decode(t)\n",
       {"3: jwt.decode exact"}},
      {"try import, except None",
       "try:\n  import jwt\nexcept ImportError:\n  jwt = None\njwt.decode(t)\ndef f():\n  "
       "jwt.encode(t)\n",
       {"5: jwt.decode exact", "7: jwt.encode exact"}},
      {"a makeshift in except does not hide the import",
       "try:\n  from lib import Manager\nexcept ImportError:\n  class Manager: pass\nManager()\n",
       {"5: lib.Manager exact"}},
      {"assignment in a branch does not hide the import",
       "import jwt\nif x:\n  jwt = None\njwt.decode(t)\n",
       {"4: jwt.decode exact"}},
      {"inside the branch it does", "import jwt\nif x:\n  jwt = None\n  jwt.decode(t)\n", {}},
      {"with bodies always run", "import jwt\nwith f():\n  jwt = make()\njwt.decode(t)\n", {}},
      {"TYPE_CHECKING",
       "if TYPE_CHECKING:\n  import jwt\ndef f():\n  jwt.decode(t)\n",
       {"4: jwt.decode exact"}},
      {"global",
       "jwt = None\ndef f():\n  global jwt\n  import jwt\ndef g():\n  jwt.decode(t)\n",
       {"6: jwt.decode exact"}},
      {"nonlocal",
       "def f():\n  import jwt\n  def g():\n    nonlocal jwt\n    jwt.decode(t)\n",
       {"5: jwt.decode exact"}},
      {"class scope is hidden in methods",
       "class A:\n  import jwt\n  jwt.encode(t)\n  def f(self):\n    jwt.decode(t)\n",
       {"3: jwt.encode exact"}},
      {"closure",
       "def f():\n  import jwt\n  def g():\n    jwt.decode(t)\n",
       {"4: jwt.decode exact"}},
      {"walrus", "import jwt\nif (d := jwt.decode):\n  d(t)\n", {"3: jwt.decode alias"}},
      {"or", "import jwt\nd = override or jwt.decode\nd(t)\n", {"3: jwt.decode alias"}},
      {"both sides of an assignment",
       "import jwt\njwt = jwt.api_jwt\njwt.decode(t)\n",
       {"3: jwt.api_jwt.decode alias"}},
      {"unpacking", "import jwt\na, b = jwt.decode, jwt.encode\nb(t)\n", {"3: jwt.encode alias"}},
      {"deleted", "import jwt\ndel jwt\njwt.decode(t)\n", {}},
      {"a builtin is no target", "print(open(x))\n", {}},
      {"library star import",
       "from jose.jwt import *\ndecode(t)\nprint(t)\n",
       {"2: jose.jwt.decode heuristic"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(CallsIn(c.text) == c.calls);
  }
}

TEST_CASE("results of unknown calls have no methods") {
  const Case cases[] = {
      {"string", "import jwt\ntoken = jwt.encode(p)\ntoken.encode()\n", {"2: jwt.encode exact"}},
      {"chain",
       "import jwt\njwt.utils.base64url_decode(x).decode()\n",
       {"2: jwt.utils.base64url_decode exact"}},
      {"literal", "'x'.encode()\nf'{y}'.encode()\n", {}},
      {"parameter", "def f(x):\n  x.decode()\n", {}},
      {"annotated with a builtin", "def f(x: str, y: bytes):\n  x.encode()\n  y.decode()\n", {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(CallsIn(c.text) == c.calls);
  }
}

}  // namespace ssot
