#include "scanner/pipeline/expectation.h"

#include <re2/re2.h>

#include <algorithm>

#include "scanner/matching/line_cursor.h"

namespace ssot {

std::vector<Expectation> ParseExpectations(std::string_view text) {
  static const RE2 directive(
      R"(\bexpect(?:@([+-]\d{1,6}))?:[ \t]*([a-z0-9][\w-]*(?:[ \t]*,[ \t]*[a-z0-9][\w-]*)*))");
  static const RE2 id(R"(([a-z0-9][\w-]*))");
  std::vector<Expectation> expectations;
  LineCursor cursor(text);
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece distance;
  re2::StringPiece ids;
  while (RE2::FindAndConsume(&rest, directive, &distance, &ids)) {
    cursor.MoveTo(static_cast<size_t>(ids.data() - text.data()));
    int64_t line = cursor.line();
    if (!distance.empty()) line += std::stol(distance.as_string());
    Expectation expectation;
    expectation.line = static_cast<uint32_t>(std::max<int64_t>(line, 0));
    while (RE2::FindAndConsume(&ids, id, &expectation.rule_id)) expectations.push_back(expectation);
  }
  std::sort(expectations.begin(), expectations.end());
  expectations.erase(std::unique(expectations.begin(), expectations.end()), expectations.end());
  return expectations;
}

}  // namespace ssot
