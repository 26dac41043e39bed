package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Agents that came over MCP and what they did. Bounded: those who left first are forgotten, and so
/// are the oldest calls.
public final class Agents {
  private static final int ACTIVITY = 500;
  private static final int LIMIT = 100;

  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final Deque<Event.MCPActivity> activity = new ArrayDeque<>();
  private @Nullable List<Event.MCPActivity> newestFirst;

  /// One agent.
  ///
  /// @param sinceMillis when it connected
  /// @param leftMillis when it left, 0 while it is here
  public record Agent(
      String client,
      String transport,
      long sinceMillis,
      long leftMillis,
      int calls,
      int errors,
      String lastTool) {
    Agent called(Event.MCPActivity call) {
      int failed = errors + (call.ok() ? 0 : 1);
      return new Agent(client, transport, sinceMillis, leftMillis, calls + 1, failed, call.tool());
    }

    Agent left(long millis) {
      return new Agent(client, transport, sinceMillis, millis, calls, errors, lastTool);
    }

    public boolean here() {
      return leftMillis == 0;
    }
  }

  void connected(Event.MCPConnected event) {
    agents.remove(event.client());
    agents.put(
        event.client(),
        new Agent(event.client(), event.transport(), event.atMillis(), 0, 0, 0, ""));
    if (agents.size() > LIMIT) {
      agents.values().stream()
          .filter(agent -> !agent.here())
          .findFirst()
          .ifPresent(agent -> agents.remove(agent.client()));
    }
  }

  void disconnected(Event.MCPDisconnected event) {
    agents.computeIfPresent(event.client(), (_, agent) -> agent.left(event.atMillis()));
  }

  void called(Event.MCPActivity event) {
    agents.computeIfPresent(event.client(), (_, agent) -> agent.called(event));
    activity.addFirst(event);
    if (activity.size() > ACTIVITY) {
      activity.removeLast();
    }
    newestFirst = null;
  }

  /// All that are known, the first to come first.
  public List<Agent> all() {
    return List.copyOf(agents.values());
  }

  /// How many are here now.
  public int here() {
    int count = 0;
    for (Agent agent : agents.values()) {
      count += agent.here() ? 1 : 0;
    }
    return count;
  }

  /// What they did, the newest first.
  public List<Event.MCPActivity> activity() {
    List<Event.MCPActivity> all = newestFirst;
    if (all == null) {
      all = new ArrayList<>(activity);
      newestFirst = all;
    }
    return all;
  }
}
