package dev.brummer.tui.model;

import dev.brummer.engine.event.Subscription;
import java.util.List;

/// brummer about itself, taken once a second.
///
/// @param lines stored since the start
/// @param linesPerSecond over the last second
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
    String logWarning,
    String journal) {
  public static final SystemInfo NONE = new SystemInfo(List.of(), 0, 0, 0, 0, 0, 0, 0, 0, "", "");
}
