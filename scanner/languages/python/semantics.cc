#include "scanner/languages/python/python.h"

namespace ssot::python {

const LanguageSemantics& Semantics() {
  static const LanguageSemantics semantics = {
      .environment_objects = {"os.environ", "os.environb"},
      .environment_readers = {"get", "__getitem__", "__contains__"},
      .environment_writers = {"setdefault", "__setitem__"},
      .environment_deleters = {"pop", "__delitem__"},
      .environment_calls =
          {
              {"os.getenv", 0, "key", AccessMode::kRead},
              {"os.getenvb", 0, "key", AccessMode::kRead},
              {"os.putenv", 0, "name", AccessMode::kWrite},
              {"os.unsetenv", 0, "name", AccessMode::kDelete},
              {"monkeypatch.setenv", 0, "name", AccessMode::kWrite},
              {"monkeypatch.delenv", 0, "name", AccessMode::kDelete},
              {"decouple.config", 0, "", AccessMode::kRead},
          },
      .mapping_readers = {"get", "pop", "setdefault"},
      .dynamic_imports = {"importlib.import_module", "__import__", "importlib.__import__"},
      .mock_calls = {"unittest.mock.patch", "mock.patch", "mocker.patch",
                     "unittest.mock.patch.object", "monkeypatch.setattr", "monkeypatch.delattr",
                     "mocker.spy"},
      .module_initializers = {"__init__"},
      .module_extensions = {".py", ".pyi", ".pyw"},
  };
  return semantics;
}

}  // namespace ssot::python
