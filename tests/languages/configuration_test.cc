// Settings as lines: "line:column path" for a definition, with "= value" where it has one, and
// "line:column ?name" for a reference.
#include "scanner/languages/configuration/configuration.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/languages/describe_facts.h"

namespace ssot {
namespace {

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines = {""};
  for (char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  return lines;
}

// Texts of these tests hold no characters beyond ASCII but where a test says so.
std::string ValueText(const std::vector<std::string>& lines, const Span& span) {
  if (span.line == span.end_line) {
    return lines[span.line - 1].substr(span.column - 1, span.end_column - span.column);
  }
  return lines[span.line - 1].substr(span.column - 1) + "…" +
         lines[span.end_line - 1].substr(0, span.end_column - 1);
}

std::string PathOf(const Facts& facts, uint32_t setting) {
  std::string path(facts.Name(facts.settings[setting].name));
  for (uint32_t parent = facts.settings[setting].parent; parent != kNone;
       parent = facts.settings[parent].parent) {
    path = std::string(facts.Name(facts.settings[parent].name)) + "/" + path;
  }
  return path;
}

Facts Read(Language language, std::string_view text) {
  return FindFrontEnd(language)->extract("file", text).facts;
}

std::string Describe(Language language, std::string_view text) {
  const Facts facts = Read(language, text);
  const std::vector<std::string> lines = LinesOf(text);
  std::string described;
  for (uint32_t i = 0; i < facts.settings.size(); ++i) {
    const Setting& setting = facts.settings[i];
    if (!described.empty()) described += '\n';
    described += std::to_string(setting.key.line) + ":" + std::to_string(setting.key.column) + " ";
    if (setting.mode == AccessMode::kRead) {
      described += "?" + std::string(facts.Name(setting.name));
      continue;
    }
    described += PathOf(facts, i);
    if (setting.value.line > 0) described += " = " + ValueText(lines, setting.value);
  }
  for (const ParseError& error : facts.errors) {
    described += "\nerror " + std::to_string(error.line) + ":" + std::to_string(error.column) +
                 " " + error.message;
  }
  return described;
}

struct Case {
  Language language;
  const char* text;
  const char* settings;
};

TEST_CASE("keys, values and references of configuration files stand where they are written") {
  const Case kCases[] = {
      {Language::kDotenv, "A=1\n# B=2\nexport C=\"x y\" # note\nD='m\nn'\nE=\nF: g # h",
       "1:1 A = 1\n3:8 C = x y\n4:1 D = m…n\n6:1 E = \n7:1 F = g"},
      {Language::kDotenv, "URL=http://${HOST:-x}/$PATH_A\nQ='${NO}'\nP=a$$b",
       "1:1 URL = http://${HOST:-x}/$PATH_A\n1:14 ?HOST\n1:24 ?PATH_A\n2:1 Q = ${NO}\n3:1 P = "
       "a$$b"},
      {Language::kShell, "export A=1\nif true; then\n  B=\"x\" C=y run\nfi\necho D=1",
       "1:8 A = 1\n3:3 B = x\n3:9 C = y"},
      {Language::kDockerfile,
       "FROM x\nenv A=1 \\\n # c\n B=\"x y\"\nARG C\nENV D e f\nRUN <<EOF\nENV X=1\nEOF",
       "2:5 A = 1\n4:2 B = x y\n5:5 C\n6:5 D = e f"},
      {Language::kIni, "a = b ; c\n[s.t]\nk: v\nlist =\n  X=1\n  y\nflag",
       "1:1 a = b\n2:2 s.t\n3:1 s.t/k = v\n4:1 s.t/list = …  y\n5:3 s.t/list/X = 1\n7:1 s.t/flag"},
      {Language::kProperties, "a.b.password=x\\\n y\n! c\nd : e\nf g",
       "1:1 a.b.password = x\\… y\n4:1 d = e\n5:1 f = g"},
      {Language::kToml,
       "[a.\"b c\"]\nd.e = 'x' # y\nf = [\"K=v\", {g = 1, \"h\" = \"i\"}]\n[[l]]\nm = "
       "\"\"\"\nn\"\"\"",
       "1:2 a\n1:5 a/b c\n2:1 a/b c/d\n2:3 a/b c/d/e = x\n3:1 a/b c/f\n3:7 a/b c/f/K = v\n"
       "3:14 a/b c/f/g = 1\n3:22 a/b c/f/h = i\n4:3 l\n5:1 l/m = …n"},
      {Language::kJson,
       "{\"a\": {\"b\": \"c\", // d\n \"e\": [{\"name\": \"N\", \"value\": \"v\"}, \"F=g\"],}}",
       "1:3 a\n1:9 a/b = c\n2:3 a/e\n2:10 a/e/name = N\n2:18 a/e/N = v\n2:23 a/e/value = v\n2:38 "
       "a/e/F = g"},
      // Tables of names, and records about files, define nothing.
      {Language::kJson, "{\"A_B\": \"C_D\", \"E_F\": \"G_H\"}", "1:3 ?A_B\n1:17 ?E_F"},
      {Language::kJson, "{\"A_B\": \"C_D\", \"E_F\": \"g\"}", "1:3 A_B = C_D\n1:17 E_F = g"},
      {Language::kJson, "{\"A_B\": \"C_D\"}", "1:3 A_B = C_D"},
      {Language::kJson,
       "{\"a/b.py\": {\"c\": [{\"D\": 1}]}, \"a/b.ts:12\": {\"e\": \"f\"}, \"./g/*\": {\"h\": "
       "\"i\"}}",
       "1:3 a/b.py\n1:14 ?c\n1:21 ?D\n1:32 a/b.ts:12\n1:46 ?e\n1:57 ./g/*\n1:67 ./g/*/h = i"},
      {Language::kTerraform,
       "variable \"v\" {\n  type = string # c\n  default = \"d\"\n}\nm = { \"K\" = \"x\", L = "
       "var.y }\n"
       "env {\n  name = \"N\"\n  value = \"${var.z}-1\"\n}\nt = <<-E\n  x\n  E",
       "1:1 variable\n1:11 variable/v = d\n2:3 variable/v/type = string\n3:3 variable/v/default = "
       "d\n"
       "5:1 m\n5:8 m/K = x\n5:18 m/L = var.y\n5:26 ?y\n6:1 env\n7:3 env/name = N\n7:11 env/N = "
       "${var.z}-1\n"
       "8:3 env/value = ${var.z}-1\n8:18 ?z\n10:1 t =   x…"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(Describe(c.language, c.text) == c.settings);
  }
}

TEST_CASE("variables that commands define") {
  const Case kCases[] = {
      {Language::kShell,
       "sudo docker run -d \\\n  -e A=1 \\\n  --env B=\"x y\" --env='C=3' \\\n  image\nrun "
       "-e E=5",
       "2:6 A = 1\n3:9 B = x y\n3:24 C = 3"},
      {Language::kShell,
       "cd x && export A=1 B=2; env -i C=3 make D=4\nif E=5 run; then declare -x F=6; fi",
       "1:16 A = 1\n1:20 B = 2\n1:32 C = 3\n2:4 E = 5\n2:29 F = 6"},
      {Language::kShell,
       "gcloud run deploy --set-env-vars=A=1,B=2 --update-secrets \"C=c:latest,D=d:1\"\n"
       "docker build --build-arg E=5 --build-arg F .\n"
       "kubectl create secret generic s --from-literal=G=7",
       "1:34 A = 1\n1:38 B = 2\n1:60 C = c:latest\n1:71 D = d:1\n2:26 E = 5\n3:48 G = 7"},
      {Language::kShell,
       "bash -c \"export A=1 && docker run -e B=2 x\" | docker exec -e C=$X c # -e D=4",
       "1:17 A = 1\n1:38 B = 2\n1:62 C = $X\n1:65 ?X"},
      {Language::kShell,
       "/bin/sh -c 'A=1 make'\nbash -euo pipefail -c \"B=2\"\ndocker exec c sh -c 'C=3'\n"
       "timeout 5 '/usr/bin/zsh' +x -c 'D=4'; dash -c E=5 | ksh -x -c F=6 && sudo ash -c G=7",
       "1:13 A = 1\n2:24 B = 2\n3:22 C = 3\n4:33 D = 4\n4:47 E = 5\n4:63 F = 6\n4:82 G = 7"},
      // Other programs' -c, also beside a shell.
      {Language::kShell,
       "python -c \"A=1\"\ngcc -c 'B=2'\nbash deploy.sh -c 'C=3'\nsh x; git -c D=4\n"
       "docker run --name sh python -c 'E=5'\nmysh -c F=6\n/bash/x -c G=7\nsh -c 'x' -c 'H=8'\n"
       "docker exec c python -c 'I=9'",
       ""},
      // What only looks like it.
      {Language::kShell,
       "echo -e A=1\nsed -e B=2\ngrep -e 'C=3' x\necho export D=4\necho \"docker run -e E=5\"\n"
       "make F=6\ntest $G = 1\n[ \"$H\" == \"I=1\" ]",
       ""},
      {Language::kYaml,
       "steps:\n- run: docker run -e A=1 x\n- run: |\n    docker run \\\n      -e B=2 x\n"
       "- name: docker run -e C=3\nscript:\n- export D=4 && make\ncommand: env E=5 serve\n",
       "1:1 steps\n2:3 steps/run = docker run -e A=1 x\n2:22 steps/run/A = 1\n"
       "3:3 steps/run = docker run \\…      -e B=2 x\n5:10 steps/run/B = 2\n"
       "6:3 steps/name = docker run -e C=3\n7:1 script\n8:10 script/D = 4\n"
       "9:1 command = env E=5 serve\n9:14 command/E = 5"},
      {Language::kDockerfile,
       "FROM x\nRUN --mount=type=cache,target=/a export A=1 && \\\n # c\n  B=2 make\nRUN echo C=3\n"
       "CMD env D=4",
       "2:41 A = 1\n4:3 B = 2"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(Describe(c.language, c.text) == c.settings);
  }
}

TEST_CASE("YAML") {
  const Case kCases[] = {
      {Language::kYaml,
       "a:\n  b: x y # c\n  \"d e\": 'f'\n  g:\n  - h: 1\n    i: 2\n  - j\nk: |\n  l\n\n  m\nn: o",
       "1:1 a\n2:3 a/b = x y\n3:4 a/d e = f\n4:3 a/g\n5:5 a/g/h = 1\n6:5 a/g/i = 2\n8:1 k = l…  "
       "m\n12:1 n = o"},
      {Language::kYaml,
       "environment:\n  A: ${B:-c}\n  <<: *x\nenvironment:\n- C=d e\n- E\n- \"F=g\"",
       "1:1 environment\n2:3 environment/A = ${B:-c}\n2:8 ?B\n4:1 environment\n5:3 environment/C = "
       "d e\n"
       "6:3 environment/E\n7:4 environment/F = g"},
      {Language::kYaml,
       "env:\n- name: A\n  value: \"x\"\n- name: B\n  valueFrom:\n    secretKeyRef: {name: s, key: "
       "C}\n- {name: D, value: e}",
       "1:1 env\n2:3 env/name = A\n2:9 env/A = x\n3:3 env/value = x\n4:3 env/name = B\n4:9 env/B\n"
       "5:3 env/valueFrom\n6:5 env/valueFrom/secretKeyRef\n6:20 env/valueFrom/secretKeyRef/name = "
       "s\n"
       "6:29 env/valueFrom/secretKeyRef/key = C\n7:4 env/name = D\n7:10 env/D = e\n7:13 env/value "
       "= e"},
      {Language::kYaml,
       "env:\n  A: ${{ secrets.B }}\n  C: ${{ github.ref }}\nrun: |\n  export D=1\n  make",
       "1:1 env\n2:3 env/A = ${{ secrets.B }}\n2:18 ?B\n3:3 env/C = ${{ github.ref }}\n"
       "4:1 run = export D=1…  make\n5:10 run/D = 1"},
      {Language::kYaml,
       "a: &x !t v\nb: [1, {c: d}, \"e\",\n  f]\ng: {h: i, j: [k]}\n--- \nl: m\n...\n",
       "1:1 a = v\n2:1 b\n2:9 b/c = d\n4:1 g\n4:5 g/h = i\n4:11 g/j\n6:1 l = m"},
      {Language::kYaml, "a: \"x\n  y\" # c\nb: p\n  q\nc:\n  r",
       "1:1 a = x…  y\n3:1 b = p…  q\n5:1 c = r"},
      // A template is passed over, and what stands around it is read.
      {Language::kYaml, "a:\n{{- if .x }}\n  b: {{ .y }}\n{{- end }}\n  {% for z %}\n  c: d",
       "1:1 a\n3:3 a/b = {{ .y }}\n6:3 a/c = d"},
      // What is broken is told, and reading goes on.
      {Language::kYaml, "a: [b\nc: d\ne: \"f\ng: h\njust words",
       "1:1 a\n2:1 c = d\n3:1 e = f\n4:1 g = h\nerror 1:4 the bracket is not closed\nerror 3:4 the "
       "quote is not closed\nerror 5:1 this is neither a key nor an item of a list"},
      {Language::kYaml, "{a: b}", "1:2 a = b"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(Describe(c.language, c.text) == c.settings);
  }
}

TEST_CASE("what is broken is told with its place") {
  const Case kCases[] = {
      {Language::kDotenv, "A=1\n???\nB=2",
       "1:1 A = 1\n3:1 B = 2\nerror 2:1 this line is no NAME=value"},
      {Language::kJson, "{\"a\": \"b\n, \"c\": 1",
       "1:3 a = b\n2:4 c = 1\nerror 1:7 the string is not "
       "closed"},
      {Language::kToml, "a = \n= b\nc = 1",
       "1:1 a\n3:1 c = 1\nerror 1:5 a value is missing\nerror 2:1 this is no key"},
      {Language::kIni, "[s\na = b", "2:1 a = b\nerror 1:1 the section's name is not closed with ]"},
      {Language::kTerraform, "a = \"b\n}\nc = 1",
       "1:1 a = b\n3:1 c = 1\nerror 1:5 the string is not closed\nerror 2:1 this bracket closes "
       "none"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(Describe(c.language, c.text) == c.settings);
  }
}

TEST_CASE("columns count code points") {
  const Facts facts =
      Read(Language::kJson, "{\"\xC3\xA4\xF0\x9F\x98\x80\": \"\xC3\xB6\", \"b\": 1}");
  REQUIRE(facts.settings.size() == 2);
  CHECK(facts.settings[0].value == Span{1, 9, 1, 10});
  CHECK(facts.settings[1].key == Span{1, 14, 1, 15});
}

std::string Repeated(std::string_view text, size_t count) {
  std::string all;
  for (size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST_CASE("hostile text takes time in proportion to its size") {
  const char* kPieces[] = {
      "[",       "{",       "{\"a\":",  "- ",           "\"",      "'",     "a: [\n", "a: \"\n",
      "a: '",    "a: {b: ", "x = [",    "x = \"",       "x{\n",    "<<E\n", "${",     "a=\"\\",
      "A=\"b\n", "&a [*a,", "\"a\":1,", "ENV A=1 \\\n", "[a]\nb=", "A=1 ",  "$A",     "{{"};
  for (const FrontEnd& front_end : configuration::FrontEnds()) {
    for (const char* piece : kPieces) {
      CAPTURE(LanguageName(front_end.language));
      CAPTURE(piece);
      const std::string text = Repeated(piece, 200'000 / std::string_view(piece).size());
      const auto start = std::chrono::steady_clock::now();
      front_end.extract("file", text);
      CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(4));
    }
  }
}

}  // namespace
}  // namespace ssot
