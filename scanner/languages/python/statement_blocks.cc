// Which block a line belongs to.
#include <algorithm>

#include "scanner/languages/python/statement_parser.h"

namespace ssot::python {
namespace {

constexpr char kMixedTabs[] = "inconsistent use of tabs and spaces in indentation";

}  // namespace

void StatementParser::FitIndentation() {
  uint32_t indent = Tok().indent;
  uint32_t narrow = Tok().narrow_indent;
  expressions_.SetPlace(Top().scope, Top().block, indent);
  if (Top().needs_indent) {
    uint32_t outer = blocks_[blocks_.size() - 2].indent;
    if (indent > outer) {
      if (narrow <= blocks_[blocks_.size() - 2].narrow_indent) Error(kMixedTabs);
      Top().indent = indent;
      Top().narrow_indent = narrow;
      Top().needs_indent = false;
      return;
    }
    Error("expected an indented block");
    Top().indent = outer + 1;
    Top().needs_indent = false;
    CloseBlock();
  }
  if (indent == Top().indent) {
    if (narrow != Top().narrow_indent) Error(kMixedTabs);
    return;
  }
  auto same = std::find_if(blocks_.rbegin(), blocks_.rend(),
                           [indent](const OpenBlock& block) { return block.indent <= indent; });
  if (same != blocks_.rend() && same->indent == indent) {
    while (Top().indent > indent) CloseBlock();
    if (narrow != Top().narrow_indent) Error(kMixedTabs);
    return;
  }
  if (indent > Top().indent) {
    Error("unexpected indent");
    OpenBlock deeper;  // the same block, so that one error stands for all its lines
    deeper.block = Top().block;
    deeper.scope = Top().scope;
    deeper.indent = indent;
    deeper.narrow_indent = narrow;
    deeper.is_fresh = false;
    deeper.owner = Top().owner;
    blocks_.push_back(deeper);
    return;
  }
  Error("unindent does not match any outer indentation level");
  while (blocks_.size() > 2 && blocks_[blocks_.size() - 2].indent > indent) CloseBlock();
  Top().indent = indent;  // the lines after it may go on so
  Top().narrow_indent = narrow;
}

void StatementParser::PushBlock(const OpenBlock& block) {
  uint32_t index = static_cast<uint32_t>(blocks_.size());
  uint32_t owner = block.definition != kNone ? index : Top().owner;
  blocks_.push_back(block);
  Top().owner = owner;
  if (Tok().Is(TokenKind::kColon)) {
    lexer_->Next();
  } else {
    Error("expected ':'");
    if (!AtLineEnd()) SalvageLine();
  }
  Top().needs_indent = Tok().Is(TokenKind::kNewline) || Tok().Is(TokenKind::kEnd) || lost_line_;
  Top().is_inline = !Top().needs_indent;
  if (Top().is_inline) {
    Top().indent = blocks_[blocks_.size() - 2].indent;
    Top().narrow_indent = blocks_[blocks_.size() - 2].narrow_indent;
  }
}

void StatementParser::OpenSuite(BlockKind kind) {
  NotePlain();
  OpenBlock block;
  block.block = builder_->AddBlock(kind, Top().block, Top().scope);
  block.scope = Top().scope;
  PushBlock(block);
}

void StatementParser::OpenBody(ScopeId scope, DefinitionId definition) {
  OpenBlock block;
  block.block = builder_->AddBlock(BlockKind::kBody, Top().block, scope);
  block.scope = scope;
  block.definition = definition;
  PushBlock(block);
}

void StatementParser::CloseBlock() {
  OpenBlock& block = Top();
  if (block.definition != kNone) {
    DefinitionFact& definition = builder_->facts.definitions[block.definition];
    definition.end_line = std::max(last_line_, definition.span.line);
    const BodyState& body = block.body;
    if (!block.is_fresh && body.may_be_stub) {
      definition.body = BodyShape::kStub;
    } else if (body.may_forward && body.forwarded != kNone) {
      definition.body = BodyShape::kForwards;
      definition.forwarded = body.forwarded;
    }
  }
  blocks_.pop_back();
}

void StatementParser::CloseInlineBlocks() {
  last_line_ = lexer_->previous_end().line;
  while (blocks_.size() > 1 && Top().is_inline) CloseBlock();
}

}  // namespace ssot::python
