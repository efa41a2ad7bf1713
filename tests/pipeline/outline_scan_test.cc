// Scans in which most files are read as outlines, compared with what all facts would say.
#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "scanner/pipeline/scan.h"
#include "tests/pipeline/trees.h"

namespace ssot {
namespace {

const std::string kRules = R"yaml(
pack: test
title: Rules of a test
rules:
  - id: secret-read
    title: Secret
    scope: {include: ["app/**"]}
    access: {of: [environment], names: [SECRET], modes: [read]}
    message: a secret
    bad: [{path: app/a.py, code: "import os\nos.getenv('SECRET')"}]
  - id: jwt-import
    title: Imports of jwt
    import: {modules: [jwt]}
    message: jwt
    bad: [{path: a.py, code: "import jwt"}]
  - id: check
    title: A check
    define: {concepts: [check_token], bodies: [normal]}
    message: a check
    bad: [{path: a.py, code: "def check_token(t):\n    a()\n    return b(t)"}]
)yaml";

using List = std::vector<std::string>;

List Places(const TemporaryTree& tree, const std::string& rules = kRules) {
  List places;
  for (const Finding& finding : Scan(OpenTree(tree, rules), {}).report.findings) {
    places.push_back(finding.rule_id + " " + finding.path + ":" +
                     std::to_string(finding.span.line));
  }
  return places;
}

TEST_CASE("functions that are called from where a rule looks are read whole") {
  TemporaryTree tree;
  tree.Write("app/a.py", "from lib.env import read\nread('SECRET')\n");
  tree.Write("lib/__init__.py", "");
  tree.Write("lib/env.py",
             "from lib.deep import fetch\n\n\n"
             "def read(name):\n    if not name:\n        return None\n    x = fetch(name)\n    "
             "return x\n");
  tree.Write("lib/deep.py",
             "import os\n\n\ndef fetch(key):\n    print(key)\n    return os.environ[key]\n");
  CHECK(Places(tree) == List{"secret-read app/a.py:2"});
}

// A tree in which one file can be read once.
class VanishingFile final : public FileSource {
 public:
  VanishingFile(std::shared_ptr<const FileSource> source, std::string path)
      : source_(std::move(source)), path_(std::move(path)) {}

  DiscoveredFiles FindFiles(const DiscoveryOptions& options) const override {
    return source_->FindFiles(options);
  }
  bool Read(const std::string& path, uint64_t max_bytes, std::string* bytes,
            std::string* error) const override {
    if (path == path_ && reads_++ > 0) {
      *error = "it is gone";
      return false;
    }
    return source_->Read(path, max_bytes, bytes, error);
  }
  bool ReadHead(const std::string& path, size_t count, std::string* bytes,
                std::string* error) const override {
    return source_->ReadHead(path, count, bytes, error);
  }
  bool Exists(const std::string& path) const override { return source_->Exists(path); }
  bool ReadFromTop(const std::string& path, std::string* bytes) const override {
    return source_->ReadFromTop(path, bytes);
  }
  std::string RootFromTop() const override { return source_->RootFromTop(); }

 private:
  std::shared_ptr<const FileSource> source_;
  std::string path_;
  mutable std::atomic<int> reads_ = 0;
};

TEST_CASE("an outline whose file is gone when it is to be read whole makes the scan incomplete") {
  TemporaryTree tree;
  tree.Write("app/a.py", "from lib.env import read\nread('SECRET')\n");
  tree.Write("lib/__init__.py", "");
  tree.Write("lib/env.py",
             "import os\nimport jwt\n\n\ndef read(name):\n    print(name)\n"
             "    return os.environ[name]\n");
  Session session = OpenTree(tree, kRules);
  session.source = std::make_shared<VanishingFile>(std::move(session.source), "lib/env.py");
  const Report report = Scan(session, {}).report;
  CHECK(report.exit_code == 3);
  CHECK(report.findings.empty());
}

TEST_CASE("an outline that an import leads into is read whole") {
  TemporaryTree tree;
  tree.Write("lib/__init__.py", "");
  tree.Write("lib/holder.py",
             "import jwt\n\n\nclass Holder:\n    def __init__(self):\n        print(1)\n"
             "        self.library = jwt\n\n\nlibrary = Holder().library\n");
  tree.Write("other/use.py", "from lib.holder import library\n");
  CHECK(Places(tree) == List{"jwt-import lib/holder.py:1", "jwt-import other/use.py:1"});
}

TEST_CASE("imports by calls are found, whatever the function is called") {
  TemporaryTree tree;
  tree.Write("a.py",
             "import importlib\n\n\ndef f():\n    print(1)\n    importlib.import_module('jwt')\n");
  tree.Write("names.py", "from importlib import import_module as load\n");
  tree.Write("b.py", "import names\n\n\ndef f():\n    print(1)\n    names.load('jwt')\n");
  CHECK(Places(tree) == List{"jwt-import a.py:6", "jwt-import b.py:6"});
}

TEST_CASE("imports by calls are found by names that code of other functions gives the function") {
  TemporaryTree tree;
  // One file knows the name for itself, another gives it to all.
  tree.Write(
      "a.py",
      "import importlib\n\n\ndef f():\n    load = importlib.import_module\n    load('jwt')\n");
  tree.Write("b.py", "import importlib\nload = importlib.import_module\n");
  tree.Write("c.py", "import b\n\n\ndef f():\n    print(1)\n    b.load('jwt')\n");
  tree.Write(
      "d.py",
      "import b\n\n\nclass D:\n    def f(self):\n        print(1)\n        self.bring = b.load\n\n"
      "    def g(self):\n        print(1)\n        self.bring('jwt')\n");
  tree.Write("f.py",
             "import b\n\n\ndef f():\n    print(1)\n    load, n = b.load, g()\n    load('jwt')\n");
  tree.Write("e.py", "import d\n\n\ndef f():\n    print(1)\n    d.D().bring('jwt')\n");
  CHECK(Places(tree) == List{"jwt-import a.py:6", "jwt-import c.py:6", "jwt-import d.py:11",
                             "jwt-import e.py:6", "jwt-import f.py:7"});
}

TEST_CASE("bodies of definitions are judged by all of their lines") {
  TemporaryTree tree;
  tree.Write(
      "a.py",
      "from c import api\n\n\ndef check_token(t):\n    x = api.check_token(t)\n    return x\n");
  tree.Write("b.py", "def check_token(t):\n    x = t.split()\n    y = x[0]\n    return y\n");
  tree.Write("c.py",
             "class Api:\n    def check_token(self, t):\n        print(t)\n        return "
             "t\n\n\napi = Api()\n");
  const std::string delegating = kRules;
  CHECK(Places(tree, delegating) == List{"check b.py:1", "check c.py:2"});
}

TEST_CASE("syntax errors in functions that no rule looks into are listed") {
  TemporaryTree tree;
  tree.Write("a.py", "def f():\n    print(1)\n    x = = 2\n    return x\n");
  const Report report = Scan(OpenTree(tree, kRules), {}).report;
  REQUIRE(report.ledger.parse_errors.size() == 1);
  CHECK(report.ledger.parse_errors[0].line == 3);
}

}  // namespace
}  // namespace ssot
