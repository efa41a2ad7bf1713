#include "scanner/encoding/extraction_encoding.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "scanner/languages/front_end.h"

namespace ssot {
namespace {

Extraction ExtractionOf(Language language, const std::string& text) {
  return FindFrontEnd(language)->extract("some/path", text);
}

// Encoding again tells whether every field came through: equal facts have equal bytes.
void CheckRoundTrip(const Extraction& extraction) {
  const std::string bytes = EncodeExtraction(extraction);
  Extraction decoded;
  REQUIRE(DecodeExtraction(bytes, &decoded));
  CHECK(decoded.facts.path == extraction.facts.path);
  CHECK(decoded.facts.calls.size() == extraction.facts.calls.size());
  CHECK(decoded.facts.name_bytes == extraction.facts.name_bytes);
  CHECK(EncodeExtraction(decoded) == bytes);
}

constexpr const char* kPython =
    "import os as o\nclass A(B):\n    x = {'k': [1, f'{o}']}\n    async def f(self, y=1):\n"
    "        try:\n            return o.getenv('X')\n        except E:\n            pass\n";
constexpr const char* kCpp =
    "#include \"a.h\"\nnamespace n { struct A : B { int f(const char* k) { return g(k, \"x\"); } };"
    " }\n";

}  // namespace

TEST_CASE("facts survive a round trip") {
  CheckRoundTrip(ExtractionOf(Language::kPython, kPython));
  CheckRoundTrip(ExtractionOf(Language::kCpp, kCpp));
  CheckRoundTrip(
      ExtractionOf(Language::kTypeScript, "import x from 'y'; x.f(() => process.env.A)"));
  CheckRoundTrip(ExtractionOf(Language::kPython, ""));
}

TEST_CASE("facts of whole fixtures survive a round trip") {
  size_t count = 0;
  const std::string folder = std::string(SSOT_SOURCE_DIR) + "/fixtures";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    const Language language = extension == ".py"   ? Language::kPython
                              : extension == ".cc" ? Language::kCpp
                              : extension == ".ts" ? Language::kTypeScript
                                                   : Language::kOther;
    if (language == Language::kOther) continue;
    std::ifstream file(entry.path());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    INFO(entry.path().string());
    CheckRoundTrip(ExtractionOf(language, text));
    ++count;
  }
  CHECK(count > 30);
}

TEST_CASE("every field of a value counts") {
  Extraction extraction = ExtractionOf(Language::kCpp, kCpp);
  const std::string bytes = EncodeExtraction(extraction);
  REQUIRE_FALSE(extraction.facts.imports.empty());
  extraction.facts.imports[0].file = extraction.facts.imports[0].module;
  CHECK(EncodeExtraction(extraction) != bytes);
}

TEST_CASE("bytes that are no facts are refused") {
  Extraction decoded;
  CHECK_FALSE(DecodeExtraction("", &decoded));
  CHECK_FALSE(DecodeExtraction("ssot facts", &decoded));
  const std::string bytes = EncodeExtraction(ExtractionOf(Language::kPython, kPython));
  CHECK_FALSE(DecodeExtraction(bytes + "x", &decoded));
  for (size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(DecodeExtraction(bytes.substr(0, size), &decoded));
  }
}

TEST_CASE("damaged bytes are refused or give facts that hold together") {
  const std::string bytes = EncodeExtraction(ExtractionOf(Language::kPython, kPython));
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int change : {1, 0x7F, 0x80}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      Extraction decoded;
      if (DecodeExtraction(damaged, &decoded)) CHECK_FALSE(EncodeExtraction(decoded).empty());
    }
  }
}

}  // namespace ssot
