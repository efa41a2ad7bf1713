#include "reports/repository_path.h"

namespace ssot {

std::optional<std::string> RootInRepository(const Invocation& invocation) {
  if (!invocation.repository_root.has_value()) return std::nullopt;
  const std::string& top = *invocation.repository_root;
  const std::string& root = invocation.root;
  if (root == top) return "";
  if (root.size() <= top.size() || root.compare(0, top.size(), top) != 0) return std::nullopt;
  if (top.back() == '/') return root.substr(top.size());
  return root[top.size()] == '/' ? std::optional(root.substr(top.size() + 1)) : std::nullopt;
}

std::string PathInRepository(const Report& report, const std::string& path) {
  if (!report.invocation.has_value()) return path;
  const std::string root = RootInRepository(*report.invocation).value_or("");
  return root.empty() ? path : root + "/" + path;
}

}  // namespace ssot
