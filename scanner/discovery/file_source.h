// Where a scan takes its files from: the work tree, or a commit's tree in git's object database.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "scanner/discovery/discover.h"
#include "scanner/model/source_file.h"

namespace ssot {

// Any number of threads may ask one FileSource. Paths are relative to the root that it was opened
// with.
class FileSource {
 public:
  virtual ~FileSource() = default;

  // `options.root` is the root that the source was opened with.
  virtual DiscoveredFiles FindFiles(const DiscoveryOptions& options) const = 0;

  // A file's bytes as they are stored. False with the reason in `*error` when it cannot be read,
  // is no regular file, or is larger than `max_bytes`.
  virtual bool Read(const std::string& path, uint64_t max_bytes, std::string* bytes,
                    std::string* error) const = 0;

  // At most the first `count` bytes.
  virtual bool ReadHead(const std::string& path, size_t count, std::string* bytes,
                        std::string* error) const = 0;

  // True for files and folders.
  virtual bool Exists(const std::string& path) const = 0;

  // A small file that belongs to the repository as a whole (CODEOWNERS), by its path from the work
  // tree's top (from the root where there is no repository). False when there is none.
  virtual bool ReadFromTop(const std::string& path, std::string* bytes) const = 0;

  // The root's path from that top with a '/' behind it; empty: it is the top.
  virtual std::string RootFromTop() const = 0;
};

// What only a commit's tree is asked: it holds the configuration that was in force with it.
class CommitTree : public FileSource {
 public:
  // The files at or below a path from the top, sorted, whatever ignore files say. A file is itself;
  // a path that is not there has none.
  virtual std::vector<std::string> ListFromTop(const std::string& path) const = 0;
};

// The files on disk. `root` is absolute and canonical.
std::shared_ptr<const FileSource> OpenFolder(const std::string& root);

// DecodeSource over Read.
bool ReadText(const FileSource& source, const std::string& path, uint64_t max_bytes,
              SourceText* text, std::string* error);

}  // namespace ssot
