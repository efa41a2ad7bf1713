// `{symbol}` and its like in the messages of rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ssot {

// What is wrong with each placeholder of `text`, one sentence each. `{{` and `}}` are literal
// braces. Without an authority, placeholders that speak of it are errors.
// `{detail}` is known to messages alone.
std::vector<std::string> CheckPlaceholders(std::string_view text, bool has_authority,
                                           bool is_message);

}  // namespace ssot
