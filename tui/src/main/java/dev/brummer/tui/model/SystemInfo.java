package dev.brummer.tui.model;

import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.util.List;

/// Metrics of brummer itself, collected once per second while the System view is shown.
///
/// @param lines number of lines stored since the start
/// @param droppedLines number of lines dropped by the log quota
/// @param appends contention of appends to the log store
/// @param journal path of the event journal, empty if it is off
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

  /// Heap usage in bytes.
  ///
  /// @param collections number of garbage collections
  /// @param collectionMillis their total duration
  public record Memory(long used, long limit, long collections, long collectionMillis) {}

  /// Painted frames.
  ///
  /// @param lastNanos duration of the last frame
  /// @param droppedEvents number of events that did not reach the UI
  public record FrameStats(long count, long lastNanos, long droppedEvents) {}

  /// Output of one process.
  ///
  /// @param backPressureNanos total time its output was held back
  public record OutputRate(
      int process,
      long lines,
      long linesPerSecond,
      long bytes,
      long bytesPerSecond,
      long backPressureNanos) {}

  /// Lines of all processes during the last second.
  public long linesPerSecond() {
    long sum = 0;
    for (OutputRate outputRate : outputRates) {
      sum += outputRate.linesPerSecond();
    }
    return sum;
  }

  /// Bytes of all processes during the last second.
  public long bytesPerSecond() {
    long sum = 0;
    for (OutputRate outputRate : outputRates) {
      sum += outputRate.bytesPerSecond();
    }
    return sum;
  }
}
