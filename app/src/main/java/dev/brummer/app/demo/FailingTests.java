package dev.brummer.app.demo;

/// The shop's test run: three pass, one fails.
public final class FailingTests {
  private FailingTests() {}

  /// @return 1, as a runner with a failed test does
  public static int run() {
    Say.plain("");
    Say.plain(" " + Say.paint("31", "FAIL") + "  test/cart.test.js");
    Say.plain("  cart");
    Say.plain("    " + Say.paint("32", "✓") + " starts empty (3 ms)");
    Say.plain("    " + Say.paint("32", "✓") + " keeps what is put in (1 ms)");
    Say.plain("    " + Say.paint("32", "✓") + " sums the prices (2 ms)");
    Say.plain("    " + Say.paint("31", "✕") + " adds an item (4 ms)");
    Say.plain("");
    Say.plain("  " + Say.paint("31", "● cart › adds an item"));
    Say.plain("");
    Say.plain("    AssertionError: expected 2, got 3");
    Say.plain("        at Cart.add (src/cart.js:17:11)");
    Say.plain("        at Object.<anonymous> (test/cart.test.js:42:8)");
    Say.plain("        at Promise.then.completed (node_modules/jest-circus/build/utils.js:298:28)");
    Say.plain("");
    Say.plain("Test Suites: 1 failed, 1 total");
    Say.plain("Tests:       1 failed, 3 passed, 4 total");
    Say.plain("Time:        0.412 s");
    return 1;
  }
}
