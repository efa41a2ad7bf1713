// What the words of a file say without knowing any header: functions, classes, namespaces, and what
// looks like a call. It serves where libclang does not look, or where a header is missing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/languages/cpp/token.h"

namespace ssot::cpp {

enum class RegionKind : uint8_t { kFile, kNamespace, kClass, kFunction };

// Code between braces. Token indices, the end exclusive.
struct OutlineRegion {
  RegionKind kind = RegionKind::kFile;
  uint32_t parent = 0;      // index of the region around it
  std::string name;         // as written: Client, a::b, Client::validate
  uint32_t name_token = 0;  // the last word of the name
  uint32_t head = 0;        // first token of the statement that the braces belong to
  uint32_t open = 0;        // {
  uint32_t close = 0;       // } or the end of the file
  uint32_t parameters = 0;  // of functions: (
  bool is_stub = false;     // of functions: nothing between the braces
};

struct OutlineCall {
  std::string path;          // jwt::decode, without spaces and template arguments
  uint32_t first_token = 0;  // of the path or of the receiver
  uint32_t name_token = 0;   // the last word
  uint32_t open = 0;         // (
  uint32_t close = 0;        // ) or the end of the file
  uint32_t region = 0;
  // Of `a.b->c(…)`: the names in front of the last one; "" for what is no name.
  std::vector<std::string> receiver;
};

// `import a.b;` and `import <header>;`: token indices of what is imported, the end exclusive.
struct ModuleImport {
  uint32_t first = 0;
  uint32_t end = 0;
};

// using namespace a::b;
struct UsedNamespace {
  std::string path;
  uint32_t region = 0;  // where it holds, and in what lies within
};

struct Outline {
  std::vector<OutlineRegion> regions;  // in source order; the first is the file
  std::vector<OutlineCall> calls;      // by name_token
  std::vector<ModuleImport> modules;   // in source order
  std::vector<UsedNamespace> used_namespaces;
  std::vector<std::pair<std::string, std::string>> aliases;  // d = a::b::d, of using and namespace
};

Outline MakeOutline(std::string_view text, const TokenList& list);

}  // namespace ssot::cpp
