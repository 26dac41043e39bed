package dev.brummer.engine.process;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Immutable snapshot of one process.
///
/// @param id identifies the process in commands and events; positive, stable for the run
/// @param runNumber number of starts so far
/// @param pid pid of the child, 0 if there is none; of a daemon the oldest member of its tree
/// @param sinceMillis wall-clock time at which it entered this state
/// @param startedMillis wall-clock time of the last start, 0 if never started
/// @param resources usage of the whole tree, as of the last sample
/// @param ports TCP ports that the tree listens on, ascending
/// @param liveness results of the liveness probe in this run
/// @param daemonized the command has exited and its processes run in the background
/// @param startMethod how the last child was started, if it runs a script of a `package.json`
public record ProcessInfo(
    int id,
    ProcessSpec spec,
    ProcessState state,
    int runNumber,
    long pid,
    long sinceMillis,
    long startedMillis,
    Resources resources,
    List<Integer> ports,
    Liveness liveness,
    boolean daemonized,
    @Nullable StartMethod startMethod) {
  /// A registered process that has never been started.
  public static ProcessInfo idle(int id, ProcessSpec spec, long nowMillis) {
    return new ProcessInfo(
        id, spec, new ProcessState.Idle(), 0, 0, nowMillis, 0, Resources.NONE, List.of());
  }

  /// A process that runs no script of a `package.json`.
  public ProcessInfo(
      int id,
      ProcessSpec spec,
      ProcessState state,
      int runNumber,
      long pid,
      long sinceMillis,
      long startedMillis,
      Resources resources,
      List<Integer> ports,
      Liveness liveness,
      boolean daemonized) {
    this(
        id,
        spec,
        state,
        runNumber,
        pid,
        sinceMillis,
        startedMillis,
        resources,
        ports,
        liveness,
        daemonized,
        null);
  }

  /// A process without a failed liveness probe, not in the background.
  public ProcessInfo(
      int id,
      ProcessSpec spec,
      ProcessState state,
      int runNumber,
      long pid,
      long sinceMillis,
      long startedMillis,
      Resources resources,
      List<Integer> ports) {
    this(
        id,
        spec,
        state,
        runNumber,
        pid,
        sinceMillis,
        startedMillis,
        resources,
        ports,
        Liveness.ALIVE,
        false,
        null);
  }

  /// A process without listening ports.
  public ProcessInfo(
      int id,
      ProcessSpec spec,
      ProcessState state,
      int runNumber,
      long pid,
      long sinceMillis,
      long startedMillis,
      Resources resources) {
    this(id, spec, state, runNumber, pid, sinceMillis, startedMillis, resources, List.of());
  }

  /// A copy with another definition, state and liveness.
  public ProcessInfo with(ProcessSpec otherSpec, ProcessState otherState, Liveness otherLiveness) {
    return new ProcessInfo(
        id,
        otherSpec,
        otherState,
        runNumber,
        pid,
        sinceMillis,
        startedMillis,
        resources,
        ports,
        otherLiveness,
        daemonized,
        startMethod);
  }

  public String name() {
    return spec.name();
  }

  /// Description of the state: its label; for a process that is down the reason and the time, such
  /// as "down: nothing listens on :3000 since 12 s"; for a scheduled one the time of its start.
  public String describeState(long nowMillis) {
    if (state instanceof ProcessState.Scheduled scheduled) {
      return scheduled.describe(nowMillis, ZoneId.systemDefault());
    }
    return state instanceof ProcessState.Down down
        ? "down: " + down.reason() + " since " + duration(Math.max(0, nowMillis - sinceMillis))
        : state.label();
  }

  /// Whether the last liveness probe of a live process has failed.
  public boolean isUnhealthy() {
    return liveness.failures > 0 && state.alive();
  }

  /// What the state does not tell, each as a predicate without the name: failures of the liveness
  /// probe, and a daemon.
  public List<String> conditions() {
    List<String> all = new ArrayList<>();
    LivenessPolicy policy = spec.liveness();
    if (policy != null && isUnhealthy()) {
      all.add(
          "has failed %d of %d liveness probes in a row: %s"
              .formatted(liveness.failures, policy.timing().failureThreshold(), liveness.reason));
    }
    if (daemonized) {
      all.add(
          pid == 0 ? "runs outside of brummer" : "runs in the background, its command has exited");
    }
    return all;
  }

  /// The dependencies that a process waits for, with the line that is awaited; empty in other
  /// states.
  public String describeAwaited() {
    if (!(state instanceof ProcessState.Waiting waiting)) {
      return "";
    }
    return Stream.of(waiting.dependencies().split(", "))
        .map(name -> name + awaitedLine(name))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String awaitedLine(String dependency) {
    return spec.dependsOn().stream()
        .filter(needed -> needed.log() != null && needed.process().equals(dependency))
        .map(needed -> ": " + needed.condition())
        .findFirst()
        .orElse("");
  }

  private static String duration(long millis) {
    long seconds = millis / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }

  /// Result of the liveness probe.
  ///
  /// @param failures failures in a row, 0 while the process is alive
  /// @param reason reason of the last failure, empty without one
  public record Liveness(int failures, String reason) {
    public static final Liveness ALIVE = new Liveness(0, "");
  }

  /// Resource usage of a process tree.
  ///
  /// @param cpuPercent percent of one core since the previous sample
  /// @param rssBytes resident memory, summed over the tree
  /// @param processes number of processes
  /// @param threads number of threads
  public record Resources(double cpuPercent, long rssBytes, int processes, int threads) {
    public static final Resources NONE = new Resources(0, 0, 0, 0);
  }
}
