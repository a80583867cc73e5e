// For tests that write PDFs: fontconfig loses a little of what it reads its settings into, once a
// program. A source of each such test, since nothing would take it from a library.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig"; }
