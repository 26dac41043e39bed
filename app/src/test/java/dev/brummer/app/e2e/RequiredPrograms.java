package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/// Programs that a test needs besides the built one. Where one is missing the test is skipped by
/// its name; in CI it fails, for there it must run.
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
