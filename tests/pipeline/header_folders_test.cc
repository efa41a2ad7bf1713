#include "scanner/pipeline/header_folders.h"

#include <doctest/doctest.h>

#include "scanner/languages/cpp/cpp.h"

namespace ssot {
namespace {

std::string FoldersOf(const std::string& path, const std::string& text) {
  std::vector<RunFile> files;
  for (const char* name : {"app/main.cc", "app/names.h", "lib/include/lib/a.h", "old/lib/a.h",
                           "third_party/jwt-cpp/jwt.h", "third_party/string.h", "tools/jwt.py"}) {
    const Language language =
        std::string_view(name).ends_with(".py") ? Language::kPython : Language::kCpp;
    files.push_back({{name, language, 0, ""}});
  }
  std::string joined;
  for (const std::string& folder : HeaderFolders(files).For(cpp::ExtractCpp(path, text).facts)) {
    joined += (joined.empty() ? "" : " ") + folder;
  }
  return joined;
}

}  // namespace

TEST_CASE("folders are those from which includes find files of the tree") {
  CHECK(FoldersOf("app/main.cc", "#include <jwt-cpp/jwt.h>\n") == "third_party");
  CHECK(FoldersOf("app/main.cc", "#include \"lib/a.h\"\n") == "lib/include");
  CHECK(FoldersOf("old/main.cc", "#include \"lib/a.h\"\n") == "old");
  CHECK(FoldersOf("lib/main.cc", "#include \"names.h\"\n#include <lib/a.h>\n") ==
        "app lib/include");
  CHECK(FoldersOf("app/main.cc", "#include <string.h>\n#include <lib/b.h>\n") == "");
  CHECK(FoldersOf("app/main.cc", "#include \"../lib/a.h\"\n#include \"tools/jwt.py\"\n") == "");
}

}  // namespace ssot
