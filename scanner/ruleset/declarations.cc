#include "scanner/ruleset/declarations.h"

#include "scanner/ruleset/shape.h"

namespace ssot {

bool Declarations::Declare(const std::string& name, const std::string& path, LineColumn place,
                           Diagnostics* errors) {
  const auto [known, is_new] = places_.emplace(name, Declared{path, place});
  if (is_new) return true;
  const Declared& other = known->second;
  const std::string other_place =
      FormatDiagnostic({other.path, other.place.line, other.place.column, ""});
  errors->push_back({path, place.line, place.column,
                     "duplicate " + std::string(noun_) + " '" + name + "'; it is declared at " +
                         other_place.substr(0, other_place.size() - 2) + " already"});
  return false;
}

std::vector<std::string> Declarations::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, declared] : places_) names.push_back(name);
  return names;
}

std::string Declarations::Unknown(const std::string& name) const {
  return "unknown " + std::string(noun_) + " '" + name + "'" + DidYouMean(name, Names());
}

}  // namespace ssot
