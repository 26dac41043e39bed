package dev.brummer.tui.model;

import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.util.List;

/// brummer about itself, taken once a second while somebody looks.
///
/// @param lines stored since the start
/// @param gone of them, which the quota has cost
/// @param appends how chunks of lines came into the store
/// @param journal where the history of events is written, empty if nowhere
public record SystemInfo(
    Memory memory,
    double cpuPercent,
    int threads,
    long lines,
    long gone,
    LogStore.AppendStats appends,
    Frames frames,
    List<Flow> flows,
    List<Subscription.Stats> subscribers,
    String logWarning,
    String journal) {
  public static final SystemInfo NONE =
      new SystemInfo(
          new Memory(0, 0, 0, 0),
          0,
          0,
          0,
          0,
          new LogStore.AppendStats(0, 0),
          new Frames(0, 0, 0),
          List.of(),
          List.of(),
          "",
          "");

  /// The heap, in bytes.
  ///
  /// @param collections of garbage so far
  /// @param pausedMillis that they have taken altogether
  public record Memory(long used, long limit, long collections, long pausedMillis) {}

  /// What has been painted.
  ///
  /// @param lastNanos that the last one took
  /// @param missedEvents that did not reach the screen because there were too many
  public record Frames(long count, long lastNanos, long missedEvents) {}

  /// What one process prints.
  ///
  /// @param heldBackNanos that its children may have waited for us
  public record Flow(
      int process,
      long lines,
      long linesPerSecond,
      long bytes,
      long bytesPerSecond,
      long heldBackNanos) {}

  /// Lines of all processes over the last second.
  public long linesPerSecond() {
    long sum = 0;
    for (Flow flow : flows) {
      sum += flow.linesPerSecond();
    }
    return sum;
  }

  /// Bytes of all processes over the last second.
  public long bytesPerSecond() {
    long sum = 0;
    for (Flow flow : flows) {
      sum += flow.bytesPerSecond();
    }
    return sum;
  }
}
