# Writes OUTPUT, a C++ file that holds FILES and SCHEMA (paths below FOLDER) byte by byte.

function(read_as_literal path out_literal out_size)
  file(READ "${FOLDER}/${path}" hex HEX)
  string(LENGTH "${hex}" digits)
  math(EXPR size "${digits} / 2")
  # Lines of 32 bytes; a compiler reads string literals faster than lists of numbers.
  string(REPEAT "[0-9a-f]" 64 line)
  string(REGEX REPLACE "(${line})" "\\1\n" hex "${hex}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${hex}")
  string(REPLACE "\n" "\"\n    \"" bytes "${bytes}")
  set(${out_literal} "\"${bytes}\"" PARENT_SCOPE)
  set(${out_size} ${size} PARENT_SCOPE)
endfunction()

set(entries "")
foreach(file IN LISTS FILES)
  read_as_literal("${file}" literal size)
  string(APPEND entries "      {\"${file}\", std::string_view(\n    ${literal}, ${size})},\n")
endforeach()
read_as_literal("${SCHEMA}" schema schema_size)

file(WRITE "${OUTPUT}" "#include \"scanner/ruleset/load.h\"

namespace ssot {

const std::vector<EmbeddedFile>& BuiltInRuleFiles() {
  static const std::vector<EmbeddedFile> kFiles = {
${entries}  };
  return kFiles;
}

std::string_view RuleSchema() {
  return std::string_view(
    ${schema}, ${schema_size});
}

}  // namespace ssot
")
