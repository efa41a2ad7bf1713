// Writes a C++ file that holds the schema and the rule files, as they are and parsed.
//   embed_rules OUTPUT FOLDER SCHEMA FILE…     SCHEMA and FILEs are paths below FOLDER
// A rule file that is no sound YAML ends the build.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "scanner/ruleset/packed_yaml.h"
#include "scanner/ruleset/yaml_document.h"

namespace ssot {
namespace {

bool Read(const std::string& path, std::string* bytes) {
  std::ifstream file(path, std::ios::binary);
  bytes->assign(std::istreambuf_iterator<char>(file), {});
  if (!file.is_open() || file.bad()) std::cerr << path << ": cannot be read\n";
  return file.is_open() && !file.bad();
}

// A compiler reads string literals faster than lists of numbers.
std::string Literal(std::string_view bytes) {
  constexpr size_t kBytesOfLine = 32;
  std::string literal = "std::string_view(\n    \"";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % kBytesOfLine == 0) literal += "\"\n    \"";
    char hex[5];
    std::snprintf(hex, sizeof(hex), "\\x%02x", static_cast<unsigned char>(bytes[i]));
    literal += hex;
  }
  return literal + "\", " + std::to_string(bytes.size()) + ")";
}

bool AddEntry(const std::string& folder, const std::string& path, std::string* entries) {
  std::string text;
  if (!Read(folder + "/" + path, &text)) return false;
  YamlDocument document;
  document.path = folder + "/" + path;
  Diagnostics errors;
  if (!ParseYaml(text, &document, &errors)) {
    for (const Diagnostic& error : errors) std::cerr << FormatDiagnostic(error) << "\n";
    return false;
  }
  *entries += "      {\"" + path + "\", " + Literal(text) + ",\n       " +
              Literal(PackYaml(*document.root)) + "},\n";
  return true;
}

int Run(const std::string& output, const std::string& folder, const std::string& schema_path,
        const char* const* files, const char* const* end) {
  std::string schema;
  if (!Read(folder + "/" + schema_path, &schema)) return 1;
  std::string entries;
  for (; files != end; ++files) {
    if (!AddEntry(folder, *files, &entries)) return 1;
  }
  std::ofstream file(output, std::ios::binary);
  file << "#include \"scanner/ruleset/load.h\"\n\nnamespace ssot {\n\n"
       << "const std::vector<EmbeddedFile>& BuiltInRuleFiles() {\n"
       << "  static const std::vector<EmbeddedFile> kFiles = {\n"
       << entries << "  };\n  return kFiles;\n}\n\n"
       << "std::string_view RuleSchema() {\n  return " << Literal(schema) << ";\n}\n\n"
       << "}  // namespace ssot\n";
  file.close();
  if (!file) std::cerr << output << ": cannot be written\n";
  return file ? 0 : 1;
}

}  // namespace
}  // namespace ssot

int main(int argc, char** argv) {
  if (argc < 5) {
    std::cerr << "usage: embed_rules OUTPUT FOLDER SCHEMA FILE...\n";
    return 2;
  }
  return ssot::Run(argv[1], argv[2], argv[3], argv + 4, argv + argc);
}
