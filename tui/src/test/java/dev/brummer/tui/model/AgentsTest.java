package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.MCPActivity.Action;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgentsTest {
  private final Model model =
      new Model("p", ZoneOffset.UTC, new dev.brummer.tui.view.InMemoryLogReader(), 10);
  private final Agents agents = model.agents();

  private void connect(String client, String name) {
    model.apply(new Event.MCPConnected(client, name, "1", "stdio", 5));
  }

  private void call(String client, Action action, String processes, boolean ok) {
    model.apply(
        new Event.MCPActivity(
            client, "scripts_restart", action, processes, "done", ok, 10, 7, "{}", "ok", 9));
  }

  private String toast() {
    Toast toast = model.toast();
    return toast == null ? "" : toast.text();
  }

  @Test
  void action_isToldInAToast_readingAndRefusalsAreNot() {
    connect("claude-code", "claude-code");
    call("claude-code", Action.NONE, "api", true);
    assertNull(model.toast());
    call("claude-code", Action.RESTARTED, "api", false);
    assertNull(model.toast());
    call("claude-code", Action.RESTARTED, "api", true);
    assertEquals("claude-code restarted api", toast());
    call("claude-code", Action.STOPPED, "api, web", true);
    assertEquals("claude-code stopped api, web", toast());
    call("claude-code", Action.SHUT_DOWN, "", true);
    assertEquals("claude-code shut down brummer", toast());
  }

  @Test
  void countsOfAClient_goOnAfterItReturns() {
    connect("cursor", "cursor");
    call("cursor", Action.NONE, "", false);
    model.apply(new Event.MCPDisconnected("cursor", "idle", 6));
    assertEquals(0, agents.connectedCount());
    connect("cursor", "cursor");
    call("cursor", Action.NONE, "", true);
    Agents.Agent agent = agents.agent("cursor");
    assertNotNull(agent);
    assertEquals(2, agent.calls());
    assertEquals(1, agent.errors());
    assertEquals(14, agent.tokens());
    assertTrue(agent.isConnected());
  }

  @Test
  void readOnly_holdsForAllClientsOfAName() {
    connect("claude-code", "claude-code");
    connect("claude-code #2", "claude-code");
    connect("cursor", "cursor");
    agents.access().readOnly("claude-code", true);
    assertEquals(
        List.of(true, true, false), agents.all().stream().map(agents::isReadOnly).toList());
    agents.access().readOnly(true);
    assertEquals(List.of(true, true, true), agents.all().stream().map(agents::isReadOnly).toList());
  }

  @Test
  void manyClients_areBounded_evenIfAllStayConnected() {
    for (int i = 0; i < 10_000; i++) {
      connect("agent " + i, "agent");
      call("agent " + i, Action.NONE, "", true);
    }
    assertEquals(100, agents.all().size());
    assertEquals("agent 9999", agents.all().getLast().client());
    assertEquals(500, agents.activity().size());
  }

  @Test
  void textsOfClients_areVisibleAndBounded() {
    String hostile = "a\u001b[2J\u202e\r\n" + "x".repeat(100_000);
    model.apply(new Event.MCPConnected(hostile, hostile, hostile, hostile, 5));
    model.apply(
        new Event.MCPActivity(
            hostile, hostile, Action.STOPPED, hostile, hostile, true, 1, 1, hostile, hostile, 9));
    Event.MCPActivity call = agents.activity().getFirst();
    for (String text :
        List.of(call.client(), call.tool(), call.processes(), call.summary(), toast())) {
      assertTrue(text.length() < 700, text);
      assertTrue(text.chars().noneMatch(c -> c < ' ' || c == 0x202e), text);
    }
    for (String text : List.of(call.arguments(), call.response())) {
      assertTrue(text.length() < 5_000);
      assertTrue(text.chars().noneMatch(c -> c == 0x1b || c == 0x202e), text);
    }
    Agents.Agent agent = agents.agent(call.client());
    assertNotNull(agent);
    assertEquals(1, agent.calls());
  }

  @Test
  void rowsAgent_isThatOfTheCall_orTheNewestWithoutCalls() {
    assertNull(agents.ofRow(0));
    connect("one", "one");
    connect("two", "two");
    Agents.Agent newest = agents.ofRow(0);
    assertNotNull(newest);
    assertEquals("two", newest.client());
    call("one", Action.NONE, "", true);
    Agents.Agent caller = agents.ofRow(0);
    assertNotNull(caller);
    assertEquals("one", caller.client());
    call("unknown", Action.NONE, "", true);
    assertNull(agents.ofRow(0));
    assertFalse(agents.activity().isEmpty());
  }
}
