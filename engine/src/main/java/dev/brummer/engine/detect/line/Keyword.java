package dev.brummer.engine.detect.line;

/// What a line is searched for, once, before any detector looks closer: a line without a word of
/// theirs costs detectors nothing more. Letter case does not matter. At most 64, one bit each.
public enum Keyword {
  // addresses
  HTTP("http://", "https://"),
  HOST("localhost", "127.0.0.", "0.0.0.0", "[::", ":::", "*:"),
  LISTENING("listen", "running", "started", "starting", "serv", "ready", "available", "bound"),
  PORT("port", " on :", " at :"),
  // failures
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
  // tests
  PASS("pass"),
  CHECK_MARK("✓", "✔", "√"),
  BULLET("●", "▶"),
  TEST("test"),
  NUMBERED_ITEM("1) ", "2) ", "3) ", "4) ", "5) ", "6) ", "7) ", "8) ", "9) ", "0) "),
  TAP("ok ", "1..", "# subtest", "tap version"),
  OK("... ok", "ok  \t"),
  IGNORED("... ignored"),
  /// Set for lines whose first byte is a slash; no text to search for.
  ABSOLUTE_PATH,
  /// Set for lines that begin with a space and end with a colon; no text to search for.
  INDENTED_COLON;

  @SuppressWarnings("ImmutableEnumChecker") // never handed out
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

  public static long bits(Keyword... words) {
    long bits = 0;
    for (Keyword word : words) {
      bits |= word.bit();
    }
    return bits;
  }
}
