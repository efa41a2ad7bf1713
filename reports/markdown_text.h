// Foreign text as GitHub's and GitLab's Markdown may be given it, in paragraphs and table cells:
// nothing in it opens a tag, a link, an emphasis or another cell.
#pragma once

#include <string>
#include <string_view>

namespace ssot {

std::string MarkdownText(std::string_view text);  // prose, in one line
std::string MarkdownProse(std::string_view text);  // prose in which `...` is code
std::string MarkdownCode(std::string_view text);  // as a code span

}  // namespace ssot
