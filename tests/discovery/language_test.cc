#include "scanner/discovery/language.h"

#include <doctest/doctest.h>

#include <string_view>

namespace ssot {
namespace {

TEST_CASE("the name tells the language") {
  const struct {
    std::string_view path;
    std::string_view language;
  } cases[] = {
      {"a.py", "python"},
      {"a.pyi", "python"},
      {"a.pyw", "python"},
      {"A.PY", "python"},
      {"a.pyc", "other"},
      {"x/SConstruct", "python"},
      {"wscript", "python"},
      {"a.ts", "typescript"},
      {"a.d.ts", "typescript"},
      {"a.tsx", "typescript"},
      {"a.mts", "typescript"},
      {"a.cts", "typescript"},
      {"a.js", "javascript"},
      {"a.jsx", "javascript"},
      {"a.mjs", "javascript"},
      {"a.cjs", "javascript"},
      {"a.c", "c"},
      {"a.C", "cpp"},
      {"a.h", "cpp"},
      {"a.cc", "cpp"},
      {"a.cpp", "cpp"},
      {"a.cxx", "cpp"},
      {"a.hpp", "cpp"},
      {"a.hh", "cpp"},
      {"a.hxx", "cpp"},
      {"a.ipp", "cpp"},
      {"a.inl", "cpp"},
      {"a.cu", "cpp"},
      {"a.mm", "cpp"},
      {"a.m", "other"},
      {"a.yml", "yaml"},
      {"a.yaml", "yaml"},
      {".clang-format", "yaml"},
      {"a.json", "json"},
      {"a.toml", "toml"},
      {"poetry.lock", "toml"},
      {"a.ini", "ini"},
      {"setup.cfg", "ini"},
      {"a.conf", "ini"},
      {".env", "dotenv"},
      {".env.staging", "dotenv"},
      {"x/.env.local.example", "dotenv"},
      {"prod.env", "dotenv"},
      {".env.json", "json"},
      {".environment", "other"},
      {"Dockerfile", "dockerfile"},
      {"x/Dockerfile.prod", "dockerfile"},
      {"Dockerfile.py", "dockerfile"},
      {"api.Dockerfile", "dockerfile"},
      {"Containerfile", "dockerfile"},
      {"Dockerfile.dockerignore", "other"},
      {"dockerfile_parser.py", "python"},
      {"Dockerfile/a", "other"},
      {"a.tf", "terraform"},
      {"a.tfvars", "terraform"},
      {"a.hcl", "terraform"},
      {"a.properties", "properties"},
      {"a.sh", "shell"},
      {"a.bash", "shell"},
      {".bashrc", "shell"},
      {"README.md", "markdown"},
      {"a.html", "html"},
      {"a.css", "css"},
      {"a.vue", "vue"},
      {"a.svelte", "svelte"},
      {"CMakeLists.txt", "other"},
      {"a.txt", "other"},
      {"BUILD", "other"},
      {"py", "other"},
      {".py", "other"},
      {"a.", "other"},
      {"x.py/a", "other"},
      {"\xFF\xFE.py", "python"},
      {"a\nb.py", "python"},
      {"", "other"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.path);
    CHECK(LanguageName(DetectLanguage(one.path, "")) == one.language);
  }
}

TEST_CASE("the first line tells the language of a file without extension") {
  const struct {
    std::string_view line;
    std::string_view language;
  } cases[] = {
      {"#!/usr/bin/python", "python"},
      {"#!/usr/bin/python3.11 -u", "python"},
      {"#! /usr/bin/env python3", "python"},
      {"#!/usr/bin/env -S python3 -u", "python"},
      {"#!/usr/bin/env -Spython3", "python"},
      {"#!/usr/bin/env -i PATH=/bin python", "python"},
      {"#!/usr/bin/env -u HOME python", "python"},
      {"#!/usr/bin/env -S uv run --script", "python"},
      {"#!/usr/bin/env python\r\nimport x", "python"},
      {"#!/opt/pypy3", "python"},
      {"#!/usr/bin/env node", "javascript"},
      {"#!/usr/bin/env -S deno run", "typescript"},
      {"#!/bin/bash", "shell"},
      {"#!/bin/sh\nexec python", "shell"},
      {"#!/usr/bin/perl", "other"},
      {"#!/usr/bin/env", "other"},
      {"#!/usr/bin/env -u", "other"},
      {"#!/usr/bin/env -S", "other"},
      {"#!/usr/bin/env \rpython", "other"},
      {"#!/usr/bin/env --split-string python", "python"},
      {"#!", "other"},
      {"#!   ", "other"},
      {"#!3.11", "other"},
      {"# python", "other"},
      {"\n#!/usr/bin/python", "other"},
      {"", "other"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.line);
    CHECK(LanguageName(DetectLanguage("bin/tool", one.line)) == one.language);
    CHECK(LanguageName(DetectLanguage("bin/tool.txt", one.line)) == "other");
    CHECK(LanguageName(DetectLanguage("bin/tool.c", one.line)) == "c");
  }
}

TEST_CASE("Objective-C and MATLAB share an extension") {
  CHECK(DetectLanguage("a.m", "#import <Foundation/Foundation.h>") == Language::kC);
  CHECK(DetectLanguage("a.m", "@interface A : NSObject") == Language::kC);
  CHECK(DetectLanguage("a.m", "// A.m") == Language::kC);
  CHECK(DetectLanguage("a.m", "function y = f(x)") == Language::kOther);
  CHECK(DetectLanguage("a.m", "% f(x)") == Language::kOther);
  CHECK(NeedsFirstLine("a.m"));
}

TEST_CASE("the first line is needed only where the name says nothing") {
  CHECK(NeedsFirstLine("bin/tool"));
  CHECK(NeedsFirstLine("a.dir/tool"));
  CHECK(NeedsFirstLine(".hook"));
  CHECK_FALSE(NeedsFirstLine("a.txt"));
  CHECK_FALSE(NeedsFirstLine("a.py"));
  CHECK_FALSE(NeedsFirstLine("Dockerfile"));
  CHECK_FALSE(NeedsFirstLine(".env"));
}

}  // namespace
}  // namespace ssot
