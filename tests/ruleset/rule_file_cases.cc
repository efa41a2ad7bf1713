#include "tests/ruleset/rule_file_cases.h"

namespace ssot {
namespace {

const std::string kHead = "pack: p\ntitle: P\n";

// A sound rule but for its kind, in lines 3 to 7; `rest` begins in line 8.
std::string RuleWith(const std::string& rest) {
  return kHead +
         "rules:\n"
         "  - id: r\n"
         "    title: R\n"
         "    message: M\n"
         "    bad: [{path: a.py, code: x}]\n" +
         rest;
}

// A sound rule in lines 3 to 8; `rest` begins in line 9.
std::string TextRuleWith(const std::string& rest) {
  return RuleWith("    text: {any: [x]}\n" + rest);
}

// A sound rule with the parameters of one kind, which begin in line 8, column 6 + |kind|.
std::string KindWith(const std::string& kind, const std::string& parameters) {
  return RuleWith("    " + kind + ": " + parameters + "\n");
}

// Two sound rules and a row, whose map begins in line 17, column 5; `rest` begins in line 20.
std::string RowWith(const std::string& rest) {
  return TextRuleWith(
             "  - id: calls\n"
             "    title: C\n"
             "    message: M\n"
             "    bad: [{path: a.py, code: x}]\n"
             "    call:\n"
             "      modules: [m]\n"
             "inventory:\n"
             "\n"
             "  - id: row\n"
             "    title: Row\n"
             "    unit: files\n") +
         rest;
}

using Cases = std::vector<RuleFileCase>;
constexpr SchemaSees kSeen = SchemaSees::kError;

Cases FileCases() {
  return {
      {"only a head", kHead, {}},
      {"no pack", "title: P\n", {"1:1: a rule file needs 'pack'"}, kSeen},
      {"no title", "pack: p\n", {"1:7: pack 'p' has no title; give one of its files a 'title'"}},
      {"pack in capitals",
       "pack: MyPack\ntitle: P\n",
       {"1:7: 'pack' must be in kebab-case: small letters, digits and single '-'; write 'my-pack'"},
       kSeen},
      {"every wrong type is told",
       "pack: 1\ntitle: [a]\nrules: {}\nscopes: [a]\ndescription:\n",
       {"1:7: 'pack' must be a string, not an integer; put it in quotes: \"1\"",
        "2:8: 'title' must be a string, not a list", "3:8: 'rules' must be a list, not a map",
        "4:9: 'scopes' must be a map, not a list",
        "5:1: 'description' must be a string, not empty"},
       kSeen},
      {"a list item of the wrong type",
       kHead + "scopes:\n  a: {include: [x, [y]]}\n",
       {"4:20: an item of 'include' must be a string, not a list"},
       kSeen},
      {"rules that are no maps",
       kHead + "rules: [a, 1]\n",
       {"3:9: an item of 'rules' must be a map, not a string",
        "3:12: an item of 'rules' must be a map, not an integer"},
       kSeen},
      {"unknown key",
       kHead + "authorites: {}\n",
       {"3:1: unknown key 'authorites'; did you mean 'authorities'?"},
       kSeen},
      {"unknown key that is near none",
       kHead + "zzz: 1\n",
       {"3:1: unknown key 'zzz'; a rule file knows pack, title, description, extends, variables, "
        "authorities, "
        "scopes, rules, inventory and $schema"},
       kSeen},
      {"duplicate key",
       "pack: p\ntitle: P\npack: q\n",
       {"3:1: duplicate key 'pack'; it is given in line 1 already"}},
      {"a schema for editors", kHead + "$schema: ./rule.schema.json\n", {}},
      {"scopes",
       kHead + "scopes:\n  Back_End: {include: [\"[a\"], exclud: []}\n",
       {"4:3: 'Back_End' must be in kebab-case: small letters, digits and single '-'; write "
        "'back-end'",
        "4:24: bad glob '[a': unclosed '['", "4:31: unknown key 'exclud'; did you mean 'exclude'?"},
       kSeen},
      {"authority without its files",
       kHead + "authorities:\n  jwt: {title: J, facades: [\"{a\"]}\n",
       {"4:8: an authority needs 'canonical'", "4:29: bad glob '{a': unclosed '{'"},
       kSeen},
      {"name patterns of clients",
       kHead + "authorities:\n  a: {title: A, canonical: x.py, clients: [\"a b\", \"a**\", "
               "\"**.b\"]}\n",
       {"4:44: name pattern 'a b' has a blank in it",
        "4:51: name pattern 'a**' has '**' inside a part; it stands for whole parts"}},
      {"variables",
       kHead + "variables:\n  1x: {default: a}\n  y: {}\n  z: {default: [\"${q}\"]}\n",
       {"4:3: bad variable name '1x'; use letters, digits, '_' and '-', beginning with a letter",
        "6:17: a default cannot refer to other variables; write the value out"}},
      {"extensions",
       kHead + "extends:\n  jwt: {variables: {libraries: 1}, scope: {}}\n  P: {}\n",
       {"4:32: 'libraries' must be a string or a list, not an integer; put it in quotes: \"1\"",
        "4:36: unknown key 'scope'; did you mean 'scopes'?",
        "5:3: 'P' must be in kebab-case: small letters, digits and single '-'; write 'p'",
        "5:3: unknown rule pack 'P'"},
       kSeen},
      {"an alias tells its errors once",
       kHead + "scopes:\n  a: &s {include: [\"[\"]}\n  b: *s\n",
       {"4:20: bad glob '[': unclosed '['"}},
  };
}

Cases RuleCases() {
  return {
      {"sound", TextRuleWith(""), {}},
      {"everything that is mandatory",
       kHead + "rules:\n  - severity: note\n",
       {"4:5: a rule needs 'bad'", "4:5: a rule needs 'id'",
        "4:5: a rule needs 'message', unless it says 'report: count'", "4:5: a rule needs 'title'",
        "4:5: a rule needs a kind: one of text, import, call, access, define, contract, together, "
        "ratio"},
       kSeen},
      {"a counted rule needs no message",
       kHead + "rules:\n  - {id: r, title: R, report: count, text: {any: [x]}, "
               "bad: [{path: a.py, code: x}]}\n",
       {}},
      {"a reported one does",
       kHead + "rules:\n  - {id: r, title: R, text: {any: [x]}, bad: [{path: a.py, code: x}]}\n",
       {"4:5: a rule needs 'message', unless it says 'report: count'"},
       kSeen},
      {"mistyped key",
       TextRuleWith("    serverity: error\n"),
       {"9:5: unknown key 'serverity'; did you mean 'severity'?"},
       kSeen},
      {"mistyped enumerations",
       TextRuleWith("    severity: eror\n    report: all\n    languages: [python, pyton]\n"),
       {"9:15: 'severity' must be error, warning or note, not 'eror'; did you mean 'error'?",
        "10:13: 'report' must be findings or count, not 'all'",
        "11:25: an item of 'languages' must be other, python, typescript, javascript, c, cpp, "
        "yaml, "
        "json, toml, ini, dotenv, dockerfile, terraform, properties, shell, markdown, html, css, "
        "vue "
        "or svelte, not 'pyton'; did you mean 'python'?"},
       kSeen},
      {"two kinds",
       TextRuleWith("    call: {modules: [m]}\n"),
       {"9:5: a rule has one kind, and this one is 'text' and 'call'; make it two rules"},
       kSeen},
      {"an id that is not in kebab-case",
       kHead + "rules:\n  - {id: jwtImport_1, title: R, message: M, text: {any: [x]}, "
               "bad: [{path: a.py, code: x}]}\n",
       {"4:10: 'id' must be in kebab-case: small letters, digits and single '-'; write "
        "'jwt-import-1'"},
       kSeen},
      {"unknown references",
       kHead + "scopes: {back-end: {}}\nauthorities: {jwt: {title: J, canonical: j.py}}\n"
               "rules:\n  - {id: r, title: R, message: M, text: {any: [x]}, scope: backend,\n"
               "     authority: jwtt, bad: [{path: a.py, code: x}]}\n",
       {"6:60: unknown scope 'backend'; did you mean 'back-end'?",
        "7:17: unknown authority 'jwtt'; did you mean 'jwt'?"}},
      {"placeholders",
       kHead + "rules:\n  - {id: r, title: R, message: \"{symbl} {{x}} {\", text: {any: [x]},\n"
               "     remediation: \"use {facade}\", bad: [{path: a.py, code: x}]}\n",
       {"4:32: a single '{' belongs to no placeholder; write '{{' and '}}' for literal braces",
        "4:32: unknown placeholder '{symbl}'; did you mean 'symbol'?",
        "5:19: placeholder '{facade}' needs an 'authority', and the rule names none"}},
      {"unknown variables",
       kHead + "variables: {backend: {default: b}}\n" +
           "rules:\n  - {id: r, title: \"${x}\", message: M, text: {any: [\"$${ok}\", "
           "\"${bakend}\"]},\n"
           "     scope: {include: [\"${backend}/**\"]}, bad: [{path: \"${backend}/a.py\", code: "
           "x}]}\n",
       {"5:20: unknown variable 'x'; declare it in 'variables', or write '$${x}' for the text "
        "itself",
        "5:63: unknown variable 'bakend'; did you mean 'backend'?"}},
      {"CWE numbers",
       TextRuleWith("    cwe: [0, 79, 123456, x]\n"),
       {"9:11: '0' is no CWE number", "9:18: '123456' is no CWE number",
        "9:26: an item of 'cwe' must be an integer, not a string"},
       kSeen},
      {"phase and priority may be numbers", TextRuleWith("    phase: 2\n    priority: 1.5\n"), {}},
      {"a scope may be given in place", TextRuleWith("    scope: {include: [\"*.py\"]}\n"), {}},
  };
}

Cases ExampleCases() {
  const std::string rule = kHead +
                           "authorities: {jwt: {title: J, canonical: auth/j.py, facades: [f.py], "
                           "home: [\"auth/**\"]}}\n"
                           "rules:\n  - id: r\n    title: R\n    message: M\n    text: {any: [x]}\n"
                           "    languages: [python]\n    authority: jwt\n"
                           "    scope: {include: [\"**/*.py\", \"*.ts\"], exclude: [\"*test*\"]}\n";
  return {
      {"a canary in scope", rule + "    bad: [{path: a/b.py, code: x}]\n", {}},
      {"canaries where the rule is silent",
       rule + "    bad:\n"
              "      - {path: a.txt, code: x}\n"
              "      - {path: tests/a.py, code: x}\n"
              "      - {path: a.ts, code: x}\n"
              "      - {path: auth/core/x.py, code: x}\n"
              "      - {path: f.py, code: x}\n"
              "      - {path: /a.py, code: x}\n",
       {"13:16: bad example 'a.txt' is outside the rule's scope: no 'include' matches it",
        "14:16: bad example 'tests/a.py' is outside the rule's scope: an 'exclude' matches it",
        "15:16: bad example 'a.ts' is in language 'typescript', which is not among the rule's "
        "'languages'",
        "16:16: bad example 'auth/core/x.py' belongs to authority 'jwt', where the rule is silent",
        "17:16: bad example 'f.py' belongs to authority 'jwt', where the rule is silent",
        "18:16: bad example '/a.py' is not relative to the root; remove the leading '/'"}},
      {"a good example may lie outside",
       rule + "    bad: [{path: a.py, code: x}]\n    good: [{path: auth/j.py, code: x}]\n",
       {}},
      {"no bad example", rule + "    bad: []\n", {"12:10: 'bad' must not be empty"}, kSeen},
      {"an example without code",
       rule + "    bad: [{path: a.py}, {path: b.py, code: x, line: 1}]\n",
       {"12:11: an example needs 'code'",
        "12:47: unknown key 'line'; an example knows path, code and with"},
       kSeen},
  };
}

Cases KindCases() {
  return {
      {"text",
       KindWith("text",
                "{any: [a, {regex: \"b+\"}], requires: [c], skip_lines: [\"^#\"], "
                "ignore_case: true, unit: file-patterns, contexts: [code]}"),
       {}},
      {"text without patterns",
       KindWith("text", "{unit: lines}"),
       {"8:11: 'text' needs 'any'"},
       kSeen},
      {"text with no pattern",
       KindWith("text", "{any: []}"),
       {"8:17: 'any' must not be empty"},
       kSeen},
      {"empty patterns",
       KindWith("text", "{any: [\"\", {regex: \"\"}]}"),
       {"8:18: an item of 'any' must not be empty", "8:30: 'regex' must not be empty"},
       kSeen},
      {"a pattern that is no regular expression",
       KindWith("text", "{any: [{regex: \"a(b\"}, {regexp: x}], skip_lines: [\"[\"]}"),
       {"8:26: bad regular expression 'a(b': missing ): a(b", "8:34: a pattern needs 'regex'",
        "8:35: unknown key 'regexp'; did you mean 'regex'?",
        "8:61: bad regular expression '[': missing ]: ["},
       kSeen},
      {"patterns that cannot be meant",
       KindWith("text", "{any: [{regex: \"x*\"}, \"a\\nb\"]}"),
       {"8:26: the regular expression 'x*' matches the empty text, so it would match everywhere",
        "8:33: a text to look for must not contain a line end"}},
      {"a pattern that is given twice",
       KindWith("text", "{any: [a, {regex: a}, a]}"),
       {"8:33: 'a' is given twice, so it would count twice"}},
      {"units and contexts",
       KindWith("text", "{any: [x], unit: line, contexts: [comments]}"),
       {"8:28: 'unit' must be files, lines, matches, pairs or file-patterns, not 'line'; did you "
        "mean "
        "'lines'?",
        "8:45: an item of 'contexts' must be code, comment, string or docstring, not 'comments'; "
        "did "
        "you mean 'comment'?"},
       kSeen},
      {"import",
       KindWith("import",
                "{modules: [jwt, a.*.b, \"**.c\"], names: [x], allow_from: [\"a/**\"], "
                "forms: [from, mock], type_only: false}"),
       {}},
      {"import of nothing",
       KindWith("import", "{modules: [], forms: [from]}"),
       {"8:13: an import rule needs 'modules' or 'names' with an item"}},
      {"import of the wrong things",
       KindWith("import",
                "{modules: [\"a b\"], allow_from: [\"[\"], forms: [include, imports], "
                "type_only: yes}"),
       {"8:24: name pattern 'a b' has a blank in it", "8:45: bad glob '[': unclosed '['",
        "8:68: an item of 'forms' must be import, from, dynamic, require, include, reexport or "
        "mock, "
        "not 'imports'; did you mean 'import'?",
        "8:89: 'type_only' must be true or false, not a string"},
       kSeen},
      {"call",
       KindWith("call",
                "{modules: [m], targets: [a.b], concepts: [\"*_token\"], receivers: [ws], "
                "receiver_types: [a.B], methods: [send]}"),
       {}},
      {"call of nothing",
       KindWith("call", "{}"),
       {"8:11: a call rule needs 'modules', 'targets', 'concepts' or 'methods' with an item"}},
      {"methods of nobody",
       KindWith("call", "{methods: [send]}"),
       {"8:11: 'methods' needs 'receivers' or 'receiver_types' beside it, and they need it"}},
      {"concepts in another spelling",
       KindWith("call", "{concepts: [validateToken]}"),
       {"8:23: concept 'validateToken' is not in the spelling of concepts; write it in snake_case, "
        "as "
        "in 'validate_token'"}},
      {"access",
       KindWith("access", "{names: [\"(?i)jwt_secret\"], of: [environment], modes: [read]}"),
       {}},
      {"access to anything",
       KindWith("access", "{of: []}"),
       {"8:13: an access rule needs 'names' or 'of' with an item"}},
      {"access of the wrong things",
       KindWith("access", "{names: [\"a{2,1}\"], of: [env], modes: [reads]}"),
       {"8:22: bad regular expression 'a{2,1}': invalid repetition size: {2,1}",
        "8:38: an item of 'of' must be environment, configuration, attribute or constant, not "
        "'env'",
        "8:52: an item of 'modes' must be read, write or delete, not 'reads'; did you mean "
        "'read'?"},
       kSeen},
      {"define",
       KindWith("define",
                "{names: [a], concepts: [b], what: [class], bases: [c.D], "
                "bodies: [normal]}"),
       {}},
      {"define of nothing",
       KindWith("define", "{bodies: [stub]}"),
       {"8:13: a define rule needs 'names', 'concepts', 'bases' or 'what' with an item"}},
      {"call with arguments and options",
       KindWith("call",
                "{targets: [a], arguments: {names: [b], values: [c]}, "
                "options: {positions: [\"\", d], never: [\"d=false\"]}}"),
       {}},
      {"call with options of no use",
       KindWith("call", "{targets: [a], options: {positions: [b]}, arguments: {names: [c]}}"),
       {"8:35: 'options' needs 'compare' or 'never' with an item",
        "8:64: 'arguments' needs 'values'"},
       kSeen},
      {"call with options and nothing to compare them with",
       KindWith("call", "{targets: [a], options: {compare: [b], never: [verify]}}"),
       {"8:35: 'compare' needs an authority to compare with",
        "8:58: 'verify' names no value; write 'option=value'"}},
      {"contract",
       KindWith("contract",
                "{exactly: 1, at: a.py, define: {names: [a]}, "
                "exempt: {paths: [t], names: [M.*], bodies: [stub]}}"),
       {}},
      {"contract without an authority",
       KindWith("contract", "{at_most: 0, call: {targets: [a]}}"),
       {}},
      {"contract of nothing, nowhere",
       KindWith("contract", "{exactly: 1, at_least: 0}"),
       {"8:15: a contract needs 'at' or an authority: where the matches must stand",
        "8:15: a contract needs one of 'exactly', 'at_most' and 'at_least'",
        "8:15: a contract needs one of 'rule', 'define', 'import', 'call', 'access' and 'text': "
        "what is counted",
        "8:38: 'at_least' must be between 1 and 1000000"},
       kSeen},
      {"contract of an unknown rule",
       KindWith("contract", "{at_most: 1, rule: s}"),
       {"8:34: unknown rule 's'; did you mean 'r'?"}},
      {"contract of itself",
       KindWith("contract", "{at_most: 1, rule: r}"),
       {"8:34: rule 'r' looks at the whole tree itself; name one that looks at one file at a "
        "time"}},
      {"together",
       KindWith("together", "{in: function, first: {names: [a]}, second: {defined_in: b.py}}"),
       {}},
      {"together of one",
       KindWith("together", "{in: class, first: {names: []}}"),
       {"8:15: 'together' needs 'second'", "8:20: 'in' must be file or function, not 'class'",
        "8:34: 'first' needs 'names' or 'defined_in' with an item"},
       kSeen},
      {"ratio",
       KindWith("ratio",
                "{rule: r2, through: [a.B]}\n  - {id: r2, title: R, report: "
                "count, text: {any: [x]}, bad: [{path: a.py, code: x}]}"),
       {}},
      {"ratio of what to what",
       KindWith("ratio", "{import: {modules: [a]}}"),
       {"8:12: a ratio needs 'inside', 'through' or an authority"}},
      {"a kind that is no map",
       KindWith("call", "m"),
       {"8:11: 'call' must be a map, not a string"},
       kSeen},
  };
}

Cases RowCases() {
  return {
      {"row",
       RowWith("    rules: [r]\n    text_rules: [r]\n    recorded: 3\n    target: 0.5\n"),
       {}},
      {"ratchet of text rules alone",
       RowWith("    text_rules: [r]\n    ratchet: true\n"),
       {"21:14: 'ratchet' needs a true count, which text rules do not give; name what must not get "
        "worse in 'rules', or remove 'ratchet'"}},
      {"ratchet of parts beside the row's own text rules",
       RowWith("    text_rules: [r]\n    ratchet: true\n    parts: [{id: a, rules: [calls]}]\n"),
       {"21:14: 'ratchet' needs a true count, which text rules do not give; name what must not get "
        "worse in 'rules', or remove 'ratchet'"}},
      {"ratchet of parts",
       RowWith("    ratchet: true\n    parts: [{id: a, rules: [calls]}]\n"),
       {}},
      {"row without rules",
       RowWith("    recorded: three\n"),
       {"17:5: an inventory row needs 'rules', 'text_rules' or 'parts'",
        "20:15: 'recorded' must be a number, not a string"},
       kSeen},
      {"row with unknown rules",
       RowWith("    rules: [s, call]\n    text_rules: [tr, calls]\n    scope: nowhere\n"),
       {"20:13: unknown rule 's'; did you mean 'r'?",
        "20:16: unknown rule 'call'; did you mean "
        "'calls'?",
        "21:18: unknown rule 'tr'; did you mean 'r'?",
        "21:22: rule 'calls' is of neither kind 'text' nor 'define'; name it in 'rules' instead",
        "22:12: unknown scope 'nowhere'"}},
      {"parts",
       RowWith("    parts:\n      - {id: a, text_rules: [r], patterns: [x]}\n"
               "      - {id: b, rules: [calls]}\n"),
       {}},
      {"parts of nothing",
       RowWith("    parts:\n      - {id: a}\n      - {id: a, text_rules: [r], patterns: [xy]}\n"),
       {"21:9: a part needs 'rules' or 'text_rules' with an item",
        "22:9: duplicate part 'a'; it is declared at FILE:21:9 already",
        "22:45: no text rule of this part looks for 'xy'; did you mean 'x'?"}},
      {"duplicate rows and rules",
       TextRuleWith(
           "  - {id: r, title: R, message: M, text: {any: [x]}, bad: [{path: a, code: x}]}\n"
           "inventory:\n  - {id: w, title: W, unit: paths, rules: [r]}\n"
           "  - {id: w, title: W, unit: file, rules: [r]}\n"),
       {"9:10: duplicate rule 'r'; it is declared at FILE:4:9 already",
        "12:10: duplicate inventory row 'w'; it is declared at FILE:11:10 already",
        "12:29: 'unit' must be files, pairs, definitions, findings, paths or percent, not 'file'; "
        "did "
        "you mean 'files'?"},
       kSeen},
  };
}

}  // namespace

const std::vector<RuleFileCase>& RuleFileCases() {
  static const std::vector<RuleFileCase> kCases = [] {
    Cases all;
    for (const Cases& some : {FileCases(), RuleCases(), ExampleCases(), KindCases(), RowCases()}) {
      all.insert(all.end(), some.begin(), some.end());
    }
    return all;
  }();
  return kCases;
}

}  // namespace ssot
