#include "scanner/discovery/read_source.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <string>
#include <string_view>

#include "tests/discovery/temporary_tree.h"

namespace ssot {
namespace {

using namespace std::string_view_literals;

struct Case {
  std::string_view bytes;
  std::string_view utf8;
  bool is_utf8_on_disk;
};

void Check(const Case& one) {
  CAPTURE(one.bytes);
  const SourceText text = DecodeSource(std::string(one.bytes));
  CHECK_FALSE(text.is_binary);
  CHECK(text.utf8 == one.utf8);
  CHECK(text.is_utf8_on_disk == one.is_utf8_on_disk);
}

TEST_CASE("UTF-8 stays as it is, without its mark") {
  const Case cases[] = {
      {"", "", true},
      {"a\r\nb\rc\n", "a\r\nb\rc\n", true},
      {"\xEF\xBB\xBFx = 1\n", "x = 1\n", true},
      {"\xEF\xBB\xBF", "", true},
      {"caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80", "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80",
       true},
      {"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF", true},
      {"# coding: latin-1\nx = 1\n", "# coding: latin-1\nx = 1\n", true},
      {"# coding: latin-1\n\xC3\xA9", "# coding: latin-1\n\xC3\xA9", true},
  };
  for (const Case& one : cases) Check(one);
}

TEST_CASE("bytes that are not UTF-8 are Latin-1, or what a coding line says") {
  const Case cases[] = {
      {"caf\xE9", "caf\xC3\xA9", false},
      {"\x80", "\xC2\x80", false},
      {"# -*- coding: latin-1 -*-\n\xE9\x80", "# -*- coding: latin-1 -*-\n\xC3\xA9\xC2\x80", false},
      {"# coding: cp1252\n\x80", "# coding: cp1252\n\xE2\x82\xAC", false},
      {"#!/usr/bin/python\n# vim: set fileencoding=windows-1252 :\n\x80",
       "#!/usr/bin/python\n# vim: set fileencoding=windows-1252 :\n\xE2\x82\xAC", false},
      {"\n# coding=iso8859-15\n\xA4", "\n# coding=iso8859-15\n\xE2\x82\xAC", false},
      {"# coding: koi8_r\n\xC1", "# coding: koi8_r\n\xD0\xB0", false},
      {"# coding: Shift_JIS\n\x82\xA0", "# coding: Shift_JIS\n\xE3\x81\x82", false},
      {"\r\n# coding: cp1252\r\n\x80", "\r\n# coding: cp1252\r\n\xE2\x82\xAC", false},
      // Not a coding line: third line, behind code, no comment, no name.
      {"\n\n# coding: cp1252\n\x80", "\n\n# coding: cp1252\n\xC2\x80", false},
      {"x = 1\n# coding: cp1252\n\x80", "x = 1\n# coding: cp1252\n\xC2\x80", false},
      {"coding: cp1252\n\x80", "coding: cp1252\n\xC2\x80", false},
      {"# coding \n# coding: \n\x80", "# coding \n# coding: \n\xC2\x80", false},
      // Not true: the bytes are not in the encoding, or nobody knows it.
      {"# coding: utf-8\n\xE9", "# coding: utf-8\n\xC3\xA9", false},
      {"# coding: utf-16\n\xE9", "# coding: utf-16\n\xC3\xA9", false},
      {"# coding: cp037\n\xE9", "# coding: cp037\n\xC3\xA9", false},
      {"# coding: cp1252\n\x81", "# coding: cp1252\n\xC2\x81", false},
      {"# coding: no-such-one\n\xE9", "# coding: no-such-one\n\xC3\xA9", false},
  };
  for (const Case& one : cases) Check(one);
}

TEST_CASE("what Unicode forbids is not UTF-8") {
  const std::string_view cases[] = {
      "\xC0\xAF",          // overlong
      "\xE0\x80\xAF",      // overlong
      "\xF0\x80\x80\xAF",  // overlong
      "\xED\xA0\x80",      // surrogate
      "\xF4\x90\x80\x80",  // above U+10FFFF
      "\xF5\x80\x80\x80",
      "\x80",  // continuation alone
      "\xC3",  // cut off
      "\xE2\x82",
      "\xF0\x9F\x98",
      "\xC3(",
  };
  const std::string ascii(200, 'a');
  for (const std::string_view one : cases) {
    // At every place relative to the steps in which ASCII is skipped.
    for (size_t before = 0; before < 130; ++before) {
      for (const size_t after : {0, 1, 70}) {
        CAPTURE(before);
        CAPTURE(after);
        const std::string bytes =
            ascii.substr(0, before) + std::string(one) + ascii.substr(0, after);
        REQUIRE_FALSE(DecodeSource(bytes).is_utf8_on_disk);
        const std::string valid =
            ascii.substr(0, before) + "\xF0\x9F\x98\x80" + ascii.substr(0, after);
        REQUIRE(DecodeSource(valid).is_utf8_on_disk);
      }
    }
  }
}

TEST_CASE("UTF-16 with a mark is read, with a replacement for what is broken") {
  const Case cases[] = {
      {"\xFF\xFE"
       "a\0\xE9\0\n\0"sv,
       "a\xC3\xA9\n", false},
      {"\xFE\xFF\0a\0\xE9\0\n"sv, "a\xC3\xA9\n", false},
      {"\xFF\xFE\x3D\xD8\x00\xDE"sv, "\xF0\x9F\x98\x80", false},
      {"\xFE\xFF\xD8\x3D\xDE\x00"sv, "\xF0\x9F\x98\x80", false},
      {"\xFE\xFF\x20\xAC"sv, "\xE2\x82\xAC", false},
      {"\xFE\xFF\xD8\x3D\0a"sv,
       "\xEF\xBF\xBD"
       "a",
       false},
      {"\xFE\xFF\xDE\x00"sv, "\xEF\xBF\xBD", false},
      {"\xFE\xFF\0a\0"sv, "a\xEF\xBF\xBD", false},
      {"\xFF\xFE"sv, "", false},
  };
  for (const Case& one : cases) Check(one);
}

TEST_CASE("a NUL makes a file binary") {
  const std::string_view cases[] = {
      "a\0b"sv,
      "\0"sv,
      "\x7F"
      "ELF\0"sv,
      "a\0b\0"sv,
      "\xFF\xFE"
      "a\0\0\0"sv,
      "\xFF\xFE\0\0a\0\0\0"sv,  // UTF-32
  };
  for (const std::string_view bytes : cases) {
    CAPTURE(bytes);
    const SourceText text = DecodeSource(std::string(bytes));
    CHECK(text.is_binary);
    CHECK(text.utf8.empty());
  }
}

TEST_CASE("files are read whole") {
  const TemporaryTree tree;
  SourceText text;
  std::string error;
  for (const size_t size : {0, 1, 4096, 100000}) {
    tree.Write("a", std::string(size, 'x'));
    REQUIRE(ReadSource(tree.path("a"), 100000, &text, &error));
    CHECK(text.utf8 == std::string(size, 'x'));
  }
  tree.Write("a", "caf\xE9");
  REQUIRE(ReadSource(tree.path("a"), 4, &text, &error));
  CHECK(text.utf8 == "caf\xC3\xA9");
  CHECK_FALSE(text.is_utf8_on_disk);
}

TEST_CASE("what cannot be read says why") {
  const TemporaryTree tree;
  tree.Write("large", "12345");
  tree.MakeFolder("folder");
  REQUIRE(mkfifo(tree.path("pipe").c_str(), 0600) == 0);
  tree.Link("circle", "circle");
  const struct {
    std::string_view path;
    std::string_view error;
  } cases[] = {
      {"none", "No such file or directory"},
      {"large", "has grown past the limit of 4 bytes"},
      {"folder", "is a folder"},
      {"pipe", "is not a regular file"},
      {"circle", "Too many levels of symbolic links"},
      {"large/x", "Not a directory"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.path);
    SourceText text;
    std::string error;
    CHECK_FALSE(ReadSource(tree.path(one.path), 4, &text, &error));
    CHECK(error == one.error);
  }
}

}  // namespace
}  // namespace ssot
