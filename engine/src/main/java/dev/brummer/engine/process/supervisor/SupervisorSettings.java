package dev.brummer.engine.process.supervisor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// What `Processes` takes from outside.
///
/// @param runId random, unique among all runs on this machine; children carry it in their
///   environment
/// @param environment of brummer itself, inherited by children
/// @param state directory for run ledgers, or null for none
/// @param columns size of a child's first terminal
/// @param rows see `columns`
/// @param clock for the times in events; timers run on the monotonic clock
public record SupervisorSettings(
    String runId,
    Map<String, String> environment,
    @Nullable Path state,
    int columns,
    int rows,
    Clock clock) {
  public SupervisorSettings {
    environment = Map.copyOf(environment);
    if (runId.isEmpty() || runId.indexOf('/') >= 0) {
      throw new IllegalArgumentException("run id: " + runId);
    }
  }

  /// This machine, this user, a new run.
  public static SupervisorSettings defaults() {
    Map<String, String> environment = System.getenv();
    return new SupervisorSettings(
        newRunId(), environment, stateDirectory(environment), 120, 36, Clock.systemUTC());
  }

  /// The same without a ledger on disk.
  public SupervisorSettings withoutState() {
    return new SupervisorSettings(runId, environment, null, columns, rows, clock);
  }

  private static String newRunId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  private static Path stateDirectory(Map<String, String> environment) {
    String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        xdg.startsWith("/")
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("brummer");
  }
}
