#include "scanner/secrets/secret_values.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>

#include "scanner/languages/front_end.h"
#include "scanner/secrets/code_secrets.h"

namespace ssot {
namespace {

bool IsCode(Language language) {
  switch (language) {
    case Language::kPython:
    case Language::kTypeScript:
    case Language::kJavaScript:
    case Language::kC:
    case Language::kCpp:
    case Language::kVue:
    case Language::kSvelte:
      return true;
    default:
      return false;
  }
}

re2::StringPiece Piece(std::string_view text) {
  return {text.data(), text.size()};
}

// Byte offsets of places that are asked for in any order of lines.
class Offsets {
 public:
  explicit Offsets(std::string_view text) : text_(text) {
    lines_.push_back(0);
    for (size_t at = 0; at < text.size(); ++at) {
      const bool is_return = text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n');
      if (text[at] == '\n' || is_return) lines_.push_back(at + 1);
    }
  }

  // Places on one long line are asked for from left to right.
  size_t Of(uint32_t line, uint32_t column) {
    if (line == 0 || line > lines_.size()) return text_.size();
    if (line != last_line_ || column < last_column_) {
      last_line_ = line;
      last_column_ = 1;
      last_ = lines_[line - 1];
    }
    while (last_column_ < column && last_ < text_.size()) {
      ++last_;
      while (last_ < text_.size() && (static_cast<unsigned char>(text_[last_]) & 0xC0) == 0x80) {
        ++last_;
      }
      ++last_column_;
    }
    return last_;
  }

 private:
  std::string_view text_;
  std::vector<size_t> lines_;
  uint32_t last_line_ = 0;
  uint32_t last_column_ = 0;
  size_t last_ = 0;
};

class Finder {
 public:
  Finder(std::string_view text, Language language, const SecretNames& names)
      : text_(text), language_(language), names_(names) {}

  std::vector<ByteRange> Find() {
    if (IsCode(language_)) {
      std::vector<ByteRange> prose;
      found_ = FindSecretLiterals(text_, language_, names_, &prose);
      for (const ByteRange& range : prose) FindInProse(range);
    } else {
      AddSettings();
      FindInProse({0, text_.size()});
    }
    FindInUrls();
    FindPrivateKeys();
    return Joined();
  }

 private:
  void AddSettings() {
    const FrontEnd* front_end = FindFrontEnd(language_);
    if (front_end == nullptr) return;
    const Facts facts = front_end->extract("", text_).facts;
    Offsets offsets(text_);
    const std::set<uint32_t> secret_objects = SecretObjects(facts, &offsets);
    for (const Setting& setting : facts.settings) {
      if (setting.value.line == 0 || setting.mode != AccessMode::kWrite) continue;
      if (!names_.Match(facts.Name(setting.name)) &&
          !IsSecretData(facts, setting, secret_objects)) {
        continue;
      }
      const size_t begin = offsets.Of(setting.value.line, setting.value.column);
      AddValue({begin, offsets.Of(setting.value.end_line, setting.value.end_column)});
    }
  }

  // Kubernetes: the keys around those mappings whose `kind` is Secret.
  std::set<uint32_t> SecretObjects(const Facts& facts, Offsets* offsets) const {
    std::set<uint32_t> objects;
    for (const Setting& setting : facts.settings) {
      if (setting.value.line == 0 || facts.Name(setting.name) != "kind") continue;
      const size_t begin = offsets->Of(setting.value.line, setting.value.column);
      const size_t end = offsets->Of(setting.value.end_line, setting.value.end_column);
      if (text_.substr(begin, end - begin) == "Secret") objects.insert(setting.parent);
    }
    return objects;
  }

  static bool IsSecretData(const Facts& facts, const Setting& setting,
                           const std::set<uint32_t>& secret_objects) {
    if (setting.parent == kNone) return false;
    const Setting& around = facts.settings[setting.parent];
    const std::string_view name = facts.Name(around.name);
    return name == "stringData" || (name == "data" && secret_objects.contains(around.parent));
  }

  // A value as a configuration file writes it.
  void AddValue(ByteRange range) {
    static const RE2 kNone(
        R"((?is)\s*(\$\{\{.*\}\}|\$\{[\w.]+(:?\?[^}]*)?\}|\$\w+|\$\(.*|\{\{.*\}\}|)"
        R"(null|~|true|false|none|<[^<>]*>|""|'')?[\s,]*)");
    static const RE2 kDefault(R"((?s)\s*\$\{\w+:?[-=]([^${}]*)\}\s*)");
    const std::string_view value = text_.substr(range.begin, range.end - range.begin);
    if (RE2::FullMatch(Piece(value), kNone)) return;
    if (IsVariableLike(value) && names_.Match(value)) return;  // the name of another secret
    if (IsSecretVersion(value)) return;
    re2::StringPiece fallback;
    if (RE2::FullMatch(Piece(value), kDefault, &fallback)) {
      const auto begin = static_cast<size_t>(fallback.data() - text_.data());
      found_.push_back({begin, begin + fallback.size()});
      return;
    }
    const bool is_expression = language_ == Language::kTerraform &&
                               (range.begin == 0 || text_[range.begin - 1] != '"') &&
                               value.find('"') == value.npos && value.find('\n') == value.npos;
    if (!is_expression) found_.push_back(range);
  }

  // jwt-secret-staging:latest, the version of a secret that a secret manager keeps. Behind a single
  // word a number is rather a password: password:1234.
  bool IsSecretVersion(std::string_view value) const {
    static const RE2 kVersion(R"(([\w-]+):(latest|\d{1,4}))");
    re2::StringPiece name;
    re2::StringPiece version;
    if (!RE2::FullMatch(Piece(value), kVersion, &name, &version)) return false;
    const std::string_view secret(name.data(), name.size());
    return names_.Match(secret) &&
           (version == "latest" || secret.find_first_of("-_") != secret.npos);
  }

  // --set-secrets=JWT_SECRET=…: a list of assignments, each of which is looked at by itself.
  bool GivesToSecret(std::string_view text) const {
    static const RE2 kInner(R"(([A-Z][A-Z0-9_]{2,99})=[^\s"'=].*)");
    re2::StringPiece rest = Piece(text.substr(0, 120));
    re2::StringPiece name;
    return RE2::Consume(&rest, kInner, &name) && names_.Match({name.data(), name.size()});
  }

  // NAME=value, NAME: "value". The value of a name that is no secret may be an assignment itself:
  // --set-env-vars=SECRET=x. So the expression ends before the value.
  void FindInProse(ByteRange range) {
    static const RE2 kAssignment(
        R"re(([A-Za-z_][\w.-]{2,99})["'`]?(?:=|\s{0,3}(?::=|[:=]>?)\s{0,3}["'`])["'`]?)re");
    const std::string_view prose = text_.substr(range.begin, range.end - range.begin);
    const auto may_assign = [](char c) { return c == '=' || c == ':'; };
    if (std::none_of(prose.begin(), prose.end(), may_assign)) return;
    if (!names_.MayStandIn(prose)) return;
    re2::StringPiece rest = Piece(prose);
    re2::StringPiece name;
    while (RE2::FindAndConsume(&rest, kAssignment, &name)) {
      if (!names_.Match({name.data(), name.size()})) continue;
      const std::string_view behind(rest.data(), rest.size());
      if (GivesToSecret(behind)) continue;
      const size_t size = std::min(behind.find_first_of(" \t\r\n\v\f\"'`,;&"), behind.size());
      if (size == 0) continue;
      const auto begin = static_cast<size_t>(behind.data() - text_.data());
      AddValue({begin, begin + size});
      rest.remove_prefix(size);
    }
  }

  // scheme://user:password@host
  void FindInUrls() {
    constexpr std::string_view kMark = "://";
    for (size_t at = text_.find(kMark); at != text_.npos; at = text_.find(kMark, at)) {
      at += kMark.size();
      const size_t user_end = EndOfPart(at, 100, "/:@\"'`<>");
      if (user_end == text_.size() || text_[user_end] != ':') continue;
      const size_t begin = user_end + 1;
      const size_t end = EndOfPart(begin, 200, "/@\"'`{}$<>");
      if (end == begin || end == text_.size() || text_[end] != '@') continue;
      found_.push_back({begin, end});
      at = end;
    }
  }

  // Behind at most `most` characters that are neither blank nor one of `ends`.
  size_t EndOfPart(size_t at, size_t most, std::string_view ends) const {
    constexpr std::string_view kBlanks = " \t\r\n\f";
    for (size_t count = 0; at < text_.size(); ++at) {
      const bool goes_on = (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80;
      if (!goes_on && ++count > most) break;
      if (ends.find(text_[at]) != ends.npos || kBlanks.find(text_[at]) != ends.npos) break;
    }
    return at;
  }

  // To their END, or, of a key that is cut off, to the last of its lines.
  void FindPrivateKeys() {
    constexpr std::string_view kBegin = "PRIVATE KEY-----";
    constexpr std::string_view kDashes = "-----";
    for (size_t at = text_.find(kBegin); at != text_.npos; at = text_.find(kBegin, at)) {
      at += kBegin.size();
      const size_t end = text_.find(kDashes, at);
      if (end == text_.npos || !text_.substr(end).starts_with("-----END")) {
        found_.push_back({at, EndOfBase64(at)});
        continue;
      }
      found_.push_back({at, end});
      at = text_.find(kBegin, end);  // behind END … PRIVATE KEY
      if (at == text_.npos) return;
      at += kBegin.size();
    }
  }

  // The end of the lines behind `at` that consist of base64; \n in a string ends a line, too.
  size_t EndOfBase64(size_t at) const {
    static const RE2 kHeaders(
        R"re((?:[ \t]*(?:\r?\n|\\n)[ \t]*(?:Proc-Type|DEK-Info): [\w-]+,\w+)+[ \t]*(?:\r?\n|\\n))re");
    static const RE2 kLine(
        R"re(([ \t]*(?:\r?\n|\r|(?:\\r)?\\n)[ \t]*[A-Za-z0-9+/]+={0,2})[ \t]*(?:[\r\n\\"'`]|$))re");
    re2::StringPiece rest = Piece(text_.substr(at));
    RE2::Consume(&rest, kHeaders);
    re2::StringPiece line;
    while (rest.size() > 0) {
      re2::StringPiece behind = rest;
      if (!RE2::Consume(&behind, kLine, &line)) break;
      rest.remove_prefix(line.size());
      at = static_cast<size_t>(rest.data() - text_.data());
    }
    return at;
  }

  std::vector<ByteRange> Joined() {
    std::sort(found_.begin(), found_.end(),
              [](const ByteRange& a, const ByteRange& b) { return a.begin < b.begin; });
    std::vector<ByteRange> joined;
    for (const ByteRange& range : found_) {
      if (range.begin >= range.end) continue;
      if (!joined.empty() && range.begin <= joined.back().end) {
        joined.back().end = std::max(joined.back().end, range.end);
      } else {
        joined.push_back(range);
      }
    }
    return joined;
  }

  std::string_view text_;
  Language language_;
  const SecretNames& names_;
  std::vector<ByteRange> found_;
};

}  // namespace

std::vector<ByteRange> FindSecrets(std::string_view text, Language language,
                                   const SecretNames& names) {
  return Finder(text, language, names).Find();
}

}  // namespace ssot
