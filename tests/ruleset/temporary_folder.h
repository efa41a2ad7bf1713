// A fresh folder for one test, removed at its end.
#pragma once

#include <string>
#include <string_view>

namespace ssot {

class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::string& path() const { return path_; }

  // Writes a file, with the folders it needs, and returns its whole path.
  std::string Write(const std::string& name, std::string_view text) const;

  // `text` with the folder's own path taken out.
  std::string Shorten(std::string text) const;

 private:
  std::string path_;
};

}  // namespace ssot
