// A tree of Python and TypeScript (.ts) sources, resolved, for tests that say what they expect in
// short lines.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "doctest/doctest.h"
#include "scanner/model/facts.h"
#include "scanner/resolution/fact_index.h"

namespace ssot {

class SourceTree {
 public:
  using Files = std::vector<std::pair<std::string, std::string>>;  // path, text

  explicit SourceTree(Files files, std::vector<Authority> authorities = {}, unsigned jobs = 2);

  const FactIndex& index() const { return *index_; }
  FileId Find(const std::string& path) const;
  ResolvedFile Resolve(const std::string& path) const;

  // "3: jwt.decode exact" for each call with a target.
  std::vector<std::string> Calls(const std::string& path) const;
  // "1: app.compat jwt <- jwt reexport" for each import.
  std::vector<std::string> Imports(const std::string& path) const;
  // "2: environment read JWT_SECRET os.getenv constant" for accesses but attributes that were
  // written as such.
  std::vector<std::string> Accesses(const std::string& path) const;
  // "1: app.auth.Client.validate normal" for each definition.
  std::vector<std::string> Definitions(const std::string& path) const;

 private:
  std::vector<Facts> files_;
  std::unique_ptr<FactIndex> index_;
};

// Of a tree of one file, main.py.
SourceTree TreeOf(const std::string& text);
ResolvedFile ResolveText(const std::string& text);
std::vector<std::string> CallsIn(const std::string& text);
std::vector<std::string> AccessesIn(const std::string& text);

using Lines = std::vector<std::string>;

}  // namespace ssot

// Shown when a comparison fails.
template <>
struct doctest::StringMaker<ssot::Lines> {
  static String convert(const ssot::Lines& lines) {
    std::string text = "{";
    for (const std::string& line : lines) text += "\n  " + line;
    return (text + "}").c_str();
  }
};
