package dev.brummer.engine.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentAccessTest {
  @TempDir Path directory;

  private final List<String> warnings = new ArrayList<>();

  private AgentAccess access() {
    return new AgentAccess(directory.resolve("a/switches"), warnings::add);
  }

  @Test
  void withoutSwitches_everyAgentMayAct() {
    assertTrue(access().mayAct("claude-code"));
    assertFalse(Files.exists(directory.resolve("a")));
  }

  @Test
  void switchOfOneClient_leavesTheOthers_andOutlivesTheRun() throws IOException {
    access().readOnly("claude-code", true);
    AgentAccess next = access();
    assertFalse(next.mayAct("claude-code"));
    assertTrue(next.mayAct("cursor"));
    assertFalse(next.isReadOnly());
    Path file = directory.resolve("a/switches");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    next.readOnly("claude-code", false);
    assertTrue(access().mayAct("claude-code"));
  }

  @Test
  void switchOfAll_keepsTheSwitchesOfClients() {
    AgentAccess access = access();
    access.readOnly("cursor", true);
    access.readOnly(true);
    assertFalse(access.mayAct("claude-code"));
    assertFalse(access.isReadOnly("claude-code"));
    access.readOnly(false);
    assertTrue(access.mayAct("claude-code"));
    assertFalse(access.mayAct("cursor"));
  }

  @Test
  void hostileNames_switchNoOtherClient() {
    AgentAccess access = access();
    for (String name : List.of("*", "a\nb", "\n*\n", " ", "x".repeat(1_000_000), "\u0000")) {
      access.readOnly(name, true);
    }
    AgentAccess next = access();
    assertFalse(next.isReadOnly());
    assertTrue(next.mayAct("b"));
    assertFalse(next.mayAct("*"));
    assertFalse(next.mayAct("a\nb"));
    assertEquals(List.of(), warnings);
  }

  @Test
  void manyNames_areBounded_andKeepTheSwitchOfAll() throws IOException {
    AgentAccess access = access();
    access.readOnly(true);
    for (int i = 0; i < 500; i++) {
      access.readOnly("agent " + i, true);
    }
    assertTrue(access().isReadOnly());
    assertTrue(access().isReadOnly("agent 499"));
    assertEquals(200, Files.readAllLines(directory.resolve("a/switches")).size());
  }

  @Test
  void unreadableSwitches_makeAllAgentsReadOnly() throws IOException {
    Files.createDirectories(directory.resolve("a/switches"));
    assertFalse(access().mayAct("claude-code"));
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.getFirst().startsWith("agents are read-only: "), warnings::toString);
  }

  @Test
  void unwritableSwitches_holdForTheRun_andSaySo() throws IOException {
    Files.writeString(directory.resolve("a"), "a file where the directory should be");
    AgentAccess access = access();
    access.readOnly("cursor", true);
    assertFalse(access.mayAct("cursor"));
    assertTrue(warnings.getLast().contains("for this run only"), warnings::toString);
  }
}
