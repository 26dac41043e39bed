package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// MCP agents and their calls. Bounded: the first disconnected agent and the oldest call are
/// dropped.
public final class Agents {
  private static final int MAX_ACTIVITY = 500;
  private static final int MAX_AGENTS = 100;

  private final Map<String, Agent> agents = new LinkedHashMap<>();
  private final Deque<Event.MCPActivity> activity = new ArrayDeque<>();
  private @Nullable List<Event.MCPActivity> newestFirst;

  /// An agent.
  ///
  /// @param disconnectedMillis 0 while it is connected
  public record Agent(
      String client,
      String transport,
      long connectedMillis,
      long disconnectedMillis,
      int calls,
      int errors,
      String lastTool) {
    Agent withCall(Event.MCPActivity call) {
      int failed = errors + (call.ok() ? 0 : 1);
      return new Agent(
          client, transport, connectedMillis, disconnectedMillis, calls + 1, failed, call.tool());
    }

    Agent withDisconnect(long millis) {
      return new Agent(client, transport, connectedMillis, millis, calls, errors, lastTool);
    }

    public boolean isConnected() {
      return disconnectedMillis == 0;
    }
  }

  void connected(Event.MCPConnected event) {
    agents.remove(event.client());
    agents.put(
        event.client(),
        new Agent(event.client(), event.transport(), event.atMillis(), 0, 0, 0, ""));
    if (agents.size() > MAX_AGENTS) {
      agents.values().stream()
          .filter(agent -> !agent.isConnected())
          .findFirst()
          .ifPresent(agent -> agents.remove(agent.client()));
    }
  }

  void disconnected(Event.MCPDisconnected event) {
    agents.computeIfPresent(event.client(), (_, agent) -> agent.withDisconnect(event.atMillis()));
  }

  void recordCall(Event.MCPActivity event) {
    agents.computeIfPresent(event.client(), (_, agent) -> agent.withCall(event));
    activity.addFirst(event);
    if (activity.size() > MAX_ACTIVITY) {
      activity.removeLast();
    }
    newestFirst = null;
  }

  /// All known agents, in order of connection.
  public List<Agent> all() {
    return List.copyOf(agents.values());
  }

  /// Number of connected agents.
  public int connectedCount() {
    int count = 0;
    for (Agent agent : agents.values()) {
      count += agent.isConnected() ? 1 : 0;
    }
    return count;
  }

  /// Calls of all agents, newest first.
  public List<Event.MCPActivity> activity() {
    List<Event.MCPActivity> all = newestFirst;
    if (all == null) {
      all = new ArrayList<>(activity);
      newestFirst = all;
    }
    return all;
  }
}
