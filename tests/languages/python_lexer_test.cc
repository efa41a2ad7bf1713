#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "scanner/languages/name_table.h"
#include "scanner/languages/python/lexer.h"

namespace ssot::python {
namespace {

struct Lexed {
  std::vector<Token> tokens;
  std::vector<TextRegion> regions;
  std::vector<ParseError> errors;
};

Lexed Lex(std::string_view text) {
  Lexed lexed;
  NameTable names(kKeywordTexts);
  Lexer lexer(text, &names, &lexed.regions, &lexed.errors);
  do {
    lexer.Next();
    lexed.tokens.push_back(lexer.token());
  } while (!lexer.token().Is(TokenKind::kEnd));
  return lexed;
}

// Between tokens there may be blanks, comments, line ends inside brackets and continuations only.
bool IsGap(std::string_view gap) {
  for (size_t i = 0; i < gap.size(); ++i) {
    char c = gap[i];
    if (c == '#') {
      while (i + 1 < gap.size() && gap[i + 1] != '\n' && gap[i + 1] != '\r') ++i;
    } else if (c == '\\') {
      if (i + 1 >= gap.size() || (gap[i + 1] != '\n' && gap[i + 1] != '\r')) return false;
    } else if (c != ' ' && c != '\t' && c != '\f' && c != '\n' && c != '\r') {
      return false;
    }
  }
  return true;
}

void CheckTokensCover(std::string_view text) {
  Lexed lexed = Lex(text);
  uint32_t at = 0;
  for (const Token& token : lexed.tokens) {
    REQUIRE(token.begin.offset >= at);
    REQUIRE(token.end.offset >= token.begin.offset);
    REQUIRE(IsGap(text.substr(at, token.begin.offset - at)));
    REQUIRE(token.begin.column() >= 1);
    at = token.end.offset;
  }
  REQUIRE(at == text.size());
  uint32_t end = 0;
  for (const TextRegion& region : lexed.regions) {
    REQUIRE(region.begin >= end);
    REQUIRE(region.end > region.begin);
    if (region.context == TextContext::kComment) REQUIRE(text[region.begin] == '#');
    end = region.end;
  }
  REQUIRE(end <= text.size());
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::vector<std::string> PythonSources() {
  std::vector<std::string> sources;
  for (const char* folder : {"/fixtures", "/tests"}) {
    std::filesystem::path root = std::string(SSOT_SOURCE_DIR) + folder;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
      if (entry.is_regular_file() && entry.path().extension() == ".py") {
        sources.push_back(ReadFile(entry.path()));
      }
    }
  }
  return sources;
}

std::string KindsOf(std::string_view text) {
  std::string kinds;
  for (const Token& token : Lex(text).tokens) {
    switch (token.kind) {
      case TokenKind::kName:
        kinds += 'n';
        break;
      case TokenKind::kKeyword:
        kinds += 'k';
        break;
      case TokenKind::kNumber:
        kinds += '0';
        break;
      case TokenKind::kString:
        kinds += 's';
        break;
      case TokenKind::kFStringStart:
        kinds += '<';
        break;
      case TokenKind::kFStringMiddle:
        kinds += 'm';
        break;
      case TokenKind::kFStringEnd:
        kinds += '>';
        break;
      case TokenKind::kFieldOpen:
        kinds += '{';
        break;
      case TokenKind::kFieldClose:
        kinds += '}';
        break;
      case TokenKind::kFieldColon:
        kinds += ':';
        break;
      case TokenKind::kExclamation:
        kinds += '!';
        break;
      case TokenKind::kNewline:
        kinds += '/';
        break;
      case TokenKind::kEnd:
        kinds += '.';
        break;
      case TokenKind::kInvalid:
        kinds += '?';
        break;
      default:
        kinds += 'o';
    }
  }
  return kinds;
}

}  // namespace

TEST_CASE("tokens and the gaps between them give back the file") {
  std::vector<std::string> sources = PythonSources();
  REQUIRE(sources.size() > 10);
  for (const std::string& source : sources) CheckTokensCover(source);
}

TEST_CASE("tokens give back the file when bytes of it are random") {
  std::vector<std::string> sources = PythonSources();
  std::mt19937 random(20250912);
  static constexpr std::string_view kBytes =
      "\"'#\\\n\r\t\f(){}[]:f=!,. \xC3\xA9"
      "0ab\0";
  for (int round = 0; round < 2000; ++round) {
    std::string text = sources[random() % sources.size()].substr(0, 400);
    for (int change = 0; change < 6 && !text.empty(); ++change) {
      size_t at = random() % text.size();
      if (random() % 2 == 0) {
        text[at] = kBytes[random() % kBytes.size()];
      } else {
        text.erase(at, random() % 5);
      }
    }
    CheckTokensCover(text);
  }
}

TEST_CASE("kinds of tokens") {
  struct Case {
    const char* text;
    const char* kinds;
  };
  static const Case kCases[] = {
      {"", "."},
      {"x", "n."},
      {"x\n", "n/."},
      {"x\r\ny\rz\n", "n/n/n/."},
      {"\f\n  # only a comment\n\nx", "n."},
      {"if x: pass", "knok."},
      {"f(\n1,\n2)\n", "no0o0o/."},
      {"x = 1_000.5e-3j + 0xFF + .5 + 0b1", "no0o0o0o0."},
      {"1if x else y", "0knkn."},
      {"'a' \"b\" rb'c' Rb\"d\" u'e'", "sssss."},
      {"'''a\n'b' \"c\"\n'''", "s."},
      {"'a\\\nb'", "s."},
      {"x = 'open\ny", "nos/n."},
      {"f'a{x}b'", "<m{n}m>."},
      {"f'{{x}}'", "<m>."},
      {"f'{x!r:>{w}}'", "<{n!n:m{n}}>."},
      {"f'{x:%Y}'", "<{n:m}>."},
      {"f\"{d[\"k\"]}\"", "<{noso}>."},
      {"f'{f'{x}'}'", "<{<{n}>}>."},
      {"f'\\N{DASH}{x}'", "<m{n}>."},
      {"f'''{\nx\n}'''", "<{n}>."},
      {"t'{x}'", "<{n}>."},
      {"f'{x!=y}'", "<{non}>."},
      {"x ? y", "n?n."},
      {"a\\\n  .b", "non."},
      {"fr = b", "non."},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(KindsOf(c.text) == c.kinds);
  }
}

TEST_CASE("columns count code points") {
  Lexed lexed = Lex("é = 'ü𝄞' + x\n");
  CHECK(lexed.tokens[1].begin.column() == 3);  // =
  CHECK(lexed.tokens[2].begin.column() == 5);  // the string
  CHECK(lexed.tokens[2].end.column() == 9);
  CHECK(lexed.tokens[4].begin.column() == 12);  // x
  Lexed lines = Lex("'''é\né''' + x");
  CHECK(lines.tokens[2].begin.line == 2);
  CHECK(lines.tokens[2].begin.column() == 8);
}

TEST_CASE("indentation counts tabs to multiples of eight") {
  Lexed lexed = Lex("if x:\n\ty\n        z\n");
  CHECK(lexed.tokens[4].indent == 8);
  CHECK(lexed.tokens[6].indent == 8);
}

}  // namespace ssot::python
