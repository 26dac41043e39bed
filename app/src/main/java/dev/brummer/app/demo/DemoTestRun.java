package dev.brummer.app.demo;

/// The shop's test run: three pass, one fails.
public final class DemoTestRun {
  private DemoTestRun() {}

  /// @return 1, as a runner with a failed test does
  public static int run() {
    DemoLog.plain("");
    DemoLog.plain(" " + DemoLog.paint("31", "FAIL") + "  test/cart.test.js");
    DemoLog.plain("  cart");
    DemoLog.plain("    " + DemoLog.paint("32", "✓") + " starts empty (3 ms)");
    DemoLog.plain("    " + DemoLog.paint("32", "✓") + " keeps what is put in (1 ms)");
    DemoLog.plain("    " + DemoLog.paint("32", "✓") + " sums the prices (2 ms)");
    DemoLog.plain("    " + DemoLog.paint("31", "✕") + " adds an item (4 ms)");
    DemoLog.plain("");
    DemoLog.plain("  " + DemoLog.paint("31", "● cart › adds an item"));
    DemoLog.plain("");
    DemoLog.plain("    AssertionError: expected 2, got 3");
    DemoLog.plain("        at Cart.add (src/cart.js:17:11)");
    DemoLog.plain("        at Object.<anonymous> (test/cart.test.js:42:8)");
    DemoLog.plain(
        "        at Promise.then.completed (node_modules/jest-circus/build/utils.js:298:28)");
    DemoLog.plain("");
    DemoLog.plain("Test Suites: 1 failed, 1 total");
    DemoLog.plain("Tests:       1 failed, 3 passed, 4 total");
    DemoLog.plain("Time:        0.412 s");
    return 1;
  }
}
