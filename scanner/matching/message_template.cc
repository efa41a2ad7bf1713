#include "scanner/matching/message_template.h"

#include <utility>

namespace ssot {
namespace {

using Field = std::string_view MessageValues::*;

constexpr std::pair<std::string_view, Field> kPlaceholders[] = {
    {"{symbol}", &MessageValues::symbol},       {"{name}", &MessageValues::name},
    {"{module}", &MessageValues::module},       {"{target}", &MessageValues::target},
    {"{enclosing}", &MessageValues::enclosing}, {"{authority}", &MessageValues::authority},
    {"{canonical}", &MessageValues::canonical}, {"{facade}", &MessageValues::facade},
    {"{path}", &MessageValues::path},           {"{detail}", &MessageValues::detail},
};

const std::pair<std::string_view, Field>* PlaceholderAt(std::string_view text) {
  for (const auto& placeholder : kPlaceholders) {
    if (text.starts_with(placeholder.first)) return &placeholder;
  }
  return nullptr;
}

std::string_view FirstOr(const std::vector<std::string>& list, std::string_view otherwise) {
  return list.empty() ? otherwise : std::string_view(list.front());
}

std::string_view Or(std::string_view text, std::string_view otherwise) {
  return text.empty() ? otherwise : text;
}

}  // namespace

MessageValues ValuesOf(std::string_view path, std::string_view symbol, const MatchNames& names,
                       std::string_view enclosing, const Authority* authority) {
  MessageValues values;
  values.path = path;
  values.symbol = Or(symbol, path);
  values.name = Or(names.name, values.symbol);
  values.module = Or(names.module, values.symbol);
  values.target = Or(names.target, values.symbol);
  values.enclosing = Or(enclosing, path);
  if (authority != nullptr) {
    values.authority = authority->title;
    values.canonical = FirstOr(authority->canonical, values.authority);
    values.facade = FirstOr(authority->facades, values.canonical);
  }
  return values;
}

MessageTemplate::MessageTemplate(std::string_view text) {
  pieces_.emplace_back();
  while (!text.empty()) {
    if (text.starts_with("{{") || text.starts_with("}}")) {
      pieces_.back().literal += text.front();
      text.remove_prefix(2);
    } else if (const auto* placeholder = PlaceholderAt(text)) {
      pieces_.back().value = placeholder->second;
      pieces_.emplace_back();
      text.remove_prefix(placeholder->first.size());
    } else {
      pieces_.back().literal += text.front();
      text.remove_prefix(1);
    }
  }
}

std::string MessageTemplate::Fill(const MessageValues& values) const {
  std::string message;
  for (const Piece& piece : pieces_) {
    message += piece.literal;
    if (piece.value != nullptr) message += values.*piece.value;
  }
  return message;
}

}  // namespace ssot
