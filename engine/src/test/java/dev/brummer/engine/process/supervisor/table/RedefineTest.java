package dev.brummer.engine.process.supervisor.table;

import static dev.brummer.engine.process.supervisor.table.ProcessTableFixture.spec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.Replica;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Changed and removed definitions.
final class RedefineTest {
  private static final List<String> OTHER = List.of("other");

  private final ProcessTableFixture fixture = new ProcessTableFixture();

  private void redefine(ProcessSpec spec) {
    fixture.step(new ProcessCommand.Redefine(fixture.id("web"), spec, ""));
  }

  private List<String> command() {
    return fixture.info("web").spec().command();
  }

  private static ProcessSpec other() {
    return spec("web").withCommand(OTHER);
  }

  @Test
  void idleProcess_hasTheNewDefinitionAtOnce_andDoesNotStart() {
    fixture.register(spec("web"));

    redefine(other());

    assertEquals(OTHER, command());
    assertEquals("idle", fixture.label("web"));
  }

  @Test
  void runningProcess_isStoppedByTheOldDefinition_andStartedByTheNewOne() {
    fixture.register(spec("web"));
    fixture.start("web");
    fixture.spawned("web");

    redefine(other());
    assertEquals("stopping", fixture.label("web"));
    assertEquals(spec("web").command(), command());
    fixture.exits("web", 0);
    fixture.treeFoundEmpty("web");

    assertEquals(List.of("web"), fixture.starts());
    assertEquals(OTHER, command());
    assertEquals(OTHER, fixture.last(ProcessEffect.Spawn.class).getFirst().spec().command());
  }

  @Test
  void processThatTheUserStops_hasTheNewDefinitionAfterwards_andStaysStopped() {
    fixture.register(spec("web"));
    fixture.start("web");
    fixture.spawned("web");
    fixture.stop("web");

    redefine(other());
    fixture.exits("web", 0);
    fixture.treeFoundEmpty("web");

    assertEquals("stopped", fixture.label("web"));
    assertEquals(OTHER, command());
  }

  @Test
  void variablesThatWereSet_survive() {
    fixture.register(spec("web"));
    fixture.step(new ProcessCommand.SetVariable(fixture.id("web"), "PORT", "4000"));

    redefine(other());
    fixture.start("web");

    assertEquals(
        "4000",
        fixture.last(ProcessEffect.Spawn.class).getFirst().spec().environment().get("PORT"));
  }

  @Test
  void removedProcess_isForgotten_onceItHasEnded() {
    fixture.register(spec("web"));
    fixture.start("web");
    fixture.spawned("web");

    fixture.step(new ProcessCommand.Remove(fixture.id("web"), ""));
    assertTrue(fixture.last(ProcessEffect.Forget.class).isEmpty());
    fixture.exits("web", 0);
    fixture.treeFoundEmpty("web");

    assertEquals(1, fixture.last(ProcessEffect.Forget.class).size());
    fixture.start("web");
    assertEquals(List.of(), fixture.starts());
  }

  @Test
  void removedIdleProcess_isForgottenAtOnce_andOnce() {
    fixture.register(spec("web"));

    fixture.step(new ProcessCommand.Remove(fixture.id("web"), ""));
    assertEquals(1, fixture.last(ProcessEffect.Forget.class).size());
    fixture.later(1);
    fixture.stop("web");

    assertTrue(fixture.last(ProcessEffect.Forget.class).isEmpty());
  }

  @Test
  void redefinitionWhileItIsRemoved_keepsIt() {
    fixture.register(spec("web"));
    fixture.start("web");
    fixture.spawned("web");
    fixture.step(new ProcessCommand.Remove(fixture.id("web"), ""));

    redefine(other());
    fixture.exits("web", 0);
    fixture.treeFoundEmpty("web");

    assertTrue(fixture.last(ProcessEffect.Forget.class).isEmpty());
    assertEquals(OTHER, command());
  }

  @Test
  void newDependencyOnALine_isSearchedForInTheRunOfTheOther() {
    fixture.register(spec("web"), spec("db"));
    fixture.start("db");
    fixture.spawned("db");
    Pattern up = Pattern.compile("up");
    redefine(other().toBuilder().dependsOn(List.of(Dependency.onLogLine("db", up))).build());
    assertEquals(
        List.of(new ProcessEffect.WatchLine(fixture.id("db"), 1, up)),
        fixture.last(ProcessEffect.WatchLine.class));
  }

  @Test
  void removedReplica_keepsNoDependentFromStarting() {
    ProcessSpec member = spec("web-1").toBuilder().replica(new Replica("web", 1, 2)).build();
    fixture.register(
        spec("web-0"),
        member,
        ProcessTableFixture.needing("api", Dependency.Condition.STARTED, "web-0", "web-1"));
    fixture.step(new ProcessCommand.Remove(2, ""));

    fixture.start("api");
    assertEquals(List.of("web-0"), fixture.starts());
    fixture.spawned("web-0");

    assertEquals(List.of("api"), fixture.starts());
  }

  @Test
  void otherRemovedProcess_isAnUnknownDependency() {
    fixture.register(
        spec("web"), ProcessTableFixture.needing("api", Dependency.Condition.STARTED, "web"));
    fixture.step(new ProcessCommand.Remove(1, ""));

    fixture.start("api");

    assertEquals("cannot start", fixture.label("api"));
  }
}
