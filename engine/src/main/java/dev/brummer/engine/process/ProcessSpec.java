package dev.brummer.engine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What to run and how.
///
/// @param name unique among the processes of this run
/// @param group heading it is shown under; may be empty
/// @param command program and arguments, executed without a shell
/// @param directory working directory
/// @param environment set on top of brummer's own
/// @param pty a terminal of its own (colours, interaction), else pipes
/// @param grace how long it has after the stop signal before it is killed
public record ProcessSpec(
    String name,
    String group,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    boolean pty,
    Duration grace) {
  /// How long a process has to stop when nobody says otherwise.
  public static final Duration GRACE = Duration.ofSeconds(10);
}
