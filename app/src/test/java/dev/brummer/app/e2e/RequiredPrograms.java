package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/// External programs that a test needs. A missing program skips the test, except in CI, where the
/// test fails.
final class RequiredPrograms {
  private RequiredPrograms() {}

  static void require(String name) throws IOException, InterruptedException {
    boolean there = new ProcessBuilder("sh", "-c", "command -v " + name).start().waitFor() == 0;
    if (!there && System.getenv("CI") != null) {
      throw new AssertionError(name + " is missing, and in CI these tests must run");
    }
    assumeTrue(there, name + " is not installed");
  }
}
