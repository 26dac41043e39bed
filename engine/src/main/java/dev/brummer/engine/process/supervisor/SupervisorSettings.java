package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.file.StateDirectory;
import dev.brummer.engine.process.CommandResolver;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Settings of [Processes].
///
/// @param runId random id, unique among all runs on this machine; marks the environment of children
/// @param environment brummer's own environment, inherited by children
/// @param state directory for PID files, null for none
/// @param project project directory recorded in the PID file, null for none
/// @param columns initial terminal width
/// @param rows initial terminal height
/// @param attachable whether taps may be attached: output is then kept for them
/// @param clock wall clock for event times; timers use the monotonic clock
/// @param resolver decides what each start spawns
public record SupervisorSettings(
    String runId,
    Map<String, String> environment,
    @Nullable Path state,
    @Nullable Path project,
    int columns,
    int rows,
    boolean attachable,
    Clock clock,
    CommandResolver resolver) {
  public SupervisorSettings {
    environment = Map.copyOf(environment);
    if (runId.isEmpty() || runId.indexOf('/') >= 0) {
      throw new IllegalArgumentException("run id: " + runId);
    }
  }

  /// Settings with taps that spawn every command as it is.
  public SupervisorSettings(
      String runId,
      Map<String, String> environment,
      @Nullable Path state,
      @Nullable Path project,
      int columns,
      int rows,
      Clock clock) {
    this(runId, environment, state, project, columns, rows, true, clock, CommandResolver.NONE);
  }

  /// Settings of a new run for the current user.
  public static SupervisorSettings defaults() {
    Map<String, String> environment = System.getenv();
    return new SupervisorSettings(
        newRunId(), environment, StateDirectory.of(environment), null, 120, 36, Clock.systemUTC());
  }

  /// These settings without a PID file.
  public SupervisorSettings withoutState() {
    return new SupervisorSettings(
        runId, environment, null, project, columns, rows, attachable, clock, resolver);
  }

  public SupervisorSettings withProject(Path directory) {
    return new SupervisorSettings(
        runId, environment, state, directory, columns, rows, attachable, clock, resolver);
  }

  public SupervisorSettings withAttachable(boolean wanted) {
    return new SupervisorSettings(
        runId, environment, state, project, columns, rows, wanted, clock, resolver);
  }

  public SupervisorSettings withResolver(CommandResolver other) {
    return new SupervisorSettings(
        runId, environment, state, project, columns, rows, attachable, clock, other);
  }

  private static String newRunId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
