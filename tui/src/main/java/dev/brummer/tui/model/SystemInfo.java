package dev.brummer.tui.model;

import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.log.LogStore;
import java.util.List;

/// brummer about itself, taken once a second.
///
/// @param lines stored since the start
/// @param linesPerSecond over the last second
/// @param appends how chunks of lines came into the store
/// @param journal where the history of events is written, empty if nowhere
/// @param uiMissed events that did not reach the screen because there were too many
public record SystemInfo(
    List<Subscription.Stats> subscribers,
    long heapUsed,
    long heapMax,
    int threads,
    long lines,
    long linesPerSecond,
    long frames,
    long frameNanos,
    long uiMissed,
    LogStore.Appends appends,
    String logWarning,
    String journal) {
  public static final SystemInfo NONE =
      new SystemInfo(List.of(), 0, 0, 0, 0, 0, 0, 0, 0, new LogStore.Appends(0, 0), "", "");
}
