// Read by AddressSanitizer. Stacks must reach through libgit2, which has no frame pointers, to the
// function that known_leaks.cc names.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
  return "fast_unwind_on_malloc=0";
}
