// The packs for any repository, with the lines of .ssot.yaml that they need.
#include <doctest/doctest.h>

#include <iterator>
#include <string>

#include "tests/cli/run_program.h"
#include "tests/cli/temporary_folder.h"

namespace {

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void MakeShop(TemporaryFolder* folder) {
  const std::string manager = ":\n    def __init__(self):\n        self.all = {}\n";
  folder->Write("shop/tokens.py", "import jwt\n\ndef read(t):\n    return jwt.decode(t, 'k')\n");
  folder->Write("shop/cart.py", "import jwt\n\nclaims = jwt.decode('t', 'k')\n");
  folder->Write("shop/sockets.py", "class Connections" + manager);
  folder->Write("shop/chat.py", "class ChatConnections:\n    pass\n\n\nclass WSManager" + manager);
}

const std::string kFiveLines =
    "rules: [jwt, websocket]\n"
    "variables:\n"
    "  jwt: {authority: shop/tokens.py}\n"
    "  websocket: {authority: shop/sockets.py, more_names: Connections}\n";

}  // namespace

TEST_CASE("five lines put the packs in force") {
  TemporaryFolder folder;
  MakeShop(&folder);
  folder.Write(".ssot.yaml", kFiveLines);
  const ProgramRun run = RunSsot({"scan"}, {.folder = folder.path()});
  CAPTURE(run.out);
  CHECK(run.exit_code == 1);
  CHECK(Contains(run.out, "shop/cart.py:1:8: error[jwt-import]"));
  CHECK(Contains(run.out, "shop/cart.py:3:10: error[jwt-call]"));
  CHECK(Contains(run.out, "shop/chat.py:5:1: warning[websocket-manager-implementation]"));
  CHECK(Contains(run.out, "Found 3 findings"));
  CHECK_FALSE(Contains(run.out, "Unmet contracts"));
  CHECK(Contains(run.out, "\njwt-libraries-elsewhere "));
}

TEST_CASE("the lines without 'rules' do the same, and the other packs give way") {
  TemporaryFolder folder;
  MakeShop(&folder);
  folder.Write(".ssot.yaml", kFiveLines.substr(kFiveLines.find('\n') + 1));
  const ProgramRun run = RunSsot({"scan"}, {.folder = folder.path()});
  CAPTURE(run.out);
  CHECK(Contains(run.out, "Found 3 findings"));
  CHECK_FALSE(Contains(run.out, "\nbackend-jwt-imports "));
}

TEST_CASE("libraries of Node that sign, read or check tokens") {
  static const char* const kLines[] = {
      "import { JwtService } from '@nestjs/jwt';\n",
      "import { getToken } from 'next-auth/jwt';\n",
      "import { Strategy } from 'passport-jwt';\n",
      "import { expressjwt } from 'express-jwt';\n",
      "import guard from 'koa-jwt';\n",
      "const { createSigner } = require('fast-jwt');\n",
      "import { KJUR } from 'jsrsasign';\n",
      "import jwks from 'jwks-rsa';\n",
      "export * from '@fastify/jwt';\n",
      "import 'npm:jsonwebtoken@9';\n",
      "const token = guard({ secret });\n",
      "const text = !KJUR.jws.JWS.verify<string>('t', 'k');\n",
      "const read = async (service: JwtService) => await service.verifyAsync<object>('t');\n",
  };
  TemporaryFolder folder;
  std::string text;
  for (const char* line : kLines) text += line;
  folder.Write("shop/tokens.ts", "export const read = 1;\n");
  folder.Write("shop/cart.ts", text + "import { getSession } from 'next-auth';\n");
  folder.Write("shop/cart.e2e.ts", text);
  folder.Write(".ssot.yaml", "rules: [jwt]\nvariables:\n  jwt: {authority: shop/tokens.ts}\n");
  const ProgramRun run = RunSsot({"scan", "--format", "csv"}, {.folder = folder.path()});
  CAPTURE(run.out);
  for (size_t line = 1; line <= std::size(kLines); ++line) {
    CAPTURE(line);
    CHECK(Contains(run.out, "\nshop/cart.ts," + std::to_string(line) + ","));
  }
  CHECK_FALSE(Contains(run.out, "shop/cart.ts," + std::to_string(std::size(kLines) + 1) + ","));
  CHECK_FALSE(Contains(run.out, "shop/cart.e2e.ts"));
}

TEST_CASE("an authority that is not said, or does not exist") {
  TemporaryFolder folder;
  MakeShop(&folder);
  const RunOptions here = {.folder = folder.path()};
  const ProgramRun by_default = RunSsot({"scan"}, here);
  CHECK(by_default.exit_code == 0);
  CHECK(Contains(by_default.out, "Not applicable here:"));
  const ProgramRun unsaid = RunSsot({"scan", "--rules", "websocket"}, here);
  CHECK(unsaid.exit_code == 1);
  CHECK(Contains(unsaid.out, "authority websocket-manager: its file is not given; give it in"));
  CHECK(Contains(RunSsot({"explain", "jwt-call", "--rules", "jwt"}, here).out,
                 "canonical: not given; give it in .ssot.yaml"));
  folder.Write(".ssot.yaml", "rules: [jwt]\nvariables: {jwt: {authority: shop/gone.py}}\n");
  const ProgramRun gone = RunSsot({"scan"}, here);
  CHECK(gone.exit_code == 1);
  CHECK(Contains(gone.out, "authority jwt: no file matches shop/gone.py"));
}
