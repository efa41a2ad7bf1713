#include "scanner/languages/typescript/fact_walker.h"

#include <algorithm>

namespace ssot::typescript {
namespace {

constexpr size_t kMaxErrors = 100;

struct Cursor {
  explicit Cursor(TSNode root) : cursor(ts_tree_cursor_new(root)) {}
  ~Cursor() { ts_tree_cursor_delete(&cursor); }
  Cursor(const Cursor&) = delete;
  Cursor& operator=(const Cursor&) = delete;
  TSTreeCursor cursor;
};

}  // namespace

FactWalker::FactWalker(const Grammar& grammar, std::string_view text, const TextPlaces& places,
                       const std::vector<HiddenImport>& hidden_imports, FactBuilder* builder,
                       std::vector<TextRegion>* regions, std::vector<ParseError>* errors,
                       Misreadings* misreadings)
    : grammar_(grammar),
      text_(text),
      places_(places),
      builder_(builder),
      regions_(regions),
      errors_(errors),
      misreadings_(misreadings),
      hidden_imports_(hidden_imports) {
  builder_->NextOrder();  // 0 is for what is hoisted to the beginning of the module
  this_class_.push_back(kNone);
}

void FactWalker::Walk(TSNode root) {
  Cursor walk(root);
  TSTreeCursor* cursor = &walk.cursor;
  const bool has_errors = ts_node_has_error(root);
  for (bool is_done = false; !is_done;) {
    const TSNode node = ts_tree_cursor_current_node(cursor);
    // Half of all nodes are brackets, commas and the like.
    const bool says_nothing =
        grammar_.IsPlainToken(node) && !(has_errors && ts_node_is_missing(node));
    if (!says_nothing) {
      Enter(node, grammar_.FieldOf(ts_tree_cursor_current_field_id(cursor)));
      if (ts_tree_cursor_goto_first_child(cursor)) continue;
      Leave();
    }
    while (!ts_tree_cursor_goto_next_sibling(cursor)) {
      if (!ts_tree_cursor_goto_parent(cursor)) {
        is_done = true;
        break;
      }
      Leave();
    }
  }
  FinishModules();
}

void FactWalker::Enter(TSNode node, Field field) {
  Frame frame;
  frame.node = node;
  frame.syntax = SyntaxOf(node);
  frame.field = field;
  frame.first_part = static_cast<uint32_t>(parts_.size());
  if (!frames_.empty()) {
    const Frame& parent = frames_.back();
    frame.scope = parent.scope;
    frame.block = parent.block;
    const bool is_cast =
        parent.syntax == Syntax::kAsExpression || parent.syntax == Syntax::kSatisfiesExpression;
    frame.is_type = parent.is_type || (is_cast && parts_.size() > parent.first_part);
  }
  while (next_hidden_import_ < hidden_imports_.size() &&
         hidden_imports_[next_hidden_import_].range.begin < ts_node_start_byte(node)) {
    AddHiddenImport();
  }
  if (ts_node_is_error(node) || ts_node_is_missing(node)) NoteError(frame);
  frames_.push_back(frame);
  EnterStatement(&Top());
  switch (frame.syntax) {
    case Syntax::kTypeAnnotation:
    case Syntax::kTypeArguments:
    case Syntax::kTypeParameters:
    case Syntax::kTypeAliasDeclaration:
    case Syntax::kInterfaceDeclaration:
    case Syntax::kImplementsClause:
    case Syntax::kExtendsTypeClause:
      Top().is_type = true;
      break;
    case Syntax::kExportStatement:
      Top().first_binding = static_cast<uint32_t>(builder_->facts.bindings.size());
      break;
    case Syntax::kFunctionSignature:
    case Syntax::kAbstractMethodSignature:
    case Syntax::kMethodSignature:
      EnterSignature(&Top());
      break;
    case Syntax::kCallExpression:
    case Syntax::kNewExpression:
      if (Top().is_type) break;
      // `tag` before a template is called too, but not with arguments that are written down.
      if (frame.syntax == Syntax::kCallExpression &&
          SyntaxOf(Child(node, Field::kArguments)) == Syntax::kTemplateString) {
        break;
      }
      Top().call = static_cast<CallId>(builder_->facts.calls.size());
      builder_->facts.calls.emplace_back();
      break;
    case Syntax::kComment:
    case Syntax::kHtmlComment:
      AddRegion(ts_node_start_byte(node), ts_node_end_byte(node), TextContext::kComment);
      break;
    case Syntax::kString:
    case Syntax::kJsxText:
      AddRegion(ts_node_start_byte(node), ts_node_end_byte(node), TextContext::kString);
      break;
    case Syntax::kTemplateString:
      AddTemplateRegions(node);
      break;
    default:
      if (IsFunctionSyntax(frame.syntax)) EnterFunction(&Top());
      if (IsClassSyntax(frame.syntax)) EnterClass(&Top());
  }
}

void FactWalker::Leave() {
  const Frame frame = Top();
  const ValueId value = LeaveNode(frame, PartsOf(frame));
  parts_.resize(frame.first_part);
  frames_.pop_back();
  if (frame.syntax == Syntax::kComment) return;
  parts_.push_back({frame.node, frame.syntax, frame.field, value});
}

ValueId FactWalker::LeaveNode(const Frame& frame, PartList parts) {
  if (frame.syntax == Syntax::kOther) return 0;
  if (IsFunctionSyntax(frame.syntax)) {
    LeaveFunction(frame, parts);
    return frame.definition == kNone ? 0 : builder_->FunctionValue(frame.definition);
  }
  if (IsClassSyntax(frame.syntax)) {
    LeaveClass(frame, parts);
    return builder_->FunctionValue(frame.definition);
  }
  const ValueId value = LeaveDeclaration(frame, parts);
  return value != 0 ? value : LeaveExpression(frame, parts);
}

FactWalker::PartList FactWalker::PartsOf(const Frame& frame) const {
  return {parts_.data() + frame.first_part, parts_.size() - frame.first_part};
}

const FactWalker::Part* FactWalker::PartList::Find(Field field) const {
  const Part* found = std::find_if(begin(), end(), [&](const Part& p) { return p.field == field; });
  return found == end() ? nullptr : found;
}

const FactWalker::Part* FactWalker::PartList::Find(Syntax syntax) const {
  const Part* found =
      std::find_if(begin(), end(), [&](const Part& p) { return p.syntax == syntax; });
  return found == end() ? nullptr : found;
}

const FactWalker::Frame& FactWalker::Parent(size_t steps) const {
  static const Frame kNoFrame{};
  return frames_.size() > steps ? frames_[frames_.size() - 1 - steps] : kNoFrame;
}

std::string_view FactWalker::Text(TSNode node) const {
  if (ts_node_is_null(node)) return {};
  const uint32_t begin = ts_node_start_byte(node);
  return text_.substr(begin, ts_node_end_byte(node) - begin);
}

Span FactWalker::SpanOf(TSNode node) const {
  return places_.SpanOf(ts_node_start_byte(node), ts_node_end_byte(node));
}

TSNode FactWalker::Child(TSNode node, Field field) const {
  return ts_node_child_by_field_id(node, grammar_.IdOf(field));
}

bool FactWalker::HasToken(TSNode node, Syntax token) const {
  const uint32_t count = std::min(ts_node_child_count(node), 8u);
  for (uint32_t i = 0; i < count; ++i) {
    if (SyntaxOf(ts_node_child(node, i)) == token) return true;
  }
  return false;
}

void FactWalker::NoteError(const Frame& frame) {
  if (errors_->size() >= kMaxErrors) return;
  // The grammar reads `tag<Type>` before a template with a `!` that nobody has to write.
  if (ts_node_is_missing(frame.node) && std::string_view(ts_node_type(frame.node)) == "!") return;
  ParseError error;
  const TextPlaces::Place place = places_.At(ts_node_start_byte(frame.node));
  error.line = place.line;
  error.column = place.column;
  if (ts_node_is_missing(frame.node)) {
    error.message = std::string("expected '") + ts_node_type(frame.node) + "'";
  } else {
    constexpr size_t kMaxShown = 24;
    std::string_view text = Text(frame.node);
    text = text.substr(0, text.find_first_of("\r\n"));
    size_t length = std::min(text.size(), kMaxShown);
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
      ++length;
    }
    const bool is_cut = length < text.size();
    error.message = "unexpected '" + std::string(text.substr(0, length)) + (is_cut ? "…'" : "'");
  }
  errors_->push_back(std::move(error));
}

// Only names, calls and what is in brackets can be called.
void FactWalker::NoteMisreadCall(const Frame& frame, PartList parts) {
  const Part* function = parts.Find(Field::kFunction);
  if (function == nullptr) return;
  switch (function->syntax) {
    case Syntax::kArrowFunction:
      misreadings_->statement_ends.push_back(ts_node_end_byte(function->node));
      return;
    case Syntax::kAwaitExpression:
    case Syntax::kBinaryExpression:
    case Syntax::kUnaryExpression:
      break;
    default:
      return;
  }
  const TSNode types = Child(frame.node, Field::kTypeArguments);
  if (ts_node_is_null(types)) return;
  misreadings_->hidden.push_back({ts_node_start_byte(types), ts_node_end_byte(types)});
}

// `new a!.b()` makes no `a`.
void FactWalker::NoteMisreadBang(const Frame& frame, PartList parts) {
  if (parts.count == 0 || parts.first->syntax != Syntax::kNewExpression) return;
  if (!ts_node_is_null(Child(parts.first->node, Field::kArguments))) return;
  const uint32_t end = ts_node_end_byte(frame.node);
  misreadings_->hidden.push_back({end - 1, end});
}

void FactWalker::AddRegion(uint32_t begin, uint32_t end, TextContext context) {
  if (begin < end) regions_->push_back({begin, end, context});
}

// What stands between `${` and `}` is code.
void FactWalker::AddTemplateRegions(TSNode node) {
  uint32_t begin = ts_node_start_byte(node);
  const uint32_t count = ts_node_named_child_count(node);
  if (count > 0) {
    Cursor children(node);
    for (bool is_there = ts_tree_cursor_goto_first_child(&children.cursor); is_there;
         is_there = ts_tree_cursor_goto_next_sibling(&children.cursor)) {
      const TSNode child = ts_tree_cursor_current_node(&children.cursor);
      if (SyntaxOf(child) != Syntax::kTemplateSubstitution) continue;
      AddRegion(begin, ts_node_start_byte(child), TextContext::kString);
      begin = ts_node_end_byte(child);
    }
  }
  AddRegion(begin, ts_node_end_byte(node), TextContext::kString);
}

}  // namespace ssot::typescript
