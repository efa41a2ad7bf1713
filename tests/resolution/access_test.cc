#include "doctest/doctest.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

struct Case {
  std::string what;
  std::string text;
  Lines accesses;
};

}  // namespace

TEST_CASE("accesses to the environment") {
  const Case cases[] = {
      {"every way",
       "import os\nos.environ['A']\nos.environ.get('B')\n'C' in os.environ\n"
       "os.environ['D'] = v\nos.environ.setdefault('E', v)\nos.environ.pop('F')\n"
       "del os.environ['G']\nos.getenv('H')\nos.putenv('I', v)\nos.getenv(key='J')\n",
       {"2: environment read A os.environ[] exact", "3: environment read B os.environ.get exact",
        "4: environment read C in os.environ exact", "5: environment write D os.environ[] exact",
        "6: environment write E os.environ.setdefault exact",
        "7: environment delete F os.environ.pop exact",
        "8: environment delete G os.environ[] exact", "9: environment read H os.getenv exact",
        "10: environment write I os.putenv exact", "11: environment read J os.getenv exact"}},
      {"aliases",
       "from os import environ as e, getenv\nimport os\nenv = os.environ\nget = os.getenv\n"
       "e['A']\ngetenv('B')\nenv.get('C')\nget('D')\n",
       {"5: environment read A os.environ[] alias", "6: environment read B os.getenv exact",
        "7: environment read C os.environ.get alias", "8: environment read D os.getenv alias"}},
      {"fixture",
       "def test(monkeypatch):\n  monkeypatch.setenv('A', '1')\n  monkeypatch.delenv('B')\n",
       {"2: environment write A monkeypatch.setenv heuristic",
        "3: environment delete B monkeypatch.delenv heuristic"}},
      {"constant",
       "import os\nNAME = 'JWT_SECRET'\ndef f():\n  os.getenv(NAME)\n",
       {"4: environment read JWT_SECRET os.getenv constant", "4: constant read NAME NAME exact"}},
      {"one of two constants",
       "import os\nname = 'A'\nif x:\n  name = 'B'\nos.getenv(name)\n",
       {"5: environment read B os.getenv constant", "5: environment read A os.getenv constant"}},
      {"enumeration",
       "import os\nfrom enum import Enum\nclass Key(Enum):\n  JWT = 'JWT_SECRET'\n"
       "os.getenv(Key.JWT.value)\nos.getenv(Key.JWT)\n",
       {"5: environment read JWT_SECRET os.getenv constant",
        "6: environment read JWT_SECRET os.getenv constant"}},
      {"loop over an enumeration",
       "import os\nclass Key:\n  A = 'X'\n  B = 'Y'\nfor k in Key:\n  os.getenv(k.value)\n",
       {"6: environment read X os.getenv constant", "6: environment read Y os.getenv constant"}},
      {"class attribute",
       "import os\nclass C:\n  KEY = 'A'\n  def f(self):\n    os.getenv(self.KEY)\n",
       {"5: environment read A os.getenv constant"}},
      {"loop over a list",
       "import os\nKEYS = ('A', 'B')\nfor k in KEYS:\n  os.environ[k]\n"
       "[os.getenv(k) for k in ['C']]\n",
       {"3: constant read KEYS KEYS exact", "4: environment read A os.environ[] constant",
        "4: environment read B os.environ[] constant", "5: environment read C os.getenv constant"}},
      {"loop over a mapping",
       "import os\nMAP = {'A': 'X', 'B': 'Y'}\nfor k in MAP.values():\n  os.getenv(k)\n"
       "for k in MAP:\n  os.getenv(k)\nfor k in sorted(MAP):\n  os.getenv(k)\n",
       {"3: constant read MAP MAP exact", "4: environment read X os.getenv constant",
        "4: environment read Y os.getenv constant", "5: constant read MAP MAP exact",
        "6: environment read A os.getenv constant", "6: environment read B os.getenv constant",
        "7: constant read MAP MAP exact", "8: environment read A os.getenv constant",
        "8: environment read B os.getenv constant"}},
      {"unpacking loops",
       "import os\nPAIRS = [('A', 1), ('B', 2)]\nfor k, d in PAIRS:\n  os.getenv(k)\n"
       "for i, (k, d) in enumerate(PAIRS):\n  os.getenv(k)\n  os.getenv(i)\n"
       "[os.getenv(k) for d, k in [(1, 'C'), ['x', 'D']]]\n"
       "for k, d in zip(('E',), sorted(['F'])):\n  os.getenv(k)\n  os.getenv(d)\n",
       {"3: constant read PAIRS PAIRS exact", "4: environment read A os.getenv constant",
        "4: environment read B os.getenv constant", "5: constant read PAIRS PAIRS exact",
        "6: environment read A os.getenv constant", "6: environment read B os.getenv constant",
        "7: environment read {} os.getenv heuristic", "8: environment read C os.getenv constant",
        "8: environment read D os.getenv constant", "10: environment read E os.getenv constant",
        "11: environment read F os.getenv constant"}},
      {"the entries of a mapping",
       "import os\nfields = {'A': 'x', 'B': ('y', 'z')}\nfor k, field in fields.items():\n"
       "  os.getenv(k)\nfor k, (v, w) in sorted(fields.items()):\n  os.getenv(v)\n  os.getenv(w)\n",
       {"4: environment read A os.getenv constant", "4: environment read B os.getenv constant",
        "6: environment read y os.getenv constant", "7: environment read z os.getenv constant"}},
      {"unpacked constants",
       "import os\npair = 'A', 'B'\nx, y = pair\nos.getenv(y)\n*x, z = pair\nos.getenv(z)\n"
       "a, (b, c) = 1, ('C', 'D')\nos.getenv(c)\n",
       {"4: environment read B os.getenv constant", "6: environment read {} os.getenv heuristic",
        "8: environment read D os.getenv constant"}},
      {"getters that are kept",
       "import os\nclass C:\n  def __init__(self, read=None):\n    self._get = os.environ.get\n"
       "    env = os.environ\n    if read is None:\n"
       "      self._read = lambda key, default=None: env.get(key, default)\n"
       "    else:\n      self._read = read\n"
       "  def f(self):\n    self._get('A')\n    self._read('B')\n"
       "pick = lambda key, mapping: mapping.get(key)\npick('C', {})\n",
       {"7: environment read {} os.environ.get heuristic",
        "11: environment read A os.environ.get alias",
        "12: environment read B os.environ.get alias"}},
      {"f-string",
       "import os\nos.getenv(f'JWT_SECRET_{env}')\nos.getenv(f'{a}')\n",
       {"2: environment read JWT_SECRET_{} os.getenv heuristic",
        "3: environment read {} os.getenv heuristic"}},
      {"f-string of constants",
       "import os\nPRE = 'JWT'\nos.getenv(f'{PRE}_SECRET')\n",
       {"3: environment read JWT_SECRET os.getenv constant", "3: constant read PRE PRE exact"}},
      {"concatenation",
       "import os\np = 'JWT'\nos.getenv(p + '_SECRET')\nos.getenv('A_' + x)\n",
       {"3: environment read JWT_SECRET os.getenv constant",
        "4: environment read A_{} os.getenv heuristic"}},
      {"copies",
       "import os\nos.environ.copy()['A']\ndict(os.environ).get('B')\n",
       {"2: environment read A os.environ[] heuristic",
        "3: environment read B os.environ.get heuristic"}},
      {"several at once",
       "import os\nfrom unittest.mock import patch\nos.environ.update({'A': '1', 'B': '2'}, "
       "C='3')\n"
       "with patch.dict(os.environ, {'D': '1'}, clear=True):\n  pass\n"
       "with patch.dict('os.environ', E='1'):\n  pass\npatch.dict(settings, {'F': '1'})\n"
       "def test(monkeypatch):\n  monkeypatch.setitem(os.environ, 'G', '1')\n",
       {"3: environment write A os.environ.update exact",
        "3: environment write B os.environ.update exact",
        "3: environment write C os.environ.update exact",
        "4: environment write D unittest.mock.patch.dict exact",
        "6: environment write E unittest.mock.patch.dict exact",
        "10: environment write G monkeypatch.setitem heuristic"}},
      {"key that nobody knows",
       "import os\nos.getenv(name)\n",
       {"2: environment read {} os.getenv heuristic"}},
      {"default of a parameter",
       "import os\ndef f(key='A'):\n  os.getenv(key)\n",
       {"3: environment read A os.getenv heuristic"}},
      {"not the environment",
       "import os\nimport env\nos.path.get('A')\nenv.getenv('B')\n",
       {"3: configuration read A os.path.get heuristic"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(AccessesIn(c.text) == c.accesses);
  }
}

TEST_CASE("helpers that pass a parameter on") {
  const Case cases[] = {
      {"function",
       "import os\ndef env(name, default=None):\n  return os.environ.get(name, default)\n"
       "env('A')\nenv(name='B')\nenv(x)\n",
       {"3: environment read {} os.environ.get heuristic", "4: environment read A env heuristic",
        "5: environment read B env heuristic"}},
      {"helper of a helper",
       "import os\ndef a(d, name):\n  return os.environ[name]\ndef b(name):\n  return a(1, name)\n"
       "b('A')\n",
       {"3: environment read {} os.environ[] heuristic", "6: environment read A b heuristic"}},
      {"methods",
       "import os\nclass Env:\n  def get(self, key):\n    return os.getenv(key)\n"
       "  def set(self, key, value):\n    os.environ[key] = value\n"
       "  @classmethod\n  def make(cls, key):\n    return os.getenv(key)\n"
       "  @staticmethod\n  def read(key):\n    return os.getenv(key)\n"
       "  def f(self):\n    self.get('A')\n"
       "Env().set('B', 1)\nEnv.make('C')\nEnv.read('D')\nEnv().read('E')\n",
       {"4: environment read {} os.getenv heuristic",
        "6: environment write {} os.environ[] heuristic",
        "9: environment read {} os.getenv heuristic", "12: environment read {} os.getenv heuristic",
        "14: environment read A self.get heuristic", "15: environment write B Env().set heuristic",
        "16: environment read C Env.make heuristic", "17: environment read D Env.read heuristic",
        "18: environment read E Env().read heuristic"}},
      {"constructor",
       "import os\nclass Var:\n  def __init__(self, name):\n    self.value = os.getenv(name)\n"
       "Var('A')\n",
       {"4: environment read {} os.getenv heuristic", "5: environment read A Var heuristic"}},
      {"rebound parameter",
       "import os\ndef env(name):\n  name = make(name)\n  return os.getenv(name)\nenv('A')\n",
       {"4: environment read {} os.getenv heuristic"}},
      {"circle", "def a(n):\n  b(n)\ndef b(n):\n  a(n)\na('A')\n", {}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(AccessesIn(c.text) == c.accesses);
  }
}

TEST_CASE("a helper in another file") {
  SourceTree tree({{"shared/__init__.py", ""},
                   {"shared/env.py",
                    "import os\n"
                    "class Environment:\n"
                    "  def get(self, key: str, default=None):\n"
                    "    if key in os.environ:\n"
                    "      return os.environ[key]\n"
                    "    return default\n"
                    "_instance = Environment()\n"
                    "def get_env() -> Environment:\n"
                    "  return _instance\n"},
                   {"main.py",
                    "from shared.env import get_env\n"
                    "from names import SECRET\n"
                    "get_env().get('A')\n"
                    "env = get_env()\n"
                    "env.get(SECRET)\n"},
                   {"names.py", "SECRET = 'JWT_SECRET'\n"}});
  CHECK(tree.Accesses("main.py") == Lines{"3: environment read A get_env().get heuristic",
                                          "5: environment read JWT_SECRET env.get heuristic",
                                          "5: constant read SECRET SECRET exact"});
}

TEST_CASE("accesses to settings, attributes and constants") {
  const Case cases[] = {
      {"mapping",
       "settings.get('A')\nsettings['B'] = 1\n'C' in settings\nsettings[name]\n",
       {"1: configuration read A settings.get heuristic",
        "2: configuration write B settings[] heuristic",
        "3: configuration read C in settings heuristic"}},
      {"a library's function is no mapping",
       "import requests\nrequests.get('A')\nfrom flask import current_app\n"
       "current_app.config.get('B')\n",
       {"4: configuration read B current_app.config.get heuristic"}},
      {"types are no settings", "from typing import Dict\nx: Dict['A', 'B']\ny = Dict['A']\n", {}},
      {"a list is no mapping", "'A' in ['A', 'B']\n'A' in 'ABC'\n", {}},
      {"attributes by name",
       "getattr(s, 'A')\nhasattr(s, 'B')\nsetattr(s, 'C', 1)\ndelattr(s, 'D')\ngetattr(s, name)\n",
       {"1: attribute read A getattr exact", "2: attribute read B hasattr exact",
        "3: attribute write C setattr exact", "4: attribute delete D delattr exact"}},
      {"constants",
       "from c import SECRET, KEY as K2\nA_B = 1\ndef f(P_Q):\n  L_M = 2\n"
       "  return SECRET, K2, A_B, P_Q, L_M, UN_BOUND\n",
       {"5: constant read SECRET SECRET exact", "5: constant read KEY K2 alias",
        "5: constant read A_B A_B exact"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(AccessesIn(c.text) == c.accesses);
  }
}

TEST_CASE("constants that only say their own name are no accesses") {
  auto attributes = [](const std::string& text) {
    Lines names;
    for (const ResolvedAccess& access : ResolveText(text).accesses) {
      if (access.of == AccessOf::kAttribute) names.push_back(access.form);
    }
    return names;
  };
  CHECK(attributes("from enum import Enum, auto\n"
                   "class Base(str, Enum): pass\n"
                   "class Kind(Base):\n  JWT_SECRET = auto()\n  OTHER = 'value'\n"
                   "Kind.JWT_SECRET\nKind.OTHER\n") == Lines{});
  CHECK(attributes("class Names:\n  JWT_SECRET = 'jwt-secret'\n  KEY: str = 'dev-value'\n"
                   "Names.JWT_SECRET\nNames.KEY\nNames().JWT_SECRET\nNames.JWT_SECRET = 'x'\n") ==
        Lines{"Names.KEY", "Names().JWT_SECRET", "Names.JWT_SECRET"});
  CHECK(AccessesIn("import os\nJWT_SECRET = 'JWT_SECRET'\nSALT = 'pepper'\n"
                   "def f():\n  os.getenv(JWT_SECRET)\n  return JWT_SECRET, SALT\n") ==
        Lines{"5: environment read JWT_SECRET os.getenv constant",
              "6: constant read SALT SALT exact"});
}

TEST_CASE("attributes keep their form, and calls are not counted twice") {
  ResolvedFile file = ResolveText(
      "import os\n"
      "os.environ.get('A')\n"
      "settings.auth.JWT_SECRET = 1\n");
  REQUIRE(file.accesses.size() == 4);
  CHECK(file.accesses[0].of == AccessOf::kAttribute);
  CHECK(file.accesses[0].name == "environ");
  CHECK(file.accesses[1].of == AccessOf::kEnvironment);
  CHECK(file.accesses[1].span == Span{2, 1, 2, 20});
  CHECK(file.accesses[2].form == "settings.auth");
  CHECK(file.accesses[3].name == "JWT_SECRET");
  CHECK(file.accesses[3].form == "settings.auth.JWT_SECRET");
  CHECK(file.accesses[3].mode == AccessMode::kWrite);
}

}  // namespace ssot
