package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Environment variable inherited by all processes of one test. Finds processes that survive, even
/// in other process groups or sessions.
record InheritedMarker(String name, String value) {
  private static final long EXIT_TIMEOUT_SECONDS = 20;

  static InheritedMarker create() {
    return new InheritedMarker("BRUMMER_E2E", UUID.randomUUID().toString());
  }

  Map<String, String> environment() {
    return Map.of(name, value);
  }

  /// PIDs of all processes with this variable.
  List<Long> pids() {
    return BuiltImage.pidsWithVariable(name + "=" + value);
  }

  /// Waits until no process has this variable; fails after a timeout.
  void assertNoneLeft() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(EXIT_TIMEOUT_SECONDS);
    List<Long> left = pids();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      left = pids();
    }
    assertEquals(
        List.of(), left, () -> "left: " + pids().stream().map(InheritedMarker::command).toList());
  }

  private static String command(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().commandLine()).orElse("gone");
  }
}
