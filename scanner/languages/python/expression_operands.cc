// Operands: names, chains, calls, subscripts and strings.
#include <utility>

#include "scanner/languages/python/expression_parser.h"

namespace ssot::python {
namespace {

constexpr size_t kMaxKeptText = 200;  // longer literals are no names and no keys

void AppendCodePoint(uint32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | c >> 6));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | c >> 12));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | (c >> 18 & 0x07)));
    out->push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Reads up to `digits` digits at `*at`.
uint32_t ReadDigits(std::string_view text, size_t* at, int digits, int base) {
  uint32_t value = 0;
  for (int i = 0; i < digits && *at < text.size(); ++i, ++*at) {
    int digit = HexDigit(text[*at]);
    if (digit < 0 || digit >= base) break;
    value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
  }
  return value;
}

}  // namespace

void AppendDecoded(std::string_view content, bool is_raw, std::string* out) {
  if (is_raw || content.find('\\') == std::string_view::npos) {
    out->append(content);
    return;
  }
  for (size_t i = 0; i < content.size();) {
    char c = content[i++];
    if (c != '\\' || i >= content.size()) {
      out->push_back(c);
      continue;
    }
    c = content[i++];
    switch (c) {
      case '\n':
        break;
      case '\r':
        if (i < content.size() && content[i] == '\n') ++i;
        break;
      case '\\':
      case '\'':
      case '"':
        out->push_back(c);
        break;
      case 'a':
        out->push_back('\a');
        break;
      case 'b':
        out->push_back('\b');
        break;
      case 'f':
        out->push_back('\f');
        break;
      case 'n':
        out->push_back('\n');
        break;
      case 'r':
        out->push_back('\r');
        break;
      case 't':
        out->push_back('\t');
        break;
      case 'v':
        out->push_back('\v');
        break;
      case 'x':
        AppendCodePoint(ReadDigits(content, &i, 2, 16), out);
        break;
      case 'u':
        AppendCodePoint(ReadDigits(content, &i, 4, 16), out);
        break;
      case 'U':
        AppendCodePoint(ReadDigits(content, &i, 8, 16), out);
        break;
      default:
        if (c >= '0' && c <= '7') {
          --i;
          AppendCodePoint(ReadDigits(content, &i, 3, 8), out);
        } else {
          out->push_back('\\');
          out->push_back(c);
        }
    }
  }
}

void ExpressionParser::StartOperand(OperandKind kind) {
  Frame& frame = Top();
  frame.operand = Operand();
  frame.operand.kind = kind;
  frame.operand.begin = Tok().begin;
  frame.operand.end = Tok().end;
  frame.operand.starts_line = Tok().first_on_line;
  frame.operand.text = static_cast<uint32_t>(texts_.size());
  frame.expects = false;
}

void ExpressionParser::AppendText(Operand* operand, uint32_t begin, uint32_t end, bool is_raw) {
  if (end - begin + texts_.size() - operand->text > kMaxKeptText) operand->is_too_long = true;
  if (!operand->is_too_long) AppendDecoded(lexer_->Slice(begin, end), is_raw, &texts_);
}

void ExpressionParser::TakeString() {
  Operand& operand = Top().operand;
  AppendText(&operand, Tok().content_begin, Tok().content_end, Tok().is_raw);
  operand.end = Tok().end;
}

void ExpressionParser::CloseFString() {
  Pop();
  Top().operand.end = Tok().end;
}

// A replacement field's expression is complete: at its '}', its ':' or its conversion.
void ExpressionParser::CloseField() {
  bool is_name = Top().shape == Shape::kSingle && Top().operands == 0 &&
                 Top().operand.kind == OperandKind::kName;
  NameId name = Top().operand.name;
  FinishElement();
  Frame& owner = frames_[frames_.size() - 2];
  if (owner.kind == FrameKind::kFString) {
    Operand& operand = frames_[frames_.size() - 3].operand;
    operand.is_pattern = true;
    if (!operand.is_too_long) {
      texts_ += '{';
      if (is_name) texts_ += builder_->Text(name);
      texts_ += '}';
    }
  }
  if (Tok().Is(TokenKind::kFieldClose)) {
    Pop();
  } else {
    Top().has_colon = true;
  }
}

void ExpressionParser::RecordAccess(Operand* operand, AccessSyntax syntax, ValueId value) {
  if (options_.is_pattern) return;
  operand->access = static_cast<uint32_t>(builder_->facts.accesses.size());
  builder_->facts.accesses.push_back({SpanBetween(operand->begin, operand->end), value, block_,
                                      scope_, builder_->NextOrder(), syntax, AccessMode::kRead});
}

ValueId ExpressionParser::BaseValue(Operand* operand) {
  switch (operand->kind) {
    case OperandKind::kName: {
      ValueId value = builder_->NameValue(operand->name);
      if (builder_->IsConstantName(operand->name)) {
        RecordAccess(operand, AccessSyntax::kName, value);
      }
      return value;
    }
    case OperandKind::kAttribute: {
      ValueId value = builder_->AttributeValue(operand->base, operand->name);
      RecordAccess(operand, AccessSyntax::kAttribute, value);
      return value;
    }
    case OperandKind::kString: {
      ValueId value = 0;
      if (!operand->is_too_long) {
        value = builder_->TextValue(operand->is_pattern ? ValueKind::kPattern : ValueKind::kString,
                                    std::string_view(texts_).substr(operand->text));
      }
      texts_.resize(operand->text);
      return value;
    }
    case OperandKind::kCall:
      return operand->call == kNone ? 0 : builder_->CallValue(operand->call);
    default:
      return operand->value;
  }
}

ValueId ExpressionParser::CalleeValue(Operand* operand) {
  if (operand->kind == OperandKind::kName) return builder_->NameValue(operand->name);
  if (operand->kind == OperandKind::kAttribute) {
    return builder_->AttributeValue(operand->base, operand->name);
  }
  return BaseValue(operand);
}

void ExpressionParser::TakeAttribute() {
  Operand& operand = Top().operand;
  ValueId base = BaseValue(&operand);
  lexer_->Next();
  operand.kind = OperandKind::kAttribute;
  operand.base = base;
  operand.name = 0;
  operand.access = kNone;
  if (Tok().Is(TokenKind::kName)) {
    operand.name = Tok().name;
    operand.end = Tok().end;
  } else {
    SyntaxError(Tok().begin, "expected a name after '.'");
    operand.kind = OperandKind::kOther;
    operand.value = 0;
  }
}

void ExpressionParser::OpenCall() {
  Operand& operand = Top().operand;
  if (options_.is_pattern) {  // a class pattern
    operand.kind = OperandKind::kGroup;
    operand.value = 0;
    Push(FrameKind::kParen, Tok().begin);
    return;
  }
  ValueId callee = CalleeValue(&operand);
  CallId call = static_cast<CallId>(builder_->facts.calls.size());
  CallFact fact;
  fact.span = SpanBetween(operand.begin, operand.end);
  fact.callee = callee;
  fact.block = block_;
  fact.scope = scope_;
  fact.order = builder_->NextOrder();
  builder_->facts.calls.push_back(fact);
  operand.kind = OperandKind::kCall;
  operand.call = call;
  operand.access = kNone;
  Push(FrameKind::kCall, Tok().begin);
  Top().call = call;
}

void ExpressionParser::CloseCall() {
  if (IsDangling()) SyntaxError(Tok().begin, "expected an expression");
  FinishElement();
  Frame& frame = Top();
  Facts& facts = builder_->facts;
  CallFact& call = facts.calls[frame.call];
  call.arguments.first = static_cast<uint32_t>(facts.arguments.size());
  if (frame.is_comprehension) {
    facts.arguments.push_back({});
  } else {
    for (size_t i = frame.items; i < items_.size(); ++i) {
      facts.arguments.push_back({items_[i].keyword, items_[i].value});
    }
  }
  call.arguments.count = static_cast<uint32_t>(facts.arguments.size()) - call.arguments.first;
  call.span.end_line = Tok().end.line;
  call.span.end_column = Tok().end.column();
  Pop();
  Top().operand.end = Tok().end;
}

void ExpressionParser::OpenSubscript() {
  Operand& operand = Top().operand;
  operand.base = BaseValue(&operand);
  operand.kind = OperandKind::kSubscript;
  operand.value = 0;
  operand.access = kNone;
  Push(FrameKind::kSubscript, Tok().begin);
}

void ExpressionParser::CloseSubscript() {
  if (IsDangling()) SyntaxError(Tok().begin, "expected an expression");
  FinishElement();
  bool is_regular = !Top().is_irregular && !Top().is_comprehension;
  ValueId key = 0;
  if (is_regular && items_.size() == Top().items + 1 && Top().commas == 0) {
    key = items_.back().value;
  } else if (is_regular && options_.is_annotation) {  // Union[A, B]
    scratch_.clear();
    for (size_t i = Top().items; i < items_.size(); ++i) scratch_.push_back(items_[i].value);
    key = builder_->ListValue(ValueKind::kList, scratch_.data(), scratch_.size());
  }
  Pop();
  Operand& operand = Top().operand;
  operand.end = Tok().end;
  ValueKind kind = builder_->facts.values[key].kind;
  bool may_be_key = kind == ValueKind::kString || kind == ValueKind::kPattern ||
                    kind == ValueKind::kConcatenation || kind == ValueKind::kName ||
                    kind == ValueKind::kAttribute || kind == ValueKind::kChoice ||
                    options_.is_annotation;
  if (!may_be_key) return;
  operand.value = builder_->SubscriptValue(operand.base, key);
  if (!options_.is_annotation && operand.base != 0) {
    RecordAccess(&operand, AccessSyntax::kSubscript, operand.value);
  }
}

// ( … ), [ … ] or { … } that starts an operand.
void ExpressionParser::CloseGroup() {
  if (IsDangling()) SyntaxError(Tok().begin, "expected an expression");
  FinishElement();
  Frame& frame = Top();
  ValueId value = 0;
  bool is_parenthesised = frame.kind == FrameKind::kParen && frame.commas == 0;
  if (frame.is_comprehension) {
    value = 0;
  } else if (is_parenthesised) {
    value = items_.size() > frame.items ? items_[frame.items].value : 0;
    if (items_.size() == frame.items) value = builder_->ListValue(ValueKind::kList, nullptr, 0);
  } else if (!frame.is_irregular) {
    scratch_.clear();
    for (size_t i = frame.items; i < items_.size(); ++i) scratch_.push_back(items_[i].value);
    bool is_mapping = frame.kind == FrameKind::kBrace && (frame.has_colon || scratch_.empty());
    value = builder_->ListValue(is_mapping ? ValueKind::kDict : ValueKind::kList, scratch_.data(),
                                scratch_.size());
  }
  if (frame.collects && is_parenthesised) {
    DropTargetStep(frame.first_target, frame.target_depth);
  }
  // (name) and (await call()) are what is inside.
  bool lone_call = is_parenthesised && frame.last.kind == OperandKind::kCall && value != 0 &&
                   builder_->facts.values[value].kind == ValueKind::kCall;
  CallId call = lone_call ? frame.last.call : kNone;
  Pop();
  Operand& operand = Top().operand;
  operand.end = Tok().end;
  operand.value = value;
  if (lone_call) {
    operand.kind = OperandKind::kCall;
    operand.call = call;
  }
}

}  // namespace ssot::python
