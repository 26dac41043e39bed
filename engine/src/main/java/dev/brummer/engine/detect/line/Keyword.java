package dev.brummer.engine.detect.line;

/// Literals that every line is scanned for once, before any detector sees it. A line without a
/// detector's keywords costs that detector nothing. Case-insensitive for ASCII. One bit each, at
/// most 64.
public enum Keyword {
  // URLs
  HTTP("http://", "https://"),
  HOST("localhost", "127.0.0.", "0.0.0.0", "[::", ":::", "*:"),
  LISTENING("listen", "running", "started", "starting", "serv", "ready", "available", "bound"),
  PORT("port", " on :", " at :"),
  // errors
  ERROR("error"),
  EXCEPTION("exception", "throwable", "caused by"),
  PANIC("panic"),
  TRACEBACK("traceback"),
  PYTHON_FILE("file \""),
  SEVERE("fatal", "severe", "critical", "npm err!", "make: ***", "make["),
  FAIL("fail"),
  CROSS_MARK("✗", "✘", "✖", "⨯", "×", "✕", "❌"),
  JAVASCRIPT_FILE(".js:", ".mjs:", ".cjs:", ".ts:", ".tsx:", ".jsx:", "node:"),
  GO_FILE(".go:"),
  RUBY_FILE(".rb:", ":in `", ":in '"),
  KOTLIN_FILE("e: file:"),
  JSON_LEVEL("\"level\":50", "\"level\":60"),
  // builds
  BUILD("build", "built"),
  COMPILE("compil"),
  READY("ready in"),
  FINISHED("finished", "done in"),
  TOTAL_TIME("total time:"),
  // watch modes
  WATCH(
      "[nodemon]",
      "[vite]",
      "[tsx]",
      "restart",
      "rerun",
      "detected change",
      "watching",
      "waiting for",
      "runs  ",
      " changed"),
  WATCH_END("ran all", "running", "startup complete", "quit the server", "failed to build"),
  // tests
  PASS("pass"),
  CHECK_MARK("✓", "✔", "√"),
  BULLET("●", "▶"),
  TEST("test"),
  NUMBERED_ITEM("1) ", "2) ", "3) ", "4) ", "5) ", "6) ", "7) ", "8) ", "9) ", "0) "),
  TAP("ok ", "1..", "# subtest", "tap version", ".t .."),
  OK("... ok", "ok  \t"),
  GO_RUN("=== run", "=== name", "=== cont"),
  /// Headings of failed tests: pytest's `____ name ____`, cargo's `---- name stdout ----`.
  FAILURE_HEADING("____", "---- "),
  /// Lines whose first byte is a slash. Set by [ScannedLine#shapeKeywords], not by the matcher.
  ABSOLUTE_PATH,
  /// Lines that start with a space and end with a colon. Set by [ScannedLine#shapeKeywords], not by
  /// the matcher.
  INDENTED_COLON;

  @SuppressWarnings("ImmutableEnumChecker") // copied by needles()
  private final String[] needles;

  Keyword(String... needles) {
    this.needles = needles;
  }

  public long bit() {
    return 1L << ordinal();
  }

  String[] needles() {
    return needles.clone();
  }

  public static long bits(Keyword... keywords) {
    long bits = 0;
    for (Keyword keyword : keywords) {
      bits |= keyword.bit();
    }
    return bits;
  }
}
