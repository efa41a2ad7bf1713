#include "scanner/ruleset/variables.h"

#include <algorithm>

#include "scanner/ruleset/shape.h"

namespace ssot {
namespace {

constexpr size_t kMaxTexts = 10'000;

struct Segment {
  std::string text;  // a literal, or a variable's name
  bool is_variable = false;
};

bool IsNameByte(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_' || byte == '-';
}

std::vector<Segment> Split(std::string_view text) {
  std::vector<Segment> segments(1);
  for (size_t i = 0; i < text.size();) {
    if (text.substr(i, 3) == "$${") {
      segments.back().text += "${";
      i += 3;
      continue;
    }
    const size_t end = text.substr(i, 2) == "${" ? text.find('}', i) : std::string_view::npos;
    const std::string_view name =
        end == std::string_view::npos ? std::string_view() : text.substr(i + 2, end - i - 2);
    if (!IsVariableName(name)) {
      segments.back().text += text[i++];
      continue;
    }
    segments.push_back({std::string(name), true});
    segments.push_back({});
    i = end + 1;
  }
  return segments;
}

std::string UnknownVariable(const std::string& name, const std::vector<std::string>& known) {
  std::string message = "unknown variable '" + name + "'" + DidYouMean(name, known);
  if (message.back() != '?') {
    message += "; declare it in 'variables', or write '$${" + name + "}' for the text itself";
  }
  return message;
}

}  // namespace

bool IsVariableName(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') && name[0] != '-' &&
         std::all_of(name.begin(), name.end(), IsNameByte);
}

void Variables::Set(const std::string& name, std::vector<std::string> values) {
  values_[name] = std::move(values);
}

std::vector<std::string> Variables::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, values] : values_) names.push_back(name);
  return names;
}

std::vector<std::string> Variables::Multiply(std::string_view text, std::string* error) const {
  std::vector<std::string> texts = {""};
  for (const Segment& segment : Split(text)) {
    if (!segment.is_variable) {
      for (std::string& made : texts) made += segment.text;
      continue;
    }
    const auto known = values_.find(segment.text);
    if (known == values_.end()) {
      *error = UnknownVariable(segment.text, Names());
      return {};
    }
    if (texts.size() * known->second.size() > kMaxTexts) {
      *error = "the variables in this text give more than " + std::to_string(kMaxTexts) + " texts";
      return {};
    }
    std::vector<std::string> longer;
    for (const std::string& made : texts) {
      for (const std::string& value : known->second) longer.push_back(made + value);
    }
    texts = std::move(longer);
  }
  return texts;
}

std::string Variables::Join(std::string_view text, std::string (*escape)(const std::string&),
                            std::string* error) const {
  std::string joined;
  for (const Segment& segment : Split(text)) {
    if (!segment.is_variable) {
      joined += segment.text;
      continue;
    }
    const auto known = values_.find(segment.text);
    if (known == values_.end()) {
      *error = UnknownVariable(segment.text, Names());
      return "";
    }
    bool is_first = true;
    for (const std::string& value : known->second) {
      if (!is_first) joined += ", ";
      is_first = false;
      joined += escape != nullptr ? escape(value) : value;
    }
  }
  return joined;
}

std::string Variables::First(std::string_view text) const {
  std::string filled;
  for (const Segment& segment : Split(text)) {
    const auto known = segment.is_variable ? values_.find(segment.text) : values_.end();
    if (!segment.is_variable) {
      filled += segment.text;
    } else if (known == values_.end()) {
      filled += "${" + segment.text + "}";
    } else if (!known->second.empty()) {
      filled += known->second.front();
    }
  }
  return filled;
}

}  // namespace ssot
