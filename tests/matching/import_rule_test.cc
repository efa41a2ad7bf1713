#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/matching/canned_file.h"

namespace ssot {
namespace {

using Symbols = std::vector<std::string>;

ResolvedImport Import(std::string module, std::string name = "") {
  ResolvedImport import;
  import.module = import.origin_module = std::move(module);
  import.name = import.origin_name = std::move(name);
  import.form = import.name.empty() ? ImportForm::kImport : ImportForm::kFrom;
  return import;
}

ImportParameters Modules(std::vector<std::string> modules) {
  ImportParameters rule;
  rule.modules = std::move(modules);
  return rule;
}

ImportParameters Names(std::vector<std::string> names) {
  ImportParameters rule;
  rule.names = std::move(names);
  return rule;
}

TEST_CASE("modules are matched with all that lies below them") {
  struct Case {
    ResolvedImport import;
    bool is_found;
  };
  const Case cases[] = {
      {Import("jwt"), true},
      {Import("jwt.exceptions"), true},
      {Import("jwt", "decode"), true},
      {Import("jwt", "*"), true},
      {Import("jwt_validator"), false},
      {Import("app.jwt", "decode"), false},
      {Import("authlib", "jose"), true},
      {Import("authlib.jose", "jwk"), true},
      {Import("authlib"), false},
      {Import("authlib", "*"), false},
      {Import(""), false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.import.module);
    CAPTURE(c.import.name);
    CannedFile file;
    file.resolved.imports = {c.import};
    CHECK(SymbolsFound(Modules({"jwt", "authlib.jose"}), file).size() == (c.is_found ? 1 : 0));
  }
}

TEST_CASE("names are those imported, also as the last part of a module") {
  CannedFile file;
  file.resolved.imports = {Import("app.manager", "Manager"), Import("app.manager", "MyManager"),
                           Import("app.manager"), Import("app.manager", "*")};
  CHECK(SymbolsFound(Names({"Manager", "manager"}), file) ==
        Symbols{"app.manager.Manager", "app.manager"});
  CHECK(SymbolsFound(Names({"*Manager"}), file) ==
        Symbols{"app.manager.Manager", "app.manager.MyManager"});
  ImportParameters both = Names({"Manager"});
  both.modules = {"other"};
  CHECK(SymbolsFound(both, file).empty());
  both.modules = {"app"};
  CHECK(SymbolsFound(both, file) == Symbols{"app.manager.Manager", "app.manager"});
}

TEST_CASE("what a re-export leads to counts when what is written does not") {
  CannedFile file;
  ResolvedImport import = Import("app.compat", "token_library");
  import.origin_module = "jwt";
  import.origin_name = "";
  file.resolved.imports = {import};
  std::vector<Match> matches;
  CompileKind(Modules({"jwt"}), nullptr).match(file.view(), &matches);
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].resolution == Resolution::kReexport);
  CHECK(matches[0].symbol == "jwt");
  CHECK(matches[0].module == "jwt");
  CHECK(matches[0].name == "token_library");
}

TEST_CASE("forms and type-only imports") {
  CannedFile file;
  ResolvedImport mock = Import("jwt", "decode");
  mock.form = ImportForm::kMock;
  ResolvedImport type_only = Import("jwt", "PyJWT");
  type_only.type_only = true;
  file.resolved.imports = {Import("jwt"), mock, type_only};
  ImportParameters rule = Modules({"jwt"});
  CHECK(SymbolsFound(rule, file) == Symbols{"jwt", "jwt.PyJWT"});
  rule.include_type_only = false;
  CHECK(SymbolsFound(rule, file) == Symbols{"jwt"});
  rule.forms = {ImportForm::kMock};
  CHECK(SymbolsFound(rule, file) == Symbols{"jwt.decode"});
}

class Authorized {
 public:
  Authorized() {
    authority.canonical = {"auth/core.py"};
    authority.facades = {"auth/interface.py"};
    file.resolved.imports.resize(1);
  }

  bool Allows(ResolvedImport import, std::vector<std::string> allow_from = {}) {
    file.resolved.imports[0] = std::move(import);
    ImportParameters rule = Names({"Manager", "core"});
    rule.from_authority_paths = std::move(allow_from);
    return SymbolsFound(rule, file, &authority).empty();
  }

  Authority authority;
  CannedFile file{{"app/file.py", "auth/core.py", "auth/interface.py", "app/shim.py"}};
};

TEST_CASE("imports from the authority, its facades and what the rule allows are no findings") {
  Authorized authorized;
  ResolvedImport import = Import("auth.core", "Manager");
  import.module_file = import.origin_file = 1;
  CHECK(authorized.Allows(import));
  import.module_file = 2;
  CHECK(authorized.Allows(import));
  // What another module hands on is not imported from the authority.
  import.module = "app.shim";
  import.module_file = 3;
  CHECK_FALSE(authorized.Allows(import));
  CHECK(authorized.Allows(import, {"app/shim.py"}));
}

TEST_CASE("a module imported from its package is that module's file") {
  Authorized authorized;
  ResolvedImport import = Import("auth", "core");
  import.origin_file = 1;
  CHECK(authorized.Allows(import));
  import.origin_file = 3;
  import.module = "elsewhere";
  CHECK_FALSE(authorized.Allows(import));
}

TEST_CASE("a module that was not scanned is judged by the path it would have") {
  Authorized authorized;
  CHECK(authorized.Allows(Import("auth.core", "Manager")));
  CHECK(authorized.Allows(Import("auth", "core")));
  CHECK_FALSE(authorized.Allows(Import("auth.corelib", "Manager")));
  CHECK_FALSE(authorized.Allows(Import("pkg", "Manager")));
  CHECK(authorized.Allows(Import("pkg", "Manager"), {"pkg/__init__.py"}));
}

}  // namespace
}  // namespace ssot
