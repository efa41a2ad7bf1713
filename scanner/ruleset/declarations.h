// What rule files declare by name: where it stands, so that references can be checked and
// duplicates can name the other place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/model/diagnostic.h"

namespace ssot {

class Declarations {
 public:
  // `noun` is what errors call the declared ("rule").
  explicit Declarations(std::string_view noun) : noun_(noun) {}

  // False, with an error, when the name is taken.
  bool Declare(const std::string& name, const std::string& path, LineColumn place,
               Diagnostics* errors);

  bool Has(const std::string& name) const { return places_.contains(name); }
  std::vector<std::string> Names() const;

  // "unknown rule 'x'; did you mean 'y'?"
  std::string Unknown(const std::string& name) const;

 private:
  struct Declared {
    std::string path;
    LineColumn place;
  };

  std::string_view noun_;
  std::map<std::string, Declared> places_;
};

}  // namespace ssot
