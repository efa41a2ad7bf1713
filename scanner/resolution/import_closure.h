// What code reaches through imports.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "scanner/languages/front_end.h"
#include "scanner/model/facts.h"
#include "scanner/model/module_settings.h"
#include "scanner/resolution/fact_index.h"
#include "scanner/resolution/module_resolver.h"

namespace ssot {

// Of the files of one language. All that it is given must outlive it; the imports of files stay
// what they are.
class ImportClosure {
 public:
  ImportClosure(const std::vector<Facts>& files, const ModuleResolvers& resolvers,
                const ModuleResolvers::Language& language);

  // The files that `starts`, all of that language, import, and those that these import, and so on.
  // With `packages`, who has a package has all that is in it. Ascending.
  std::vector<FileId> Of(const std::vector<FileId>& starts, bool packages, unsigned jobs);

 private:
  // What a file imports: files, and packages as a whole, by their stems.
  struct Imported {
    std::vector<FileId> files;
    std::vector<std::string_view> packages;
  };

  void FindImported(const std::vector<FileId>& files, unsigned jobs);
  void AddImported(const Facts& facts, const ImportFact& import, const ImportTarget& target,
                   Imported* imported) const;

  const std::vector<Facts>& files_;
  const ModuleResolvers& resolvers_;
  const ModuleResolvers::Language& language_;
  const ModuleResolver& modules_;
  std::vector<uint8_t> is_chosen_;  // by FileId: of the language
  std::vector<Imported> imported_;  // by the files that are known
  std::vector<uint8_t> is_known_;
};

}  // namespace ssot
