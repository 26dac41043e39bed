package dev.brummer.engine.fact;

import dev.brummer.engine.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mutable facts of one process. Confined to the lock of the ledger.
final class ProcessFacts {
  /// States that are no failure.
  private static final Set<String> NO_FAILURE =
      Set.of(
          "idle",
          "starting",
          "running",
          "ready",
          "down",
          "stopping",
          "stopped",
          "paused",
          "restarting",
          "scheduled",
          "removed");

  final ReactionTracker tracker = new ReactionTracker();

  Event.@Nullable BuildEvent build;

  private final Map<String, Event.UrlDetected> urls = new LinkedHashMap<>();
  private String cause = "";
  private String stopCause = "";
  private long startedMillis;
  private long waitingSinceMillis;
  private long waitedMillis;
  private long endedMillis;
  private long upMillis = -1;
  private long previousUpMillis = -1;

  void started(Event.ProcessStarted event) {
    previousUpMillis = upMillis >= 0 ? upMillis : previousUpMillis;
    upMillis = -1;
    startedMillis = event.atMillis();
    waitedMillis = waitingSinceMillis == 0 ? 0 : Math.max(0, startedMillis - waitingSinceMillis);
    waitingSinceMillis = 0;
    endedMillis = 0;
    stopCause = "";
    build = null;
  }

  void changed(Event.ProcessChanged event) {
    cause = event.cause();
    if (event.to().startsWith("wait ") && waitingSinceMillis == 0) {
      waitingSinceMillis = event.atMillis();
    }
    if (event.to().equals("stopped")) {
      waitingSinceMillis = 0;
    }
    if (event.to().equals("stopping")) {
      stopCause = event.cause();
    }
    if (event.to().equals("ready") && upMillis < 0 && startedMillis > 0) {
      upMillis = Math.max(0, event.atMillis() - startedMillis);
    }
  }

  void ended(Event.ProcessExited event) {
    endedMillis = event.atMillis();
  }

  /// Whether the new state is a failure.
  boolean isFailure(Event.ProcessChanged event) {
    return !NO_FAILURE.contains(event.to())
        && !event.to().startsWith("wait ")
        && !event.to().startsWith("done");
  }

  void addUrl(Event.UrlDetected event) {
    urls.putIfAbsent(event.url(), event);
  }

  void removeUrl(String url) {
    urls.remove(url);
  }

  ProcessFact snapshot() {
    return new ProcessFact(
        cause,
        stopCause,
        upMillis,
        previousUpMillis,
        startedMillis,
        waitedMillis,
        endedMillis,
        new ArrayList<>(urls.values()),
        build);
  }
}
