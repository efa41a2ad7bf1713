#include "reports/uri.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>

namespace ssot {
namespace {

TEST_CASE("paths become relative URIs") {
  struct Case {
    std::string path;
    std::string uri;
  };
  const Case cases[] = {
      {"src/a_b-c.~1.py", "src/a_b-c.~1.py"},
      {"my code/100%.py", "my%20code/100%25.py"},
      {"a#b?c\"d'e", "a%23b%3Fc%22d'e"},
      {"app/(group)/[id]/page.tsx", "app/(group)/%5Bid%5D/page.tsx"},
      {"c:/x", "c%3A/x"},
      {"a\\b\n\x7f", "a%5Cb%0A%7F"},
      {"\xc3\xa4", "%C3%A4"},
      {"\xff", "%FF"},
  };
  for (const Case& test : cases) CHECK(PathUri(test.path) == test.uri);
}

TEST_CASE("folders become file URIs that end in a slash") {
  CHECK(FolderUri("/home/my code") == "file:///home/my%20code/");
  CHECK(FolderUri("/home/") == "file:///home/");
  CHECK(FolderUri("/") == "file:///");
}

TEST_CASE("remotes become absolute URIs") {
  struct Case {
    std::string remote;
    std::optional<std::string> uri;
  };
  const Case cases[] = {
      {"https://example.com/o/n.git", "https://example.com/o/n.git"},
      {"https://example.com:8443/a b", "https://example.com:8443/a%20b"},
      {"git@example.com:o/n.git", "ssh://git@example.com/o/n.git"},
      {"example.com:/srv/n.git", "ssh://example.com/srv/n.git"},
      {"/srv/git/n.git", "file:///srv/git/n.git"},
      {"../n.git", std::nullopt},
      {"./a:b", std::nullopt},
      {"", std::nullopt},
  };
  for (const Case& test : cases) {
    CAPTURE(test.remote);
    CHECK(RemoteUri(test.remote) == test.uri);
  }
}

}  // namespace
}  // namespace ssot
