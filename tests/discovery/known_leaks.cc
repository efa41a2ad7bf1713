// Read by LeakSanitizer. libgit2 1.5 does not free what PCRE2 gives it when it looks through the
// configuration of a repository with extensions, nor its list of commits when a merge base's
// history breaks off. The scanner opens few repositories and ends.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpcre2-8.so\nleak:git_merge_base\n";
}
