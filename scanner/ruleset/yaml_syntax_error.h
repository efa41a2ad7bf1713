// What yaml-cpp complains of, in words for someone who does not know its source.
#pragma once

#include <string>
#include <string_view>

namespace ssot {

inline constexpr const char* kTabIndentation =
    "not valid YAML: a tab is used for indentation; use spaces";

// `message` is a YAML::Exception's `msg`.
std::string ExplainSyntaxError(std::string_view message);

}  // namespace ssot
