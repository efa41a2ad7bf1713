#include "scanner/secrets/secret_values.h"

#include <doctest/doctest.h>

#include <string>

#include "scanner/secrets/mask.h"

namespace ssot {
namespace {

// As reports show it.
std::string Show(Language language, const std::string& text) {
  const SecretNames names({});
  return Shown(Masked(text, FindSecrets(text, language, names)));
}

TEST_CASE("names that hold secrets, and names about them") {
  const SecretNames names({});
  for (const char* name :
       {"JWT_SECRET",        "JWT_SECRET_KEY", "jwtSecretKey", "JWT_SECRET_STAGING", "db.password",
        "POSTGRES_PASSWORD", "api_key",        "apiKey",       "OPENAI_API_KEY",     "privateKey",
        "access-token",      "client_secret",  "DBPASSWORD",   "credentials",        "fernet_key",
        "JWT_SECRET_V2",     "_secret",        "pwd",          "rootPasswd",         "PASSPHRASE",
        "AuthTokens"}) {
    CAPTURE(name);
    CHECK(names.Match(name));
    CHECK(names.MayStandIn("x = {" + std::string(name) + "}"));
  }
  for (const char* name :
       {"JWT_ALGORITHM", "token_type", "JWT_SECRET_LENGTH", "secretName", "PASSWORD_FILE",
        "TOKEN_EXPIRY_MINUTES", "max_tokens", "key", "public_key", "tokenizer", "secretary",
        "jwt_secret_manager", "", "PATH"}) {
    CAPTURE(name);
    CHECK_FALSE(names.Match(name));
  }
  const SecretNames own({"(?i).*geheim.*"});
  CHECK(own.Match("GEHEIMNIS"));
  CHECK(own.MayStandIn("GEHEIMNIS"));
  CHECK_FALSE(names.MayStandIn("to be = or not to be"));
  CHECK_FALSE(own.Match("JWT_SECRET"));
}

struct Case {
  Language language;
  const char* text;  // "hunter2" is the secret
  const char* shown;
};

constexpr Language kPy = Language::kPython;
constexpr Language kTs = Language::kTypeScript;
constexpr Language kCc = Language::kCpp;

TEST_CASE("passwords in URLs") {
  const Case kCases[] = {
      {kPy, "a://me:hunter2@h b://:hunter2@h", "a://me:*******@h b://:*******@h"},
      {kPy, "a://b://me:hunter2@h", "a://b://me:*******@h"},
      {kPy, "a://h:8080/p@x a://me:@h a://me@h", "a://h:8080/p@x a://me:@h a://me@h"},
      {kPy, "a://me:{password}@h a://me:x y@h a://me:x",
       "a://me:{password}@h a://me:x y@h a://me:x"},
  };
  for (const Case& one : kCases) {
    CAPTURE(one.text);
    CHECK(Show(one.language, one.text) == one.shown);
  }
  const std::string wide = "\xC3\xA4";
  std::string user;
  for (int i = 0; i < 100; ++i) user += wide;
  CHECK(Show(kPy, "a://" + user + ":b@c") == "a://" + user + ":*@c");
  CHECK(Show(kPy, "a://" + user + "x:b@c") == "a://" + user + "x:b@c");
  CHECK(Show(kPy, "a://b:" + user + user + "@c") == "a://b:" + std::string(200, '*') + "@c");
  CHECK(Show(kPy, "a://b:" + user + user + "x@c") == "a://b:" + user + user + "x@c");
}

TEST_CASE("values of secrets are masked, names and references are not") {
  const Case kCases[] = {
      // Python
      {kPy, "JWT_SECRET_KEY = \"hunter2\"", "JWT_SECRET_KEY = \"*******\""},
      {kPy, "self.jwt_secret: str = b'hunter2'  # x", "self.jwt_secret: str = b'*******'  # x"},
      {kPy, "k = os.getenv(\"JWT_SECRET_KEY\", \"hunter2\")",
       "k = os.getenv(\"JWT_SECRET_KEY\", \"*******\")"},
      {kPy, "JWT_SECRET_KEY = os.getenv(\"JWT_SECRET_KEY\")",
       "JWT_SECRET_KEY = os.getenv(\"JWT_SECRET_KEY\")"},
      {kPy, "JWT_SECRET = os.environ[\"JWT_SECRET\"] or \"hunter2\"",
       "JWT_SECRET = os.environ[\"JWT_SECRET\"] or \"*******\""},
      {kPy, "test_token = sign({\"sub\": \"me\", \"secret\": \"hunter2\"}, \"hunter2\", \"HS256\")",
       "test_token = sign({\"sub\": \"me\", \"secret\": \"*******\"}, \"*******\", \"HS256\")"},
      {kPy, "token = {\"token\": sign([\"me\"], {\"scopes\": [\"a\", \"b\"]})}",
       "token = {\"token\": sign([\"me\"], {\"scopes\": [\"a\", \"b\"]})}"},
      {kPy, "PASSWORDS = frozenset([\"hunter2\"])", "PASSWORDS = frozenset([\"*******\"])"},
      {kPy, "secret = c.secret_key if hasattr(c, \"secret_key\") else derive(\"hunter2\")",
       "secret = c.secret_key if hasattr(c, \"secret_key\") else derive(\"*******\")"},
      {kPy, "token = getattr(c, \"api_token\", \"hunter2\"); hunter2 = sign(\"hunter2\")",
       "token = getattr(c, \"api_token\", \"*******\"); hunter2 = sign(\"hunter2\")"},
      {kPy, "secret = \"test\"  # test\nif test(\"test\"): env = \"test\"",
       "secret = \"****\"  # test\nif test(\"test\"): env = \"test\""},
      {kPy, "passwords = {\"bob\": \"hunter2\"}", "passwords = {\"bob\": \"*******\"}"},
      {kPy, "SECRETS = {\"hunter2\", \"hunter2\"}", "SECRETS = {\"*******\", \"*******\"}"},
      {kPy, "password1 = \"hunter2\"", "password1 = \"*******\""},
      {kPy, "jwt_secret: str = Field(default=\"hunter2\")",
       "jwt_secret: str = Field(default=\"*******\")"},
      {kPy, "k = os.getenv(\"JWT_SECRET_KEY\", default=\"hunter2\")",
       "k = os.getenv(\"JWT_SECRET_KEY\", default=\"*******\")"},
      {kPy, "p.add_argument(\"--password\", default=\"hunter2\", help=\"x\")",
       "p.add_argument(\"--password\", default=\"*******\", help=\"x\")"},
      {kPy, "p.add_argument(\"--port\", default=\"x\")",
       "p.add_argument(\"--port\", default=\"x\")"},
      {kTs, "const s = {JWT_SECRET: {type: String, default: \"hunter2\"}}",
       "const s = {JWT_SECRET: {type: String, default: \"*******\"}}"},
      {kCc, "const char kPassword[] = \"hunter2\";\nint a;",
       "const char kPassword[] = \"*******\";\nint a;"},
      {kCc, "std::string password\n    = \"hunter2\"\n      \"hunter2\";\nauto x = \"y\";",
       "std::string password\n    = \"*******\"\n      \"*******\";\nauto x = \"y\";"},
      {kCc, "Map m = {{\"password\", \"hunter2\"}, {\"user\", \"x\"}};",
       "Map m = {{\"password\", \"*******\"}, {\"user\", \"x\"}};"},
      {kPy, "NAME = \"JWT_SECRET_KEY\"", "NAME = \"JWT_SECRET_KEY\""},
      {kPy, "JWT_SECRET_KEY = \"JWT_SECRET_KEY\"", "JWT_SECRET_KEY = \"JWT_SECRET_KEY\""},
      {kPy, "d = {\"password\": \"hunter2\", \"user\": \"me\"}",
       "d = {\"password\": \"*******\", \"user\": \"me\"}"},
      {kPy, "os.environ[\"API_KEY\"] = \"hunter2\"", "os.environ[\"API_KEY\"] = \"*******\""},
      {kPy, "login(user=\"me\", password=\"hunter2\", host=\"h\")",
       "login(user=\"me\", password=\"*******\", host=\"h\")"},
      {kPy, "def f(a, secret=\"hunter2\", b=\"c\"):\n  x = \"y\"",
       "def f(a, secret=\"*******\", b=\"c\"):\n  x = \"y\""},
      {kPy, "env.set(\"JWT_SECRET_KEY\", \"hunter2\", source=\"test\")",
       "env.set(\"JWT_SECRET_KEY\", \"*******\", source=\"test\")"},
      {kPy, "SECRET = (\n  \"hunter2\"\n  \"hunter2\"\n)\nx = \"y\"",
       "SECRET = (\n  \"*******\"\n  \"*******\"\n)\nx = \"y\""},
      {kPy, "if password == \"hunter2\" or kind == \"x\":",
       "if password == \"*******\" or kind == \"x\":"},
      {kPy, "token = SecretStr('hunter2')\ntype = 'x'", "token = SecretStr('*******')\ntype = 'x'"},
      {kPy, "secret = \"\"\"hunter2\nhunter2\"\"\"", "secret = \"\"\"*******\n*******\"\"\""},
      {kPy, "# JWT_SECRET=hunter2\n\"\"\"export API_KEY='hunter2'\"\"\"",
       "# JWT_SECRET=*******\n\"\"\"export API_KEY='*******'\"\"\""},
      {kPy, "url = \"postgres://me:hunter2@host/db\"", "url = \"postgres://me:*******@host/db\""},
      {kPy, "token = f\"{header}\"; f(token=token)", "token = f\"{header}\"; f(token=token)"},
      {kPy, "NAMES = [\"JWT_SECRET_KEY\", \"DATABASE_URL\"]",
       "NAMES = [\"JWT_SECRET_KEY\", \"DATABASE_URL\"]"},
      // Fallbacks of look-ups
      {kPy, "x = os.environ[\"JWT_SECRET\"] or \"hunter2\"",
       "x = os.environ[\"JWT_SECRET\"] or \"*******\""},
      {kPy, "x = os.environ.get(\"JWT_SECRET\") or 'hunter2'",
       "x = os.environ.get(\"JWT_SECRET\") or '*******'"},
      {kPy, "x = getattr(c, \"jwt_secret\", None) or \"hunter2\"",
       "x = getattr(c, \"jwt_secret\", None) or \"*******\""},
      {kPy, "x = (\n  config.jwt_secret\n  or \"hunter2\"  # y\n)\nf(config.port or \"y\")",
       "x = (\n  config.jwt_secret\n  or \"*******\"  # y\n)\nf(config.port or \"y\")"},
      {kPy, "x = os.environ.get(\"PORT\") or \"y\"; z = token_type or \"y\"",
       "x = os.environ.get(\"PORT\") or \"y\"; z = token_type or \"y\""},
      {kPy, "if \"secret\" in k or \"token\" in k or k.endswith(\"token\") or \"y\" in k: x = 1",
       "if \"secret\" in k or \"token\" in k or k.endswith(\"token\") or \"y\" in k: x = 1"},
      {kPy, "x = config.jwt_secret or \"JWT_SECRET\"; y = jwt_secret and \"y\"",
       "x = config.jwt_secret or \"JWT_SECRET\"; y = jwt_secret and \"y\""},
      {kTs, "jwt.verify(t, process.env.JWT_SECRET || \"hunter2\", \"x\")",
       "jwt.verify(t, process.env.JWT_SECRET || \"*******\", \"x\")"},
      {kTs, "const s = process.env.JWT_SECRET ?? \"hunter2\"; const p = process.env.PORT ?? \"x\"",
       "const s = process.env.JWT_SECRET ?? \"*******\"; const p = process.env.PORT ?? \"x\""},
      {kTs, "f(c.get<string>('JWT_SECRET') ||\n  'hunter2', c.get('PORT') || 'x')",
       "f(c.get<string>('JWT_SECRET') ||\n  '*******', c.get('PORT') || 'x')"},
      {kTs, "f(process.env['JWT_SECRET'] ?? `hunter2`, process.env['JWT_SECRET'] ?? `${x}`)",
       "f(process.env['JWT_SECRET'] ?? `*******`, process.env['JWT_SECRET'] ?? `${x}`)"},
      {kTs, "type A = Token | \"x\"; f(token ? \"x\" : \"y\", password || b === \"x\")",
       "type A = Token | \"x\"; f(token ? \"x\" : \"y\", password || b === \"x\")"},
      // TypeScript
      {kTs, "const jwtSecret: string = 'hunter2';", "const jwtSecret: string = '*******';"},
      {kTs, "const s = process.env.HOST ?? 'x', password = `hunter2`",
       "const s = process.env.HOST ?? 'x', password = `*******`"},
      {kTs, "const secret = process.env.JWT_SECRET ||\n  \"hunter2\"\nconst a = \"b\"",
       "const secret = process.env.JWT_SECRET ||\n  \"*******\"\nconst a = \"b\""},
      {kTs, "f({ apiKey: \"hunter2\", name: \"n\" })", "f({ apiKey: \"*******\", name: \"n\" })"},
      {kTs, "process.env.JWT_SECRET = \"hunter2\"\nlet x = 'don\\'t'",
       "process.env.JWT_SECRET = \"*******\"\nlet x = 'don\\'t'"},
      // C++
      {kCc, "const std::string kJwtSecret = \"hunter2\";",
       "const std::string kJwtSecret = \"*******\";"},
      {kCc, "std::string password{\"hunter2\"}, x(\"y\");",
       "std::string password{\"*******\"}, x(\"y\");"},
      {kCc, "#define JWT_SECRET \"hunter2\"\n#define NAME \"x\"",
       "#define JWT_SECRET \"*******\"\n#define NAME \"x\""},
      {kCc, "auto secret = R\"x(hunter2)x\"; auto n = 1'000;",
       "auto secret = R\"x(*******)x\"; auto n = 1'000;"},
      // Configuration
      {Language::kDotenv, "JWT_SECRET_KEY=hunter2 # x\nA=b\n# API_KEY=hunter2",
       "JWT_SECRET_KEY=******* # x\nA=b\n# API_KEY=*******"},
      {Language::kYaml,
       "password: hunter2\nsecret: ${SECRET}\nenv:\n- API_KEY=hunter2\n- name: TOKEN\n  value: "
       "hunter2\n",
       "password: *******\nsecret: ${SECRET}\nenv:\n- API_KEY=*******\n- name: TOKEN\n  value: "
       "*******\n"},
      {Language::kYaml,
       "a: ${JWT_SECRET:-hunter2}\njwt_secret: ${JWT_SECRET:-hunter2}\nrun: x --token=hunter2",
       "a: ${JWT_SECRET:-hunter2}\njwt_secret: ${JWT_SECRET:-*******}\nrun: x --token=*******"},
      {Language::kYaml, "private_key: |\n  hunter2\n  hunter2\nb: c",
       "private_key: |\n  *******\n*********\nb: c"},
      {Language::kYaml, "kind: Secret\ndata:\n  x: hunter2\n",
       "kind: Secret\ndata:\n  x: *******\n"},
      {Language::kYaml, "data:\n  x: hunter2\nkind: \"Secret\"  # y\ndatabase: {x: hunter2}\n",
       "data:\n  x: *******\nkind: \"Secret\"  # y\ndatabase: {x: hunter2}\n"},
      {Language::kYaml, "kind: 'Secret'\nstringData: {x: \"hunter2\"}\n",
       "kind: 'Secret'\nstringData: {x: \"*******\"}\n"},
      {Language::kYaml,
       "items:\n- kind: Secret\n  data:\n    x: hunter2\nspec:\n  kind: Map\n  data:\n    x: y\n",
       "items:\n- kind: Secret\n  data:\n    x: *******\nspec:\n  kind: Map\n  data:\n    x: y\n"},
      {Language::kYaml, "kind: SecretStore\ndata:\n  x: y\n", "kind: SecretStore\ndata:\n  x: y\n"},
      {Language::kYaml, "# kind: Secret\nkind: ConfigMap\ndata:\n  x: y\n",
       "# kind: Secret\nkind: ConfigMap\ndata:\n  x: y\n"},
      {Language::kJson, "{\"kind\":\"Secret\",\"data\":{\"x\":\"hunter2\"},\"type\":\"y\"}",
       "{\"kind\":\"Secret\",\"data\":{\"x\":\"*******\"},\"type\":\"y\"}"},
      {Language::kJson, "{\"kind\":\"SecretList\",\"data\":{\"x\":\"y\"}}",
       "{\"kind\":\"SecretList\",\"data\":{\"x\":\"y\"}}"},
      {Language::kYaml,
       "JWT_SECRET: jwt-secret-staging:latest\nAPI_KEY: api-key:3\nTOKEN: a:latest\n",
       "JWT_SECRET: jwt-secret-staging:latest\nAPI_KEY: api-key:3\nTOKEN: ********\n"},
      {Language::kYaml,
       "DB_PASSWORD: \"password:1234\"\nTOKEN: token:0815\nSECRET: secret:latest\n",
       "DB_PASSWORD: \"*************\"\nTOKEN: **********\nSECRET: secret:latest\n"},
      {Language::kJson, "{\"api_key\": \"hunter2\", \"token_type\": \"x\"}",
       "{\"api_key\": \"*******\", \"token_type\": \"x\"}"},
      {Language::kToml, "[db]\npassword = \"hunter2\"", "[db]\npassword = \"*******\""},
      {Language::kIni, "[db]\npassword = hunter2", "[db]\npassword = *******"},
      {Language::kProperties, "spring.password=hunter2", "spring.password=*******"},
      {Language::kDockerfile, "ENV API_KEY=hunter2 X=y\nARG SECRET",
       "ENV API_KEY=******* X=y\nARG SECRET"},
      {Language::kTerraform,
       "variable \"jwt_secret\" {\n  default = \"hunter2\"\n}\npassword = var.p\nenv {\n  name = "
       "\"TOKEN\"\n  value = \"hunter2\"\n}",
       "variable \"jwt_secret\" {\n  default = \"*******\"\n}\npassword = var.p\nenv {\n  name = "
       "\"TOKEN\"\n  value = \"*******\"\n}"},
      {Language::kShell, "export TOKEN=hunter2\nA=$TOKEN\nPASSWORD=$(cat x)",
       "export TOKEN=*******\nA=$TOKEN\nPASSWORD=$(cat x)"},
      {Language::kShell, "run --set-secrets=\"JWT_SECRET=hunter2,B=c\" --token=hunter2",
       "run --set-secrets=\"JWT_SECRET=*******,B=c\" --token=*******"},
      {Language::kMarkdown, "Set `JWT_SECRET=hunter2`, then the token: it is new.",
       "Set `JWT_SECRET=*******`, then the token: it is new."},
      {Language::kOther, "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----",
       "-----BEGIN PRIVATE KEY-----\n*******\n-----END PRIVATE KEY-----"},
      // Keys that are cut off
      {Language::kOther, "-----BEGIN PRIVATE KEY-----\nhunter2\nhunter+/2==",
       "-----BEGIN PRIVATE KEY-----\n*******\n***********"},
      {Language::kOther,
       "-----BEGIN RSA PRIVATE KEY-----\r\n  hunter2\r\n  hunter2\r\nthe rest\r\n",
       "-----BEGIN RSA PRIVATE KEY-----\r\n*********\r\n*********\r\nthe rest\r\n"},
      {Language::kOther,
       "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: "
       "AES-128-CBC,0A\n\nhunter2\n",
       "-----BEGIN RSA PRIVATE "
       "KEY-----\n**********************\n************************\n\n*******\n"},
      {kPy, "k = \"-----BEGIN PRIVATE KEY-----\\nhunter2\\nhunter2\"; x = \"y\"",
       "k = \"-----BEGIN PRIVATE KEY-----******************\"; x = \"y\""},
      {Language::kOther,
       "-----BEGIN PRIVATE KEY-----\nhunter2\n-----BEGIN CERTIFICATE-----\nabc\n-----END "
       "CERTIFICATE-----",
       "-----BEGIN PRIVATE KEY-----\n*******\n-----BEGIN CERTIFICATE-----\nabc\n-----END "
       "CERTIFICATE-----"},
      {Language::kOther, "Begins with -----BEGIN PRIVATE KEY-----\nand goes on.\n\nabc\n",
       "Begins with -----BEGIN PRIVATE KEY-----\nand goes on.\n\nabc\n"},
      {kPy, "if text.startswith(\"-----BEGIN PRIVATE KEY-----\"):\n  pass",
       "if text.startswith(\"-----BEGIN PRIVATE KEY-----\"):\n  pass"},
  };
  for (const Case& c : kCases) {
    CAPTURE(c.text);
    CHECK(Show(c.language, c.text) == c.shown);
  }
}

TEST_CASE("columns stay as they are, and what is compared does not tell the length") {
  const std::string text = "password = \"\xC3\xA4\xF0\x9F\x98\x80\"; x";
  const std::string masked = Masked(text, FindSecrets(text, kPy, SecretNames({})));
  CHECK(Shown(masked) == "password = \"**\"; x");
  CHECK(Folded(masked) == "password = \"***\"; x");
  CHECK(Folded("\xFF\xFF\n\xFF\nb") == "***\nb");
}

TEST_CASE("a long run of names takes time in proportion to its length") {
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "abc=";  // would take hours in its square
  CHECK(FindSecrets(text, Language::kMarkdown, SecretNames({})).empty());
  CHECK(FindSecrets("x = '" + text + "'", kPy, SecretNames({})).empty());
}

}  // namespace
}  // namespace ssot
