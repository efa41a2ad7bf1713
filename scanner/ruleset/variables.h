// The variables of a pack, and `${name}` in its texts.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ssot {

// Each text may hold `${name}` for a variable, and `$${` for a literal "${".
class Variables {
 public:
  void Set(const std::string& name, std::vector<std::string> values);
  bool Knows(const std::string& name) const { return values_.contains(name); }
  std::vector<std::string> Names() const;

  // One text for each combination of the values of the variables in it. Says what is wrong in
  // `*error` and returns nothing when a variable is unknown.
  std::vector<std::string> Multiply(std::string_view text, std::string* error) const;

  // One text, in which a variable with several values stands as "a, b". Values are passed through
  // `escape`, if there is one.
  std::string Join(std::string_view text, std::string (*escape)(const std::string&),
                   std::string* error) const;

  // One text, with the first value of each variable. What names no variable is kept as it is:
  // for code, where `${…}` may have a meaning of its own.
  std::string First(std::string_view text) const;

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

bool IsVariableName(std::string_view name);

}  // namespace ssot
