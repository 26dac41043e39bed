package dev.brummer.engine.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.BuildEvent;
import dev.brummer.engine.event.EventBus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What counts as a standing error, on a real bus.
class FactLedgerTest {
  private final EventBus bus = new EventBus();
  private final FactLedger ledger = new FactLedger(bus);

  @AfterEach
  void close() {
    ledger.close();
    bus.close();
  }

  @Test
  void errorOfABuild_isHealedByTheNextBuildWithoutIt() {
    publish(build(BuildEvent.Phase.STARTED), error("a"), build(BuildEvent.Phase.FAILED));
    assertEquals(List.of("a"), standing());
    publish(build(BuildEvent.Phase.STARTED), error("b"), build(BuildEvent.Phase.FAILED));
    assertEquals(List.of("b"), standing());
    publish(build(BuildEvent.Phase.STARTED), build(BuildEvent.Phase.OK));
    assertEquals(List.of(), standing());
  }

  @Test
  void failedBuild_isAnErrorOfItsOwn_unlessErrorsExplainIt() {
    publish(build(BuildEvent.Phase.STARTED), build(BuildEvent.Phase.FAILED));
    assertEquals(List.of("tsc: text"), standing());
    publish(error("a"));
    assertEquals(List.of("a"), standing());
    publish(build(BuildEvent.Phase.STARTED), build(BuildEvent.Phase.OK));
    assertEquals(
        List.of("a"),
        ledger.errors().stream()
            .map(ErrorFact::occurrence)
            .map(Event.ErrorDetected::message)
            .toList());
  }

  @Test
  void errorOfAToolThatAnnouncesNoBuild_isHealedByTheNextFailedBuildWithoutIt() {
    publish(build(BuildEvent.Phase.OK), error("a"), build(BuildEvent.Phase.FAILED));
    publish(error("b"), build(BuildEvent.Phase.FAILED));
    assertEquals(List.of("b"), standing());
  }

  /// Next reports no end of a failed build, and does not announce the build after an edit.
  @Test
  void errorOfABuildWithoutAReportedEnd_isHealedByTheNextOneThatSucceeds() {
    publish(build("next", BuildEvent.Phase.STARTED), error("a"));
    assertEquals(List.of("a"), standing());
    publish(build("next", BuildEvent.Phase.OK));
    assertEquals(List.of(), standing());
    publish(build(BuildEvent.Phase.STARTED), error("b"), build(BuildEvent.Phase.OK));
    assertEquals(List.of("b"), standing());
  }

  @Test
  void errorThatRecurs_standsAgain_asNew() {
    publish(build(BuildEvent.Phase.STARTED), error("a"), build(BuildEvent.Phase.FAILED));
    publish(build(BuildEvent.Phase.STARTED), build(BuildEvent.Phase.OK));
    long before = ledger.sequence();
    publish(build(BuildEvent.Phase.STARTED), error("a"), build(BuildEvent.Phase.FAILED));
    ErrorFact fact = fact("a");
    assertFalse(fact.isHealed());
    assertEquals(2, fact.count());
    assertTrue(fact.firstSequence() > before);
  }

  @Test
  void scheduleAndRemoval_areNoFailures() {
    publish(new Event.ProcessChanged(1, "p", "running", "scheduled", "exit", 5));
    publish(new Event.ProcessChanged(1, "p", "ended", "removed", "configuration", 6));
    assertEquals(List.of(), ledger.down(0));
  }

  @Test
  void errorOfAnotherProcess_isNotHealed() {
    publish(error("a"));
    publish(new Event.ProcessStarted(2, "other", 1, 1, 5));
    assertEquals(List.of("a"), standing());
    publish(new Event.ProcessStarted(1, "p", 1, 2, 5));
    assertEquals(List.of(), standing());
  }

  @Test
  void failedTest_isHealedByPassing_andByARunWithoutIt() {
    publish(new Event.TestFailed(1, 0, 1, "jest", "adds", 1, null, 1, 5));
    publish(new Event.TestFailed(1, 0, 1, "jest", "subtracts", 1, null, 1, 5));
    assertEquals(List.of("subtracts", "adds"), standing());
    publish(build(BuildEvent.Phase.OK));
    assertEquals(List.of("subtracts", "adds"), standing());
    publish(new Event.TestPassed(1, 0, "jest", "adds", 1, 1, 5));
    assertEquals(List.of("subtracts"), standing());
    publish(new Event.TestPassed(1, 0, "jest", "adds", 1, 2, 5));
    assertEquals(List.of(), standing());
  }

  @Test
  void hotUpdate_healsEarlierErrors() {
    publish(error("a"));
    publish(new Event.WatchEvent(1, 0, Event.WatchEvent.Step.OK, "vite", "hmr update /a", 5));
    assertEquals(List.of(), standing());
  }

  @Test
  void processThatFails_isDown_andOneThatIsStoppedIsNot() {
    publish(new Event.ProcessChanged(1, "p", "running", "exit 1", "exit 1", 5));
    publish(new Event.ProcessChanged(2, "q", "stopping", "stopped", "ended", 5));
    assertEquals(List.of("p"), ledger.down(0).stream().map(DownFact::name).toList());
    assertEquals(List.of(), ledger.down(ledger.sequence()));
  }

  @Test
  void awaitChange_returnsOnAnEvent() throws InterruptedException {
    long known = ledger.changes();
    bus.publish(error("a"));
    ledger.awaitChange(known, 20_000);
    assertTrue(ledger.changes() > known);
  }

  private void publish(Event... events) {
    for (Event event : events) {
      bus.publish(event);
    }
    assertTrue(bus.awaitIdle(Duration.ofSeconds(10)));
  }

  private List<String> standing() {
    return ledger.errors().stream()
        .filter(it -> !it.isHealed())
        .map(it -> it.occurrence().message())
        .toList();
  }

  private ErrorFact fact(String message) {
    return ledger.errors().stream()
        .filter(it -> it.occurrence().message().equals(message))
        .findFirst()
        .orElseThrow();
  }

  private static Event.ErrorDetected error(String message) {
    return new Event.ErrorDetected(1, 0, 1, "Error", message, null, message, 5);
  }

  private static BuildEvent build(BuildEvent.Phase phase) {
    return build("tsc", phase);
  }

  private static BuildEvent build(String tool, BuildEvent.Phase phase) {
    return new BuildEvent(1, 0, phase, tool, "text", -1, 0, 5);
  }
}
