#include "scanner/config/config_file_shape.h"

namespace ssot {

const Shape& ConfigFileShape() {
  static const Shape kValues{.types = kMapBit, .each = &kTextOrTextsShape};
  static const Shape kPacks{.types = kMapBit, .each = &kValues};
  static const Shape kSeverity = OneOf({"error", "warning", "note", "off"});
  static const Shape kSeverities{.types = kMapBit, .each = &kSeverity};
  static const Shape kSize{.types = kIntegerBit | kStringBit, .is_filled = true};
  static const Shape kReasons = OneOf({"required", "optional"});
  static const Shape kFile{.types = kMapBit,
                           .fields = {{"rules", &kSomeTextsShape},
                                      {"include", &kTextsShape},
                                      {"exclude", &kTextsShape},
                                      {"variables", &kPacks},
                                      {"severity", &kSeverities},
                                      {"suppression-reasons", &kReasons},
                                      {"secret-names", &kSomeTextsShape},
                                      {"max-file-size", &kSize},
                                      {"baseline", &kTextShape},
                                      {"$schema", &kTextShape}},
                           .noun = "a configuration"};
  return kFile;
}

}  // namespace ssot
