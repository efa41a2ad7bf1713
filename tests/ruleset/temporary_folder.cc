#include "tests/ruleset/temporary_folder.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

namespace ssot {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "ssot-test-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TemporaryFolder::Write(const std::string& name, std::string_view text) const {
  const std::filesystem::path whole = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(whole.parent_path());
  std::ofstream file(whole, std::ios::binary);
  file << text;
  REQUIRE(file.good());
  return whole.string();
}

std::string TemporaryFolder::Shorten(std::string text) const {
  const std::string prefix = path_ + "/";
  for (size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at)) {
    text.erase(at, prefix.size());
  }
  return text;
}

}  // namespace ssot
