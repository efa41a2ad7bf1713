// How a file is compiled, as far as its names depend on it.
#pragma once

#include <string>
#include <vector>

#include "scanner/languages/cpp/libclang.h"
#include "scanner/model/source_file.h"

namespace ssot::cpp {

class CompileFlags {
 public:
  // `root` is absolute. `database` is the folder of a compile_commands.json, or empty. Where the
  // root was copied, `database_root` is what the database calls it; empty: as `root`. Folders and
  // files of the database that the copy does not have, such as generated headers, stay where they
  // are.
  CompileFlags(std::string root, const std::string& database, std::string database_root = "");
  ~CompileFlags();
  CompileFlags(const CompileFlags&) = delete;
  CompileFlags& operator=(const CompileFlags&) = delete;

  // False: there is a file, and it is no compilation database.
  bool is_valid() const { return is_valid_; }

  // Arguments for libclang. A file that the database does not know, such as a header, gets those of
  // the entry that is most like it. Only options that decide what names mean are taken over: none
  // that loads or writes files.
  // `folders`, below the root, are where headers may lie besides the usual places; without a
  // database they are used.
  std::vector<std::string> For(const std::string& path, Language language,
                               const std::vector<std::string>& folders) const;

  // The same without the database.
  std::vector<std::string> Defaults(const std::string& path, Language language,
                                    const std::vector<std::string>& folders) const;

 private:
  std::vector<std::string> OptionsOf(CXCompileCommand command) const;
  std::string InDatabase(const std::string& path) const;
  std::string Moved(const std::string& folder, const std::string& path) const;
  void MovePaths(const std::string& folder, std::vector<std::string>* arguments) const;

  std::string root_;
  std::string database_root_;
  bool is_valid_ = true;
  CXCompilationDatabase database_ = nullptr;
};

}  // namespace ssot::cpp
