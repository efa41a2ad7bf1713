// Reads clang's JSON AST dump from standard input and prints what it says about one file: its
// definitions, classes and calls, with names in full. A dump of a file that includes the standard
// library has gigabytes, so it is read event by event, and of each declaration at the top only that
// of the file itself is kept.
//     clang … -Xclang -ast-dump=json FILE | clang_dump FILE
#include <cstdint>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using Json = nlohmann::json;

struct Place {
  int file = -1;
  int line = 0;
  int column = 0;
  bool is_known = false;
  bool is_argument = false;  // of a macro
};

struct Node {
  uint64_t id = 0;
  std::string kind;
  std::string name;
  Place place;  // of its name
  Place begin;
  uint64_t semantic_parent = 0;
  uint64_t referenced = 0;  // the function that a DeclRefExpr or MemberExpr names
  std::string type;
  std::vector<std::string> bases;
  bool is_implicit = false;
  bool is_inline = false;
  bool is_complete = false;
  bool is_pure = false;
  bool is_defaulted = false;
  std::vector<uint32_t> children;
};

struct Declaration {
  std::string name;
  uint64_t parent = 0;
};

struct Call {
  Place begin;
  uint64_t target = 0;
};

bool IsFunction(const std::string& kind) {
  return kind == "FunctionDecl" || kind == "CXXMethodDecl" || kind == "CXXConstructorDecl" ||
         kind == "CXXDestructorDecl" || kind == "CXXConversionDecl";
}

uint64_t Number(const std::string& id) {
  return std::strtoull(id.c_str(), nullptr, 16);
}

// What the nodes of one file say.
class Facts {
 public:
  explicit Facts(int file) : file_(file) {}

  void Take(const std::vector<Node>& nodes) {
    Register(nodes, 0, 0);
    const bool is_here = nodes[0].place.file == file_ || nodes[0].begin.file == file_;
    if (is_here) Visit(nodes, 0);
  }

  void Print() const {
    for (const auto& [id, node] : functions_) {
      Print({{"kind", "function"},
             {"line", node.place.line},
             {"name", NameOf(id)},
             {"body", node.is_pure        ? "pure"
                      : node.is_defaulted ? "defaulted"
                      : node.is_complete  ? "body"
                                          : "none"}});
    }
    for (const auto& [id, node] : classes_) {
      Print({{"kind", "class"},
             {"line", node.place.line},
             {"name", NameOf(id)},
             {"bases", node.bases}});
    }
    for (const Call& call : calls_) {
      Print({{"kind", "call"},
             {"line", call.begin.line},
             {"column", call.begin.column},
             {"target", NameOf(call.target)}});
    }
    for (const auto& [line, type] : constructions_) {
      Print({{"kind", "construction"}, {"line", line}, {"type", type}});
    }
  }

 private:
  static void Print(const Json& fact) {
    std::cout << fact.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
  }

  void Register(const std::vector<Node>& nodes, uint32_t index, uint64_t parent) {
    const Node& node = nodes[index];
    if (node.kind.ends_with("Decl") && node.id != 0) {
      Declaration& declaration = declarations_[node.id];
      const bool is_nameless = node.kind == "FunctionTemplateDecl" ||
                               node.kind == "ClassTemplateDecl" ||
                               (node.kind == "NamespaceDecl" && node.is_inline);
      if (!is_nameless) declaration.name = node.name;
      declaration.parent = node.semantic_parent != 0 ? node.semantic_parent : parent;
      parent = node.id;
    }
    for (uint32_t child : node.children) Register(nodes, child, parent);
  }

  void Visit(const std::vector<Node>& nodes, uint32_t index) {
    const Node& node = nodes[index];
    Note(nodes, node);
    int functions = 0;
    for (uint32_t i = 0; i < node.children.size(); ++i) {
      const Node& child = nodes[node.children[i]];
      // Instances of a template say again what the template says.
      const bool is_instance =
          (node.kind == "FunctionTemplateDecl" && IsFunction(child.kind) && functions++ > 0) ||
          (node.kind == "ClassTemplateDecl" && child.kind == "ClassTemplateSpecializationDecl");
      // What stands in the dump and nowhere in the source: a loop's iterators, a lambda's class.
      const bool is_copy = (node.kind == "CXXForRangeStmt" && i >= 2 && i <= 5) ||
                           (node.kind == "LambdaExpr" && child.kind == "CXXRecordDecl");
      if (!is_instance && !is_copy) Visit(nodes, node.children[i]);
    }
  }

  void Note(const std::vector<Node>& nodes, const Node& node) {
    if (IsFunction(node.kind) && !node.is_implicit && node.place.file == file_) {
      Node function = node;
      for (uint32_t child : node.children) {
        const std::string& kind = nodes[child].kind;
        if (kind == "CompoundStmt" || kind == "CXXTryStmt") function.is_complete = true;
      }
      functions_[node.id] = std::move(function);
    }
    const bool is_class = node.kind == "CXXRecordDecl" || node.kind == "RecordDecl" ||
                          node.kind == "ClassTemplateSpecializationDecl" ||
                          node.kind == "ClassTemplatePartialSpecializationDecl";
    if (is_class && !node.is_implicit && node.is_complete && !node.name.empty() &&
        node.place.file == file_) {
      classes_[node.id] = node;
    }
    const bool is_call = node.kind == "CallExpr" || node.kind == "CXXMemberCallExpr";
    if (is_call && node.begin.file == file_ && !node.children.empty()) {
      const uint64_t target = TargetOf(nodes, node.children[0]);
      if (target != 0) calls_.push_back({node.begin, target});
    }
    const bool is_construction =
        node.kind == "CXXConstructExpr" || node.kind == "CXXTemporaryObjectExpr";
    if (is_construction && node.begin.file == file_) {
      constructions_.emplace_back(node.begin.line, node.type);
    }
  }

  static uint64_t TargetOf(const std::vector<Node>& nodes, uint32_t index) {
    for (const Node* node = &nodes[index];; node = &nodes[node->children[0]]) {
      if (node->kind == "DeclRefExpr") return node->referenced;
      if (node->kind == "MemberExpr" && node->type == "<bound member function type>") {
        return node->referenced;
      }
      const bool is_wrapper = node->kind == "ImplicitCastExpr" || node->kind == "ParenExpr" ||
                              node->kind == "ExprWithCleanups" || node->kind == "ConstantExpr";
      if (!is_wrapper || node->children.empty()) return 0;
    }
  }

  std::string NameOf(uint64_t id) const {
    std::string name;
    for (auto found = declarations_.find(id); found != declarations_.end();
         found = declarations_.find(found->second.parent)) {
      const std::string& part = found->second.name;
      if (!part.empty()) name = name.empty() ? part : part + "::" + name;
      if (found->second.parent == 0) break;
    }
    return name;
  }

  int file_;
  std::unordered_map<uint64_t, Declaration> declarations_;
  std::map<uint64_t, Node> functions_;
  std::map<uint64_t, Node> classes_;
  std::vector<Call> calls_;
  std::vector<std::pair<int, std::string>> constructions_;
};

// The dump names a file or a line only where it differs from the one printed before.
class DumpReader : public nlohmann::json_sax<Json> {
 public:
  explicit DumpReader(const std::string& path) : path_(path), facts_(0) { files_[path] = 0; }

  const Facts& facts() const { return facts_; }

  bool start_object(std::size_t) override {
    Role role = Role::kOther;
    const Role outer = roles_.empty() ? Role::kOther : roles_.back();
    if (roles_.empty() || outer == Role::kInner) {
      role = Role::kNode;
      StartNode();
    } else if (outer == Role::kBases) {
      role = Role::kBase;
      nodes_[open_.back()].bases.emplace_back();
    } else if (outer == Role::kBase && key_ == "type") {
      role = Role::kBaseType;
    } else if (outer == Role::kNode && key_ == "loc") {
      role = Role::kPlace;
      place_ = Place();
      has_parts_ = false;
    } else if (outer == Role::kNode && key_ == "range") {
      role = Role::kRange;
    } else if (outer == Role::kRange) {
      role = key_ == "begin" ? Role::kBegin : Role::kEnd;
      place_ = Place();
      has_parts_ = false;
    } else if (IsLocation(outer) && (key_ == "spellingLoc" || key_ == "expansionLoc")) {
      role = Role::kPart;
      place_ = Place();
      has_parts_ = true;
    } else if (outer == Role::kNode && key_ == "referencedDecl") {
      role = Role::kReference;
    } else if (outer == Role::kNode && key_ == "type") {
      role = Role::kType;
    }
    roles_.push_back(role);
    return true;
  }

  bool end_object() override {
    const Role role = roles_.back();
    roles_.pop_back();
    if (IsLocation(role) || role == Role::kPart) {
      if (place_.is_known && (role == Role::kPart || !has_parts_)) {
        place_.file = file_;
        place_.line = line_;
      }
      // What a macro gets as an argument stands where it is written, all else where it is used.
      if (role == Role::kPart && place_.is_argument) place_ = spelling_;
      if (role == Role::kPart && !place_.is_argument) spelling_ = place_;
      if (role == Role::kPlace) nodes_[open_.back()].place = place_;
      if (role == Role::kBegin) nodes_[open_.back()].begin = place_;
    }
    if (role == Role::kNode) EndNode();
    return true;
  }

  bool start_array(std::size_t) override {
    const Role outer = roles_.empty() ? Role::kOther : roles_.back();
    Role role = Role::kOther;
    if (outer == Role::kNode && key_ == "inner") role = Role::kInner;
    if (outer == Role::kNode && key_ == "bases") role = Role::kBases;
    roles_.push_back(role);
    return true;
  }
  bool end_array() override {
    roles_.pop_back();
    return true;
  }

  bool key(std::string& key) override {
    key_ = std::move(key);
    return true;
  }

  bool string(std::string& value) override {
    const Role role = roles_.back();
    if (role == Role::kNode) {
      Node& node = nodes_[open_.back()];
      if (key_ == "id") node.id = Number(value);
      if (key_ == "kind") node.kind = std::move(value);
      if (key_ == "name") node.name = std::move(value);
      if (key_ == "parentDeclContextId") node.semantic_parent = Number(value);
      if (key_ == "referencedMemberDecl") node.referenced = Number(value);
      if (key_ == "explicitlyDefaulted") node.is_defaulted = true;
    } else if (role == Role::kReference) {
      if (key_ == "id") referenced_ = Number(value);
      if (key_ == "kind" && IsFunction(value)) nodes_[open_.back()].referenced = referenced_;
    } else if (role == Role::kType) {
      if (key_ == "desugaredQualType" ||
          (key_ == "qualType" && nodes_[open_.back()].type.empty())) {
        nodes_[open_.back()].type = std::move(value);
      }
    } else if (role == Role::kBaseType) {
      std::string& base = nodes_[open_.back()].bases.back();
      if (key_ == "desugaredQualType" || base.empty()) base = std::move(value);
    } else if ((IsLocation(role) || role == Role::kPart) && key_ == "file") {
      file_ = files_.try_emplace(value, static_cast<int>(files_.size())).first->second;
    }
    return true;
  }

  bool number_unsigned(number_unsigned_t value) override {
    const Role role = roles_.back();
    if (!IsLocation(role) && role != Role::kPart) return true;
    if (key_ == "offset") place_.is_known = true;
    if (key_ == "line") line_ = static_cast<int>(value);
    if (key_ == "col") place_.column = static_cast<int>(value);
    return true;
  }

  bool boolean(bool value) override {
    if (roles_.back() == Role::kPart && key_ == "isMacroArgExpansion") place_.is_argument = value;
    if (roles_.back() != Role::kNode) return true;
    Node& node = nodes_[open_.back()];
    if (key_ == "isImplicit") node.is_implicit = value;
    if (key_ == "isInline") node.is_inline = value;
    if (key_ == "completeDefinition") node.is_complete = value;
    if (key_ == "pure") node.is_pure = value;
    return true;
  }

  bool null() override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_float(number_float_t, const std::string&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& e) override {
    std::cerr << e.what() << '\n';
    return false;
  }

 private:
  enum class Role : uint8_t {
    kOther,
    kNode,
    kInner,
    kPlace,
    kRange,
    kBegin,
    kEnd,
    kPart,  // of a place in a macro
    kReference,
    kType,
    kBases,
    kBase,
    kBaseType
  };

  static bool IsLocation(Role role) {
    return role == Role::kPlace || role == Role::kBegin || role == Role::kEnd;
  }

  // The first node is the translation unit, which is never complete: its children are taken one by
  // one and dropped.
  void StartNode() {
    const auto index = static_cast<uint32_t>(nodes_.size());
    if (open_.size() > 1) nodes_[open_.back()].children.push_back(index);
    nodes_.emplace_back();
    open_.push_back(index);
  }

  void EndNode() {
    open_.pop_back();
    if (open_.size() != 1) return;
    const std::vector<Node> unit(std::make_move_iterator(nodes_.begin() + 1),
                                 std::make_move_iterator(nodes_.end()));
    nodes_.resize(1);
    facts_.Take(Rebased(unit));
  }

  static std::vector<Node> Rebased(std::vector<Node> nodes) {
    for (Node& node : nodes) {
      for (uint32_t& child : node.children) --child;
    }
    return nodes;
  }

  std::string path_;
  Facts facts_;
  std::map<std::string, int> files_;
  std::vector<Role> roles_;
  std::vector<Node> nodes_;
  std::vector<uint32_t> open_;
  std::string key_;
  Place place_;
  Place spelling_;
  bool has_parts_ = false;
  int file_ = -1;
  int line_ = 0;
  uint64_t referenced_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: clang_dump FILE < DUMP\n";
    return 2;
  }
  std::ios::sync_with_stdio(false);
  DumpReader reader(argv[1]);
  if (!Json::sax_parse(std::cin, &reader)) return 2;
  reader.facts().Print();
  return 0;
}
