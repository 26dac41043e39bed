package dev.brummer.tui.model;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.MCPActivity.Action;
import dev.brummer.engine.journal.AgentAccess;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// MCP agents and their calls. Bounded: the first disconnected agent, otherwise the one connected
/// longest, and the oldest call are dropped. Names and texts come from clients: they are made
/// visible and cut here, once, before a view shows them.
public final class Agents {
  private static final int MAX_ACTIVITY = 500;
  private static final int MAX_AGENTS = 100;
  private static final int MAX_NAME = 60;
  private static final int MAX_SUMMARY = 400;
  private static final int MAX_TEXT = 4000;

  private final LinkedHashMap<String, Agent> agents = new LinkedHashMap<>();
  private final Deque<Event.MCPActivity> activity = new ArrayDeque<>();
  private @Nullable List<Event.MCPActivity> newestFirst;
  private AgentAccess access = new AgentAccess();

  /// An agent.
  ///
  /// @param client label, unique among the connected agents
  /// @param name name the client gives itself, by which it is switched to read-only
  /// @param disconnectedMillis 0 while it is connected
  /// @param tokens estimated tokens of all responses
  public record Agent(
      String client,
      String name,
      String version,
      String transport,
      long connectedMillis,
      long disconnectedMillis,
      int calls,
      int errors,
      long tokens,
      String lastTool) {
    Agent withCall(Event.MCPActivity call) {
      return new Agent(
          client,
          name,
          version,
          transport,
          connectedMillis,
          disconnectedMillis,
          calls + 1,
          errors + (call.ok() ? 0 : 1),
          tokens + Math.max(0, call.tokens()),
          call.tool());
    }

    Agent withDisconnect(long millis) {
      return new Agent(
          client,
          name,
          version,
          transport,
          connectedMillis,
          Math.max(1, millis),
          calls,
          errors,
          tokens,
          lastTool);
    }

    public boolean isConnected() {
      return disconnectedMillis == 0;
    }
  }

  /// Sets the switches that decide which agents may act.
  public void access(AgentAccess switches) {
    access = switches;
  }

  /// The read-only switches.
  public AgentAccess access() {
    return access;
  }

  /// Moves a client that returns to the end; its counts go on.
  void connected(Event.MCPConnected event) {
    String client = VisibleText.bounded(event.client(), MAX_NAME);
    Agent before = agents.remove(client);
    agents.put(
        client,
        new Agent(
            client,
            event.name(),
            VisibleText.bounded(event.version(), MAX_NAME),
            VisibleText.bounded(event.transport(), MAX_NAME),
            event.atMillis(),
            0,
            before == null ? 0 : before.calls(),
            before == null ? 0 : before.errors(),
            before == null ? 0 : before.tokens(),
            before == null ? "" : before.lastTool()));
    if (agents.size() > MAX_AGENTS) {
      agents.remove(
          agents.values().stream()
              .filter(agent -> !agent.isConnected())
              .findFirst()
              .orElse(agents.firstEntry().getValue())
              .client());
    }
  }

  void disconnected(Event.MCPDisconnected event) {
    agents.computeIfPresent(
        VisibleText.bounded(event.client(), MAX_NAME),
        (_, agent) -> agent.withDisconnect(event.atMillis()));
  }

  /// @return what the call did, for the user: "claude-code restarted api"; null if it changed
  ///   nothing
  @Nullable String recordCall(Event.MCPActivity event) {
    Event.MCPActivity call = visible(event);
    agents.computeIfPresent(call.client(), (_, agent) -> agent.withCall(call));
    activity.addFirst(call);
    if (activity.size() > MAX_ACTIVITY) {
      activity.removeLast();
    }
    newestFirst = null;
    String effect = effect(call);
    return call.ok() && call.action() != Action.NONE ? call.client() + " " + effect : null;
  }

  private static Event.MCPActivity visible(Event.MCPActivity event) {
    return new Event.MCPActivity(
        VisibleText.bounded(event.client(), MAX_NAME),
        VisibleText.bounded(event.tool(), MAX_NAME),
        event.action(),
        VisibleText.bounded(event.processes(), MAX_SUMMARY),
        VisibleText.bounded(event.summary(), MAX_SUMMARY),
        event.ok(),
        event.durationMicros(),
        event.tokens(),
        bounded(event.arguments()),
        bounded(event.response()),
        event.atMillis());
  }

  private static String bounded(String text) {
    return VisibleText.of(text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…");
  }

  /// What a call did to which processes: `restarted api`; the processes alone if it only read.
  public static String effect(Event.MCPActivity call) {
    return (call.action().word() + " " + call.processes()).strip();
  }

  /// Whether the switches keep this agent from acting.
  public boolean isReadOnly(Agent agent) {
    return !access.mayAct(agent.name());
  }

  /// The agent with a label, null if it is unknown.
  public @Nullable Agent agent(String client) {
    return agents.get(client);
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

  /// The agent of a row of [#activity]; the newest agent if there are no calls; null if it is
  /// unknown.
  public @Nullable Agent ofRow(int row) {
    List<Event.MCPActivity> calls = activity();
    if (row >= 0 && row < calls.size()) {
      return agents.get(calls.get(row).client());
    }
    return calls.isEmpty() && !agents.isEmpty() ? agents.lastEntry().getValue() : null;
  }
}
