package dev.brummer.perf.bench.program;

/// Sleeps until it is terminated. Runs in a JVM of its own.
final class SleepingProgram {
  private SleepingProgram() {}

  static void main() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }
}
