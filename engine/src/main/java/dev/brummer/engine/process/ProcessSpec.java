package dev.brummer.engine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What to run and how.
///
/// @param name unique among the processes of this run
/// @param group heading it is shown under; may be empty
/// @param command program and arguments, executed without a shell
/// @param directory working directory
/// @param environment set on top of brummer's own
/// @param pty a terminal of its own (colours, interaction), else pipes
/// @param stop how it is asked to end
/// @param restart whether it is started again when it has ended by itself
/// @param dependsOn what it waits for before it starts
/// @param readiness when it counts as ready
/// @param successCodes exit codes that are no failure
/// @param watch which files have it started again
public record ProcessSpec(
    String name,
    String group,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    boolean pty,
    StopPolicy stop,
    RestartPolicy restart,
    List<Dependency> dependsOn,
    ReadinessProbe readiness,
    Set<Integer> successCodes,
    WatchPolicy watch) {
  /// How long a process has to stop when nobody says otherwise.
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    dependsOn = List.copyOf(dependsOn);
    successCodes = Set.copyOf(successCodes);
  }

  /// One that depends on nothing, is not restarted, and is stopped by SIGTERM.
  public ProcessSpec(
      String name,
      String group,
      List<String> command,
      Path directory,
      Map<String, String> environment,
      boolean pty,
      Duration grace) {
    this(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        StopPolicy.term(grace),
        RestartPolicy.NO,
        List.of(),
        ReadinessProbe.INFERRED,
        Set.of(0),
        WatchPolicy.OFF);
  }

  public Duration grace() {
    return stop.grace();
  }

  /// The same with one more environment variable, or another value for it.
  public ProcessSpec withVariable(String variable, String value) {
    Map<String, String> extended = new HashMap<>(environment);
    extended.put(variable, value);
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        extended,
        pty,
        stop,
        restart,
        dependsOn,
        readiness,
        successCodes,
        watch);
  }

  public ProcessSpec withPty(boolean wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        wanted,
        stop,
        restart,
        dependsOn,
        readiness,
        successCodes,
        watch);
  }

  public ProcessSpec withStop(StopPolicy wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        wanted,
        restart,
        dependsOn,
        readiness,
        successCodes,
        watch);
  }

  public ProcessSpec withRestart(RestartPolicy wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        stop,
        wanted,
        dependsOn,
        readiness,
        successCodes,
        watch);
  }

  public ProcessSpec withDependsOn(List<Dependency> wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        stop,
        restart,
        wanted,
        readiness,
        successCodes,
        watch);
  }

  public ProcessSpec withReady(ReadinessProbe wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        stop,
        restart,
        dependsOn,
        wanted,
        successCodes,
        watch);
  }

  public ProcessSpec withSuccess(Set<Integer> wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        stop,
        restart,
        dependsOn,
        readiness,
        wanted,
        watch);
  }

  public ProcessSpec withWatch(WatchPolicy wanted) {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        stop,
        restart,
        dependsOn,
        readiness,
        successCodes,
        wanted);
  }
}
