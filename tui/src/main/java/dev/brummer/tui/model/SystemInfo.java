package dev.brummer.tui.model;

import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.util.List;

/// brummer about itself, taken once a second while somebody looks.
///
/// @param lines stored since the start
/// @param droppedLines of them, which the quota has cost
/// @param appends how chunks of lines came into the store
/// @param journal where the history of events is written, empty if nowhere
public record SystemInfo(
    Memory memory,
    double cpuPercent,
    int threads,
    long lines,
    long droppedLines,
    LogStore.AppendStats appends,
    FrameStats frames,
    List<OutputRate> outputRates,
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
          new FrameStats(0, 0, 0),
          List.of(),
          List.of(),
          "",
          "");

  /// The heap, in bytes.
  ///
  /// @param collections of garbage so far
  /// @param collectionMillis that they have taken altogether
  public record Memory(long used, long limit, long collections, long collectionMillis) {}

  /// What has been painted.
  ///
  /// @param lastNanos that the last one took
  /// @param droppedEvents that did not reach the screen because there were too many
  public record FrameStats(long count, long lastNanos, long droppedEvents) {}

  /// What one process prints.
  ///
  /// @param backPressureNanos that its children may have waited for us
  public record OutputRate(
      int process,
      long lines,
      long linesPerSecond,
      long bytes,
      long bytesPerSecond,
      long backPressureNanos) {}

  /// Lines of all processes over the last second.
  public long linesPerSecond() {
    long sum = 0;
    for (OutputRate outputRate : outputRates) {
      sum += outputRate.linesPerSecond();
    }
    return sum;
  }

  /// Bytes of all processes over the last second.
  public long bytesPerSecond() {
    long sum = 0;
    for (OutputRate outputRate : outputRates) {
      sum += outputRate.bytesPerSecond();
    }
    return sum;
  }
}
