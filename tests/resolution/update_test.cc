// An index whose files were read as outlines, and some of them again.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/resolution/fact_index.h"
#include "tests/resolution/source_tree.h"

namespace ssot {
namespace {

// lib.holder says what `library` is in a method; helper says in its body that it reads the
// environment; src/ is the root of imports, which one more import says, and back/ is none.
const std::vector<std::pair<std::string, std::string>> kTree = {
    {"app/a.py", "from lib.holder import library, read\nlibrary.decode(read('SECRET'))\n"},
    {"app/b.py", "import back.pack.holder\nimport back.pack.use\n"},
    {"back/pack/__init__.py", ""},
    {"back/pack/holder.py",
     "from .missing import thing\nimport jwt\n\n\nclass Holder:\n    def __init__(self):\n"
     "        print(1)\n        self.library = jwt\n"},
    {"back/pack/use.py", "from .holder import Holder\nHolder().library.encode(1)\n"},
    {"lib/__init__.py", ""},
    {"lib/holder.py",
     "import jwt\nimport os\n\n\nclass Holder:\n    def __init__(self):\n        print(1)\n"
     "        self.library = jwt\n\n\nlibrary = Holder().library\n\n\n"
     "def read(name):\n    print(name)\n    return os.environ[name]\n"},
    {"lib/use.py", "from .holder import Holder\nHolder().library.encode(1)\n"},
    {"src/pack/__init__.py", ""},
    {"src/pack/m.py", "class _WorkImpl:\n    pass\n\n\nWork = _WorkImpl\n"},
    {"src/pack/n.py", "import pack.m\npack.m.Work()\nimport src.pack.m\nimport src.pack.n\n"},
};

std::vector<Facts> Read(bool as_outlines) {
  const FrontEnd& python = *FindFrontEnd(Language::kPython);
  std::vector<Facts> files;
  for (const auto& [path, text] : kTree) {
    files.push_back((as_outlines ? python.outline : python.extract)(path, text).facts);
  }
  return files;
}

Lines Answers(const FactIndex& index) {
  Lines lines;
  for (FileId id = 0; id < index.files().size(); ++id) {
    const ResolvedFile file = index.ResolveFile(id);
    for (const ResolvedImport& import : file.imports) {
      lines.push_back(file.module + " import " + import.module + " " + import.name + " from " +
                      import.origin_module + " " + import.origin_name);
    }
    for (const ResolvedCall& call : file.calls) {
      lines.push_back(file.module + " call " + call.target + " " + call.callee);
    }
    for (const ResolvedAccess& access : file.accesses) {
      lines.push_back(file.module + " access " + access.name + " " + access.form);
    }
    for (const ResolvedDefinition& definition : file.definitions) {
      lines.push_back(file.module + " define " + definition.qualified_name + " " +
                      definition.public_name);
    }
  }
  lines.push_back(std::to_string(index.CountUnresolvedImports()));
  return lines;
}

TEST_CASE("an index after an update is as one that was built anew") {
  std::vector<Facts> files = Read(true);
  const auto index = FactIndex::Build(files, {}, 2);
  const std::vector<Facts> whole = Read(false);
  const Lines expected = Answers(*FactIndex::Build(whole, {}, 2));
  CHECK(Answers(*index) != expected);
  const std::vector<FileId> asked = index->AskedFor();
  CHECK_FALSE(asked.empty());
  for (FileId id : asked) {
    std::string path = std::move(files[id].path);
    files[id] = whole[id];
    files[id].path = std::move(path);
  }
  index->Update(asked);
  CHECK(index->AskedFor().empty());
  CHECK(Answers(*index) == expected);
  index->Update({});
  CHECK(Answers(*index) == expected);
}

}  // namespace
}  // namespace ssot
