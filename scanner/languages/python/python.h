// The Python front end.
#pragma once

#include "scanner/languages/front_end.h"

namespace ssot::python {

// `text` is UTF-8. Python 3.14's grammar; see lexer.h and statement_parser.h for the method.
Extraction Extract(std::string_view path, std::string_view text);
Extraction Outline(std::string_view path, std::string_view text);

// What resolution must know about Python's library.
const LanguageSemantics& Semantics();

}  // namespace ssot::python
