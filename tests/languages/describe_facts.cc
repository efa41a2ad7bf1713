#include "tests/languages/describe_facts.h"

#include <algorithm>
#include <vector>

#include "scanner/languages/python/python.h"
#include "scanner/languages/typescript/typescript.h"

namespace ssot {
namespace {

std::string Place(const Span& span) {
  return std::to_string(span.line) + ":" + std::to_string(span.column);
}

std::string JoinLines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

std::string DescribeList(const Facts& facts, const Value& value, std::string_view separator) {
  std::string text;
  for (uint32_t i = 0; i < value.count; ++i) {
    if (i > 0) text += separator;
    text += DescribeValue(facts, facts.value_lists[value.first + i]);
  }
  return text;
}

std::string DescribeScope(const Facts& facts, ScopeId id) {
  const Scope& scope = facts.scopes[id];
  switch (scope.kind) {
    case ScopeKind::kModule:
      return "module";
    case ScopeKind::kLambda:
      return "lambda";
    case ScopeKind::kComprehension:
      return "comprehension";
    case ScopeKind::kBlock:
      return "block";
    case ScopeKind::kClass:
      return "class " + std::string(facts.Name(facts.definitions[scope.definition].name));
    case ScopeKind::kFunction:
      return std::string(facts.Name(facts.definitions[scope.definition].name));
  }
  return "";
}

}  // namespace

std::string DescribeValue(const Facts& facts, ValueId id) {
  const Value& value = facts.values[id];
  std::string name(facts.Name(value.name));
  switch (value.kind) {
    case ValueKind::kResolved:
      return DescribeValue(facts, value.base) + " as " + std::string(facts.Name(value.name));
    case ValueKind::kUnknown:
      return "?";
    case ValueKind::kName:
    case ValueKind::kNumber:
    case ValueKind::kConstant:
      return name;
    case ValueKind::kAttribute:
      return DescribeValue(facts, value.base) + "." + name;
    case ValueKind::kString:
      return "\"" + name + "\"";
    case ValueKind::kPattern:
      return "f\"" + name + "\"";
    case ValueKind::kCall:
      return "call(" + Place(facts.calls[value.first].span) + ")";
    case ValueKind::kSubscript:
      return DescribeValue(facts, value.base) + "[" + DescribeValue(facts, value.first) + "]";
    case ValueKind::kList:
      return "[" + DescribeList(facts, value, ", ") + "]";
    case ValueKind::kDict:
      return "{" + DescribeList(facts, value, ", ") + "}";
    case ValueKind::kChoice:
      return DescribeList(facts, value, "|");
    case ValueKind::kElement:
      return "each " + DescribeValue(facts, value.base);
    case ValueKind::kItem:
      return "item " + std::to_string(value.first) + " of " + DescribeValue(facts, value.base);
    case ValueKind::kConcatenation:
      return DescribeList(facts, value, "+");
    case ValueKind::kFunction:
      return "function " + std::string(facts.Name(facts.definitions[value.first].name));
  }
  return "";
}

std::string DescribeImports(const Facts& facts) {
  std::vector<std::string> lines;
  for (const ImportFact& fact : facts.imports) {
    std::string line = "import " + Place(fact.span) + " " + std::string(fact.level, '.') +
                       std::string(facts.Name(fact.module));
    if (fact.name != 0) line += " " + std::string(facts.Name(fact.name));
    if (fact.alias != 0) line += " as " + std::string(facts.Name(fact.alias));
    if (fact.type_only) line += " (type)";
    if (fact.statement_line != fact.span.line) line += " @" + std::to_string(fact.statement_line);
    lines.push_back(line);
  }
  return JoinLines(lines);
}

std::string DescribeCalls(const Facts& facts) {
  std::vector<std::string> lines;
  for (const CallFact& fact : facts.calls) {
    std::string line = "call " + Place(fact.span) + "-" + std::to_string(fact.span.end_line) + ":" +
                       std::to_string(fact.span.end_column) + " " +
                       DescribeValue(facts, fact.callee) + "(";
    for (uint32_t i = 0; i < fact.arguments.count; ++i) {
      const Argument& argument = facts.arguments[fact.arguments.first + i];
      if (i > 0) line += ", ";
      if (argument.keyword != 0) line += std::string(facts.Name(argument.keyword)) + "=";
      line += DescribeValue(facts, argument.value);
    }
    lines.push_back(line + ") in " + DescribeScope(facts, fact.scope));
  }
  return JoinLines(lines);
}

std::string DescribeAccesses(const Facts& facts) {
  static constexpr const char* kModes[] = {"read", "write", "delete"};
  std::vector<std::string> lines;
  for (const AccessFact& fact : facts.accesses) {
    lines.push_back(std::string(kModes[static_cast<int>(fact.mode)]) + " " + Place(fact.span) +
                    " " + DescribeValue(facts, fact.value) +
                    (fact.syntax == AccessSyntax::kMembership ? " membership" : ""));
  }
  return JoinLines(lines);
}

std::string DescribeDefinitions(const Facts& facts) {
  static constexpr const char* kWhat[] = {"def", "method", "class"};
  static constexpr const char* kBody[] = {"normal", "forwards", "stub"};
  std::vector<std::string> lines;
  for (const DefinitionFact& fact : facts.definitions) {
    std::string line = fact.is_async ? "async " : "";
    line += std::string(kWhat[static_cast<int>(fact.what)]) + " " + Place(fact.span) + "-" +
            std::to_string(fact.end_line) + " " + std::string(facts.Name(fact.name)) + " " +
            kBody[static_cast<int>(fact.body)];
    for (uint32_t i = 0; i < fact.bases.count; ++i) {
      line += " <" + DescribeValue(facts, facts.value_lists[fact.bases.first + i]);
    }
    for (uint32_t i = 0; i < fact.decorators.count; ++i) {
      line += " @" + DescribeValue(facts, facts.value_lists[fact.decorators.first + i]);
    }
    if (fact.returns != 0) line += " -> " + DescribeValue(facts, fact.returns);
    if (fact.forwarded != kNone) {
      line += " to " + DescribeValue(facts, facts.calls[fact.forwarded].callee);
    }
    lines.push_back(line);
  }
  return JoinLines(lines);
}

std::string DescribeBindings(const Facts& facts) {
  std::vector<Binding> bindings = facts.bindings;
  std::sort(bindings.begin(), bindings.end(),
            [](const Binding& a, const Binding& b) { return a.order < b.order; });
  std::vector<std::string> lines;
  for (const Binding& binding : bindings) {
    std::string line(facts.Name(binding.name));
    switch (binding.kind) {
      case BindingKind::kReturn:
        line += "return " + DescribeValue(facts, binding.value);
        break;
      case BindingKind::kImport:
        line += " = import";
        break;
      case BindingKind::kDefinition:
        line += " = definition";
        break;
      case BindingKind::kParameter:
        line += " = parameter " + std::to_string(binding.index);
        break;
      case BindingKind::kGlobal:
        line += " = global";
        break;
      case BindingKind::kNonlocal:
        line += " = nonlocal";
        break;
      default:
        line += " = " + DescribeValue(facts, binding.value);
    }
    if (binding.annotation != 0) line += " : " + DescribeValue(facts, binding.annotation);
    lines.push_back(line + " in " + DescribeScope(facts, binding.scope));
  }
  for (const AttributeBinding& attribute : facts.attributes) {
    std::string line = "self." + std::string(facts.Name(attribute.name)) + " = " +
                       DescribeValue(facts, attribute.value);
    if (attribute.annotation != 0) line += " : " + DescribeValue(facts, attribute.annotation);
    lines.push_back(line + " in " + DescribeScope(facts, attribute.class_scope));
  }
  return JoinLines(lines);
}

std::string DescribeErrors(const Facts& facts) {
  std::vector<std::string> lines;
  for (const ParseError& error : facts.errors) {
    lines.push_back(std::to_string(error.line) + ":" + std::to_string(error.column) + " " +
                    error.message);
  }
  return JoinLines(lines);
}

Facts ParsePython(std::string_view text) {
  return python::Extract("module.py", text).facts;
}

Facts ParseTypeScript(std::string_view text, std::string_view path) {
  return typescript::ExtractTypeScript(path, text).facts;
}

Facts ParseVue(std::string_view text) {
  return typescript::ExtractVue("component.vue", text).facts;
}

}  // namespace ssot
