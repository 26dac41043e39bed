package dev.brummer.perf.load;

import dev.brummer.engine.event.Event;
import java.util.EnumSet;
import java.util.Set;

/// Creates the published events, which resemble those of detectors and agents and carry a sequence
/// number.
final class LoadEventFactory {
  static final Set<Event.Kind> KINDS =
      EnumSet.of(
          Event.Kind.MCP_ACTIVITY,
          Event.Kind.BUILD_EVENT,
          Event.Kind.TEST_PASSED,
          Event.Kind.TEST_FAILED,
          Event.Kind.ERROR_DETECTED);

  private static final String SOURCE = "bench load";

  private LoadEventFactory() {}

  static Event create(int process, long index) {
    long now = System.currentTimeMillis();
    return switch ((int) (index % KINDS.size())) {
      case 0 ->
          new Event.MCPActivity(
              SOURCE,
              "logs_search",
              Event.MCPActivity.Action.NONE,
              "web",
              "10 lines",
              true,
              index,
              180,
              "{\"text\":\"undefined\"}",
              "cart.js:17:11 x is undefined",
              now);
      case 1 ->
          new Event.BuildEvent(
              process, index, Event.BuildEvent.Phase.OK, SOURCE, "built", 300, 0, now);
      case 2 -> new Event.TestPassed(process, index, SOURCE, "cart sums the prices", 1, now);
      case 3 -> new Event.TestFailed(process, index, SOURCE, "cart adds an item", 1, now);
      default ->
          new Event.ErrorDetected(
              process, index, 1, SOURCE, "x is undefined", "cart.js:17:11", "f00d", now);
    };
  }

  /// Returns the sequence number of an event, or -1 for events of other sources.
  static long indexOf(Event event) {
    return switch (event) {
      case Event.MCPActivity it when it.client().equals(SOURCE) -> it.durationMicros();
      case Event.BuildEvent it when it.tool().equals(SOURCE) -> it.line();
      case Event.TestPassed it when it.tool().equals(SOURCE) -> it.line();
      case Event.TestFailed it when it.tool().equals(SOURCE) -> it.line();
      case Event.ErrorDetected it when it.type().equals(SOURCE) -> it.line();
      default -> -1;
    };
  }
}
