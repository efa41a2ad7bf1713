// Prints what tree-sitter's Python grammar sees, in the form that cpython_facts.py documents, but
// with columns that count bytes. Files come on standard input, one after the other, each as its
// size in bytes, a line end and the bytes (UTF-8, '\n' line ends); each is answered by one line.
#include <tree_sitter/api.h>

#include <cstdint>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern "C" const TSLanguage* tree_sitter_python();

namespace {

using Json = nlohmann::json;

Json StartOf(TSNode node) {
  TSPoint point = ts_node_start_point(node);
  return {point.row + 1, point.column + 1};
}

Json EndOf(TSNode node) {
  TSPoint point = ts_node_end_point(node);
  return {point.row + 1, point.column + 1};
}

Json SpanOf(TSNode first, TSNode last) {
  Json span = StartOf(first);
  for (const Json& number : EndOf(last)) span.push_back(number);
  return span;
}

std::string_view TypeOf(TSNode node) {
  return ts_node_type(node);
}

TSNode Field(TSNode node, std::string_view name) {
  return ts_node_child_by_field_name(node, name.data(), static_cast<uint32_t>(name.size()));
}

class FileReader {
 public:
  explicit FileReader(std::string_view text) : text_(text) {}

  Json Read(TSNode root) {
    record_ = {{"status", "ok"},
               {"imports", Json::array()},
               {"definitions", Json::array()},
               {"calls", Json::array()}};
    if (ts_node_has_error(root)) record_["status"] = "rejected";
    Walk(root);
    return std::move(record_);
  }

 private:
  // A name as Python reads it: `a . b` is `a.b`.
  std::string Name(TSNode node) const {
    std::string name;
    std::string_view written =
        text_.substr(ts_node_start_byte(node), ts_node_end_byte(node) - ts_node_start_byte(node));
    for (char c : written) {
      if (std::string_view(" \t\f\n\\").find(c) == std::string_view::npos) name += c;
    }
    return name;
  }

  void Walk(TSNode root) {
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    std::vector<bool> owner_is_class;
    bool more = true;
    while (more) {
      Visit(ts_tree_cursor_current_node(&cursor), &owner_is_class);
      more = ts_tree_cursor_goto_first_child(&cursor) || NextNode(&cursor, &owner_is_class);
    }
    ts_tree_cursor_delete(&cursor);
  }

  // Leaves the current node for its sibling, or for that of an ancestor.
  static bool NextNode(TSTreeCursor* cursor, std::vector<bool>* owner_is_class) {
    do {
      std::string_view type = TypeOf(ts_tree_cursor_current_node(cursor));
      if (type == "function_definition" || type == "class_definition") owner_is_class->pop_back();
      if (ts_tree_cursor_goto_next_sibling(cursor)) return true;
    } while (ts_tree_cursor_goto_parent(cursor));
    return false;
  }

  void Visit(TSNode node, std::vector<bool>* owner_is_class) {
    std::string_view type = TypeOf(node);
    if (type == "call") {
      VisitCall(node);
    } else if (type == "function_definition" || type == "class_definition") {
      bool is_class = type == "class_definition";
      bool in_class = !owner_is_class->empty() && owner_is_class->back();
      VisitDefinition(node, is_class ? "class" : in_class ? "method" : "function");
      owner_is_class->push_back(is_class);
    } else if (type == "import_statement") {
      VisitImport(node, "", 0, "import");
    } else if (type == "future_import_statement") {
      VisitImport(node, "__future__", 0, "from");
    } else if (type == "import_from_statement") {
      VisitFromImport(node);
    }
  }

  void VisitCall(TSNode node) {
    Json callee = Callee(Field(node, "function"));
    record_["calls"].push_back({{"span", SpanOf(node, node)}, {"callee", std::move(callee)}});
  }

  // `a.b.c`; with another base than a name `?.b.c`; null when no name is called.
  Json Callee(TSNode node) const {
    std::string attributes;
    while (TypeOf(node) == "attribute") {
      attributes.insert(0, "." + Name(Field(node, "attribute")));
      node = Field(node, "object");
    }
    if (TypeOf(node) == "identifier") return Name(node) + attributes;
    return attributes.empty() ? Json() : Json("?" + attributes);
  }

  void VisitDefinition(TSNode node, std::string_view what) {
    TSNode name = Field(node, "name");
    if (ts_node_is_null(name)) return;
    bool is_async = TypeOf(ts_node_child(node, 0)) == "async";
    record_["definitions"].push_back(
        {{"span", SpanOf(node, name)}, {"name", Name(name)}, {"what", what}, {"async", is_async}});
  }

  void VisitFromImport(TSNode node) {
    std::string module = Name(Field(node, "module_name"));
    size_t level = module.find_first_not_of('.');
    if (level == std::string::npos) level = module.size();
    VisitImport(node, module.substr(level), level, "from");
  }

  void VisitImport(TSNode statement, const std::string& module, size_t level,
                   std::string_view form) {
    for (uint32_t i = 0; i < ts_node_child_count(statement); ++i) {
      TSNode child = ts_node_child(statement, i);
      const char* field = ts_node_field_name_for_child(statement, i);
      bool is_name = field != nullptr && std::string_view(field) == "name";
      if (!is_name && TypeOf(child) != "wildcard_import") continue;
      TSNode name = child;
      std::string alias;
      if (TypeOf(child) == "aliased_import") {
        name = Field(child, "name");
        alias = Name(Field(child, "alias"));
      }
      record_["imports"].push_back({{"start", StartOf(name)},
                                    {"end", EndOf(name)},
                                    {"module", form == "from" ? module : Name(name)},
                                    {"level", level},
                                    {"name", form == "from" ? Name(name) : ""},
                                    {"alias", alias},
                                    {"form", form},
                                    {"statementLine", StartOf(statement)[0]}});
    }
  }

  std::string_view text_;
  Json record_;
};

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::unique_ptr<TSParser, decltype(&ts_parser_delete)> parser(ts_parser_new(), ts_parser_delete);
  if (!ts_parser_set_language(parser.get(), tree_sitter_python())) {
    std::cerr << "the grammar does not fit the core\n";
    return 2;
  }
  size_t size = 0;
  while (std::cin >> size) {
    std::cin.ignore(1);
    std::string text(size, '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(size));
    TSTree* tree =
        ts_parser_parse_string(parser.get(), nullptr, text.data(), static_cast<uint32_t>(size));
    std::cout << FileReader(text).Read(ts_tree_root_node(tree)).dump() << std::endl;
    ts_tree_delete(tree);
  }
  return 0;
}
