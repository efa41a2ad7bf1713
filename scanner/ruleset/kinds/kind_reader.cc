#include "scanner/ruleset/kinds/kind_reader.h"

namespace ssot {

std::span<const KindReader> KindReaders() {
  static const KindReader kReaders[] = {
#define RULE_KIND(enumerator, key, parameters) ReaderFor<parameters>(key),
#include "scanner/model/rule_kinds.def"
  };
  return kReaders;
}

}  // namespace ssot
