// Facts as short lines of text, for tables of expectations.
#pragma once

#include <string>
#include <string_view>

#include "scanner/model/facts.h"

namespace ssot {

// An expression: jwt.decode, "text", f"JWT_{env}", call(1:5), [a, b], a|b, a+b, x[key], ?.
std::string DescribeValue(const Facts& facts, ValueId value);

// One line each, in source order, without a final newline:
//   import 1:8 jwt            import 1:17 ..m.x as y
//   call 2:5-2:20 jwt.decode(token, key="k")
//   read|write|delete 3:1 os.environ["X"]
//   def 4:1 f normal          (async def, method, class)
std::string DescribeImports(const Facts& facts);
std::string DescribeCalls(const Facts& facts);
std::string DescribeAccesses(const Facts& facts);
std::string DescribeDefinitions(const Facts& facts);
// name = value in module|class C|f|lambda|comprehension, in the order of events.
std::string DescribeBindings(const Facts& facts);
std::string DescribeErrors(const Facts& facts);

Facts ParsePython(std::string_view text);
Facts ParseTypeScript(std::string_view text, std::string_view path = "module.ts");
Facts ParseVue(std::string_view text);

}  // namespace ssot
