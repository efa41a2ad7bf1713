// Calls in files that only rules about calls look at: they are found by whatever name the tree has
// for what is called.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "scanner/matching/call_names.h"
#include "scanner/pipeline/scan.h"
#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

const std::string kRules = R"yaml(
pack: test
title: Rules of a test
rules:
  - id: library
    title: A library
    call: {modules: [jwt]}
    message: "{symbol}"
    bad: [{path: a.py, code: "import jwt\njwt.decode(t)"}]
  - id: maker
    title: A function in any spelling
    call: {concepts: [create_manager]}
    message: "{symbol}"
    bad: [{path: a.py, code: "create_manager()"}]
  - id: factory
    title: A class
    call: {targets: ["**.SocketFactory"]}
    message: "{symbol}"
    bad: [{path: a.py, code: "from b import SocketFactory\nSocketFactory()"}]
  - id: both
    title: Two things in one file
    together: {first: {names: ["old_auth.Old"]}, second: {names: ["**.Other"]}}
    message: "{symbol} and {detail}"
    bad: [{path: a.py, code: "from old_auth import Old\nfrom new import Other\nOld()\nOther()"}]
)yaml";

using Files = std::vector<std::pair<std::string, std::string>>;
using List = std::vector<std::string>;

// Of use.py alone.
List Found(const Files& files, const std::string& rules = kRules) {
  TemporaryTree tree;
  for (const auto& [path, text] : files) tree.Write(path, text);
  List places;
  for (const Finding& finding : Scan(OpenTree(tree, rules), {}).report.findings) {
    if (finding.path != "use.py") continue;
    places.push_back(finding.rule_id + " " + std::to_string(finding.span.line));
  }
  return places;
}

// A function whose last line an outline would leave out.
std::string Use(const std::string& import, const std::string& line) {
  return import + "\n\n\ndef use(x):\n    print(x)\n    y = 1\n    " + line + "\n    return y\n";
}

TEST_CASE("calls are found by the names that other files give what is called") {
  struct Case {
    std::string what;
    Files files;
    List found;
  };
  const Case cases[] = {
      {"nothing", {{"use.py", Use("import json", "json.decode(x)")}}, {}},
      {"its own name", {{"use.py", Use("import jwt", "jwt.decode(x)")}}, {"library 7"}},
      {"an alias of a module",
       {{"m.py", "import jwt as lib\n"}, {"use.py", Use("import m", "m.lib.decode(x)")}},
       {"library 7"}},
      {"a second alias",
       {{"m.py", "import jwt as lib\n"},
        {"n.py", "from m import lib as tool\n"},
        {"use.py", Use("from n import tool", "tool.decode(x)")}},
       {"library 7"}},
      {"an imported function",
       {{"m.py", "from jwt import decode\n"}, {"use.py", Use("import m", "m.decode(x)")}},
       {"library 7"}},
      {"an assignment",
       {{"m.py", "import jwt\nlib = None or jwt\n"},
        {"use.py", Use("import m", "m.lib.decode(x)")}},
       {"library 7"}},
      {"an attribute that a line of a method binds",
       {{"m.py",
         "import jwt\n\n\nclass Holder:\n    def __init__(self):\n        print(1)\n"
         "        self.lib = jwt\n"},
        {"use.py", Use("from m import Holder", "Holder().lib.decode(x)")}},
       {"library 7"}},
      {"what a function returns",
       {{"m.py", "import jwt\n\n\ndef get():\n    print(1)\n    return jwt\n"},
        {"use.py", Use("from m import get", "get().decode(x)")}},
       {"library 7"}},
      {"an instance that an annotated parameter brings",
       {{"m.py",
         "from jwt import PyJWT\n\n\nclass Holder:\n    def __init__(self, codec: PyJWT):\n"
         "        print(1)\n        self.codec = codec\n"},
        {"use.py", Use("from m import Holder", "Holder(x).codec.decode(x)")}},
       {"library 7"}},
      {"a subclass",
       {{"m.py", "import jwt\n\n\nclass Codec(jwt.PyJWT):\n    pass\n"},
        {"use.py", Use("from m import Codec", "Codec().decode(x)")}},
       {"library 7"}},
      {"getattr",
       {{"m.py", "import jwt\nread = getattr(jwt, 'decode')\n"},
        {"use.py", Use("import m", "m.read(x)")}},
       {"library 7"}},
      {"a module of the tree with the library's name",
       {{"jwt/__init__.py", ""},
        {"jwt/codec.py", "def work(x):\n    return x\n"},
        {"jwt/more.py", "from .codec import work as job\n"},
        {"m.py", "from jwt.more import job\n"},
        {"use.py", Use("from m import job", "job(x)")}},
       {"library 7"}},
      {"what a function gives under its second name",
       {{"m.py", "import jwt\n\n\ndef make():\n    print(1)\n    return jwt.Client()\n"},
        {"n.py", "from m import make as get\n"},
        {"use.py", Use("from n import get", "get().send(x)")}},
       {"library 7"}},
      {"a class under a small name",
       {{"m.py", "from jwt import Client as make\nshared = make()\n"},
        {"use.py", Use("from m import shared", "shared.send(x)")}},
       {"library 7"}},
      {"an item of a mapping that is called",
       {{"m.py", "import jwt\nkinds = {'a': jwt.Client}\nshared = kinds['a']()\n"},
        {"use.py", Use("from m import shared", "shared.send(x)")}},
       {"library 7"}},
      {"a method that returns its object",
       {{"m.py",
         "import jwt\n\n\nclass Box(jwt.Client):\n    def open(self):\n        y = 1\n"
         "        return self\n\n\nshared = Box().open()\n"},
        {"use.py", Use("from m import shared", "shared.send(x)")}},
       {"library 7"}},
      {"functools.partial under another name",
       {{"m.py", "import jwt\nfrom functools import partial as bind\nread = bind(jwt.decode)\n"},
        {"use.py", Use("from m import read", "read(x)")}},
       {"library 7"}},
      {"a loop over enumerate",
       {{"m.py", "import jwt\nfor i, read in enumerate([jwt.decode]):\n    pass\n"},
        {"use.py", Use("from m import read", "read(x)")}},
       {"library 7"}},
      {"a name in a string for getattr",
       {{"m.py", "import jwt\nread = jwt.decode\n"},
        {"use.py", Use("import m", "getattr(m, 'read')(x)")}},
       {"library 7"}},
      {"an annotation in a string",
       {{"m.py", "from jwt import Client as Kind\n"},
        {"use.py", "import m\n\n\ndef use(x: 'm.Kind'):\n    y = 1\n    x.send(1)\n"}},
       {"library 6"}},
      {"an import for the whole module in a function",
       {{"m.py", "lib = None\n\n\ndef load():\n    global lib\n    import jwt as lib\n"},
        {"use.py", Use("from m import lib", "lib.decode(x)")}},
       {"library 7"}},
      {"another spelling", {{"use.py", Use("import m", "m.CreateManager(x)")}}, {"maker 7"}},
      {"another name of a function",
       {{"m.py", "def create_manager():\n    return 1\n\n\nmake = create_manager\n"},
        {"use.py", Use("import m", "m.make()")}},
       {"maker 7"}},
      {"another name of a class",
       {{"m.py", "class SocketFactory:\n    pass\n"},
        {"n.py", "from m import SocketFactory as Socket\n"},
        {"use.py", Use("from n import Socket", "Socket()")}},
       {"factory 7"}},
      {"the first of two things by another name",
       {{"m.py", "from old_auth import Old as Thing\n"},
        {"use.py", Use("from m import Thing\nfrom new import Other", "z = Thing(), Other()")}},
       {"both 1"}},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    CHECK(Found(one.files) == one.found);
  }
}

TEST_CASE("files that the rule does not look at give names, too") {
  std::string rules = kRules;
  const std::string title = "    title: A library\n";
  rules.insert(rules.find(title) + title.size(), "    scope: {include: [use.py]}\n");
  rules.replace(rules.find("{path: a.py"), 11, "{path: use.py");
  const std::string api =
      "import jwt\n\n\nclass Api:\n    def __init__(self):\n        print(1)\n"
      "        self.read = jwt.decode\n";
  const Files trees[] = {
      {{"lib.py", api}, {"use.py", Use("import lib", "lib.Api().read(x)")}},
      {{"lib/__init__.py", ""},
       {"lib/api.py", api},
       {"use.py", Use("import lib", "lib.api.Api().read(x)")}},
      {{"lib/__init__.py", api},
       {"lib/part.py", ""},
       {"use.py", Use("import lib.part", "lib.Api().read(x)")}},
      {{"lib/one.py", ""},
       {"lib/api.py", api},
       {"use.py", Use("import lib.one", "lib.api.Api().read(x)")}},
  };
  for (const Files& files : trees) {
    CAPTURE(files.back().second);
    CHECK(Found(files, rules) == List{"library 7"});
  }
}

TEST_CASE("names that are everywhere do not keep the search from ending") {
  const std::string star = "from jwt import *\n";
  std::string many = "import jwt\n";
  for (int i = 0; i < 300; ++i) many += "name" + std::to_string(i) + " = jwt.decode\n";
  for (const std::string& text : {many, many + star}) {
    CHECK(Found({{"m.py", text},
                 {"n.py", "from jwt import decode\n"},
                 {"use.py", Use("import m", "m.name7(x)")}}) == List{"library 7"});
  }
  CHECK(Found({{"m.py", star}, {"use.py", Use("import m", "m.decode(x)")}}) == List{"library 7"});
}

TEST_CASE("a chain of many names in one file ends the search for them") {
  std::string chain = "import jwt\nname0 = jwt.decode\n";
  for (int i = 1; i <= 5000; ++i) {
    chain += "name" + std::to_string(i) + " = name" + std::to_string(i - 1) + "\n";
  }
  CHECK(Found({{"m.py", chain}, {"use.py", Use("import m", "m.name3(x)")}}) == List{"library 7"});
}

}  // namespace
}  // namespace ssot
