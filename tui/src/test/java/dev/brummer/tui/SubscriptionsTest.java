package dev.brummer.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.Subscription;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The subscriptions of the running program, by event kind.
final class SubscriptionsTest {
  /// The subscription table of the reference design (S2): ten kinds, 24 subscriptions.
  private static final Map<Kind, Set<String>> REFERENCE = new EnumMap<>(Kind.class);

  static {
    REFERENCE.put(Kind.PROCESS_STARTED, Set.of("TUI", "Logger", "ProcessManager"));
    REFERENCE.put(Kind.PROCESS_EXITED, Set.of("TUI", "Logger", "ProcessManager"));
    REFERENCE.put(
        Kind.LOG_LINE, Set.of("TUI", "Logger", "ErrorDetector", "URLDetector", "FilterEngine"));
    REFERENCE.put(Kind.ERROR_DETECTED, Set.of("TUI", "Logger"));
    REFERENCE.put(Kind.BUILD_EVENT, Set.of("TUI", "Logger"));
    REFERENCE.put(Kind.TEST_FAILED, Set.of("TUI", "Logger"));
    REFERENCE.put(Kind.TEST_PASSED, Set.of("TUI", "Logger"));
    REFERENCE.put(Kind.MCP_ACTIVITY, Set.of("TUI"));
    REFERENCE.put(Kind.MCP_CONNECTED, Set.of("TUI", "ConnectionManager"));
    REFERENCE.put(Kind.MCP_DISCONNECTED, Set.of("TUI", "ConnectionManager"));
  }

  /// Further subscriptions of the detectors, to follow the start and end of a run.
  private static final Map<Kind, Set<String>> ADDED = new EnumMap<>(Kind.class);

  static {
    ADDED.put(Kind.PROCESS_STARTED, Set.of("ErrorDetector", "URLDetector"));
    ADDED.put(Kind.PROCESS_EXITED, Set.of("ErrorDetector", "URLDetector"));
  }

  @Test
  @Tag("S2")
  @DisplayName("S2: the reference design's 24 subscriptions are wired")
  void seedsTable_isWired() throws Exception {
    assertEquals(24, REFERENCE.values().stream().mapToInt(Set::size).sum());
    try (Engine engine = new Engine();
        TuiDriver _ = new TuiDriver(engine)) {
      for (Kind kind : EnumSet.copyOf(REFERENCE.keySet())) {
        Set<String> subscribers = new TreeSet<>();
        for (Subscription subscription : engine.bus().subscriptions()) {
          if (subscription.kinds().contains(kind)) {
            subscribers.add(subscription.name());
          }
        }
        subscribers.removeAll(ADDED.getOrDefault(kind, Set.of()));
        subscribers.remove("Facts"); // what clients ask for; the reference design has no clients
        assertEquals(new TreeSet<>(REFERENCE.get(kind)), subscribers, kind.name());
      }
    }
  }
}
