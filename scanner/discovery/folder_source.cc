#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "scanner/discovery/descriptor.h"
#include "scanner/discovery/file_source.h"
#include "scanner/discovery/libgit2.h"
#include "scanner/discovery/path.h"
#include "scanner/discovery/read_source.h"
#include "scanner/discovery/small_file.h"
#include "scanner/discovery/work_tree.h"

namespace ssot {
namespace {

class Folder : public FileSource {
 public:
  explicit Folder(const std::string& root) : root_(root), top_(FindWorkTreeTop(root)) {
    if (top_.empty()) top_ = root;
  }

  DiscoveredFiles FindFiles(const DiscoveryOptions& options) const override {
    return Discover(options);
  }

  bool Read(const std::string& path, uint64_t max_bytes, std::string* bytes,
            std::string* error) const override {
    return ReadBytes(JoinPath(root_, path), max_bytes, bytes, error);
  }

  bool ReadHead(const std::string& path, size_t count, std::string* bytes,
                std::string* error) const override {
    const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    const Descriptor file(open(JoinPath(root_, path).c_str(), flags));
    bytes->resize(count);
    const ssize_t size = file.ok() ? read(file.get(), bytes->data(), count) : -1;
    bytes->resize(size < 0 ? 0 : static_cast<size_t>(size));
    if (size < 0) *error = std::system_category().message(errno);
    return size >= 0;
  }

  bool Exists(const std::string& path) const override {
    struct stat status;
    return stat(JoinPath(root_, path).c_str(), &status) == 0;
  }

  bool ReadFromTop(const std::string& path, std::string* bytes) const override {
    std::optional<std::string> content = ReadSmallFile(JoinPath(top_, path));
    if (content) *bytes = std::move(*content);
    return content.has_value();
  }

  std::string RootFromTop() const override {
    return root_ == top_ ? "" : AsFolder(RelativeTo(root_, top_));
  }

 private:
  std::string root_;
  std::string top_;
  std::jthread starting_libgit2_ = StartLibgit2Meanwhile();
};

}  // namespace

std::shared_ptr<const FileSource> OpenFolder(const std::string& root) {
  return std::make_shared<Folder>(root);
}

bool ReadText(const FileSource& source, const std::string& path, uint64_t max_bytes,
              SourceText* text, std::string* error) {
  std::string bytes;
  if (!source.Read(path, max_bytes, &bytes, error)) return false;
  *text = DecodeSource(std::move(bytes));
  return true;
}

}  // namespace ssot
