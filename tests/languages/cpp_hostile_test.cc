// Input that means libclang no good. It may lose what is in the file, never the run: each file
// gives facts or a reason, and the next file is read as if nothing had been.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "scanner/languages/cpp/clang_pool.h"

namespace ssot::cpp {
namespace {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "ssot-hostile-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path = std::filesystem::canonical(name).string();
  }
  ~Folder() { std::filesystem::remove_all(path); }
  void Write(const std::string& name, const std::string& text) const {
    std::ofstream(path + "/" + name, std::ios::binary) << text;
  }
  std::string path;
};

ClangPoolOptions Options(const Folder& folder) {
  ClangPoolOptions options;
  options.program = SSOT_BINARY_DIR "/ssot";
  options.root = folder.path;
  options.seconds = 5;
  return options;
}

std::string Repeated(const std::string& text, size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

constexpr const char* kSane =
    "#include <cstdlib>\nconst char* Read() { return std::getenv(\"NAME\"); }\n";

bool Calls(const Facts& facts, std::string_view name) {
  for (const CallFact& call : facts.calls) {
    if (facts.Name(facts.values[call.callee].name) == name) return true;
  }
  return false;
}

std::string Lost(const Extraction& extraction) {
  if (extraction.facts.parse != ParseStatus::kFailed) return "";
  return extraction.facts.errors.empty() ? "?" : extraction.facts.errors[0].message;
}

}  // namespace

TEST_CASE("hostile files lose themselves alone") {
  const Folder folder;
  folder.Write("cycle_a.h", "#include \"cycle_b.h\"\n");
  folder.Write("cycle_b.h", "#include \"cycle_a.h\"\n");
  folder.Write("next.h", "#include_next \"next.h\"\n");
  folder.Write("utf16.h", std::string("\xFF\xFEi\0n\0t\0 \0x\0;\0", 14));
  folder.Write("nul.h", std::string("int a;\0int b;\n", 14));
  folder.Write("twice.h", "#include \"twice.h\"\n#include \"twice.h\"\n");
  folder.Write("marked.h", "\xEF\xBB\xBFinline int Marked() { return 1; }\n");
  struct Case {
    const char* what;
    std::string text;
    bool may_be_lost = false;  // else what stands around it is seen all the same
  };
  const std::string head = kSane;
  const Case cases[] = {
      {"include cycle", "#include \"cycle_a.h\"\n" + head},
      {"include_next", "#include \"next.h\"\n" + head},
      {"a header in UTF-16", "#include \"utf16.h\"\n" + head},
      {"a header with NUL bytes", "#include \"nul.h\"\n" + head},
      {"a header with a mark", "#include \"marked.h\"\nint m = Marked();\n" + head},
      {"a folder as header", "#include \".\"\n" + head},
      {"standard input as header", "#include \"/dev/stdin\"\n" + head},
      {"bottomless template",
       "template <int N> struct A { static const int v = A<N + 1>::v; };\nint x = A<0>::v;\n" +
           head},
      {"endless constexpr", "constexpr int f() { for (;;) {} }\nstatic_assert(f() == 1);\n" + head},
      {"round brackets", head + "int x = " + Repeated("(", 100'000) + "1;\n"},
      {"braces", head + "void f() " + Repeated("{", 100'000) + "\n"},
      {"square brackets", head + "int x" + Repeated("[", 100'000) + "\n", true},
      {"angle brackets", head + "A" + Repeated("<A", 100'000) + "\n", true},
      {"closed brackets",
       head + "int x = " + Repeated("(", 100'000) + "1" + Repeated(")", 100'000) + ";\n"},
      {"macro calls in each other",
       head + "#define M(x) x\nint x = " + Repeated("M(", 20'000) + "1" + Repeated(")", 20'000) +
           ";\n",
       true},
      {"namespaces in each other", head + Repeated("namespace a {", 20'000) + "\n", true},
      {"#if without end", head + Repeated("#if 1\n", 100'000)},
      {"unknown directives", Repeated("#nonsense\n", 10'000) + head},
      {"an unterminated comment", head + "/* "},
      {"an unterminated raw string", head + "auto s = R\"x("},
      {"digraphs", "%:include <cstdlib>\n" + head},
      {"a header that doubles itself", "#include \"twice.h\"\n" + head},
      {"a module of the library", "import std;\n" + head},
      {"a module", "export module m;\nimport other;\n" + head},
      {"a kernel",
       "__global__ void k(int* p) { p[0] = 1; }\nvoid f() { k<<<1, 2>>>(nullptr); }\n" + head},
      {"new syntax",
       "struct S { int v; bool f(this S& self) { return self.v > 0; } };\n"
       "int g(auto... x) { return (x + ... + 0); }\n"
       "void h() { if consteval { } else { } }\n"
       "int a[2]; auto [b, c] = a; int d = a[0, 1];\n" +
           head},
      {"bytes that are no text", "\xC0\xC1\xFF\xFE int \x80;\n" + head},
  };
  ClangPool pool(Options(folder));
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    const Extraction extraction = pool.Parse({"a.cc", one.text, Language::kCpp});
    const std::string lost = Lost(extraction);
    CAPTURE(lost);
    const bool is_lost = !lost.empty();
    CHECK((is_lost ? one.may_be_lost : Calls(extraction.facts, "std::getenv")));
    CHECK(Lost(pool.Parse({"after.cc", kSane, Language::kCpp})) == "");
  }
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST_CASE("what has no end is ended") {
  const Folder folder;
  struct Case {
    const char* what;
    std::string text;
    const char* reason;  // any of them, divided by '|': a small machine is slower
  };
  const Case cases[] = {
      {"a device without end", "#include \"/dev/zero\"\n",
       "libclang needed more than 2 GB of memory|libclang took longer than 5 s"},
      {"a type that doubles itself",
       "template <class A, class B> struct P {};\n"
       "template <int N> struct D { using t = P<typename D<N - 1>::t, typename D<N - 1>::t>; };\n"
       "template <> struct D<0> { using t = int; };\n"
       "template <class T> struct S { static constexpr int v = 1; };\n"
       "template <class A, class B> struct S<P<A, B>> { static constexpr int v = S<A>::v + "
       "S<B>::v; };\n"
       "#define MANY(F) template <int A, int B> struct F { "
       "static constexpr long v = F<A - 1, B>::v + F<A, B - 1>::v; }; "
       "template <int B> struct F<0, B> { static constexpr long v = 1; }; "
       "template <int A> struct F<A, 0> { static constexpr long v = 1; }; "
       "static_assert(F<900, 900>::v + sizeof(D<900>::t) > 0);\n"
       "MANY(F1) MANY(F2) MANY(F3) MANY(F4) MANY(F5) MANY(F6) MANY(F7) MANY(F8)\n",
       "libclang took longer than 5 s|libclang needed more than 2 GB of memory"},
  };
  ClangPool pool(Options(folder));
  for (const Case& one : cases) {
    CAPTURE(std::string(one.what));
    const std::string reason = Lost(pool.Parse({"a.cc", one.text, Language::kCpp}));
    CAPTURE(reason);
    CHECK(!reason.empty());
    CHECK(std::string(one.reason).find(reason) != std::string::npos);
    CHECK(Lost(pool.Parse({"after.cc", kSane, Language::kCpp})) == "");
  }
}
#endif

}  // namespace ssot::cpp
