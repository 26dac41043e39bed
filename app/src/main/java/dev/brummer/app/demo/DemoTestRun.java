package dev.brummer.app.demo;

/// Test run of the demo shop: three tests pass, one fails.
public final class DemoTestRun {
  private DemoTestRun() {}

  /// Prints the report of a test runner.
  ///
  /// @return 1, the exit code of a failed test run
  public static int run() {
    DemoLog.print("");
    DemoLog.print(" " + DemoLog.colour("31", "FAIL") + "  test/cart.test.js");
    DemoLog.print("  cart");
    DemoLog.print("    " + DemoLog.colour("32", "✓") + " starts empty (3 ms)");
    DemoLog.print("    " + DemoLog.colour("32", "✓") + " keeps what is put in (1 ms)");
    DemoLog.print("    " + DemoLog.colour("32", "✓") + " sums the prices (2 ms)");
    DemoLog.print("    " + DemoLog.colour("31", "✕") + " adds an item (4 ms)");
    DemoLog.print("");
    DemoLog.print("  " + DemoLog.colour("31", "● cart › adds an item"));
    DemoLog.print("");
    DemoLog.print("    AssertionError: expected 2, got 3");
    DemoLog.print("        at Cart.add (src/cart.js:17:11)");
    DemoLog.print("        at Object.<anonymous> (test/cart.test.js:42:8)");
    DemoLog.print(
        "        at Promise.then.completed (node_modules/jest-circus/build/utils.js:298:28)");
    DemoLog.print("");
    DemoLog.print("Test Suites: 1 failed, 1 total");
    DemoLog.print("Tests:       1 failed, 3 passed, 4 total");
    DemoLog.print("Time:        0.412 s");
    return 1;
  }
}
