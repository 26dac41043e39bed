package dev.brummer.tui.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the inbox passes on.
class UiInboxTest {
  private final UiInbox inbox = new UiInbox();

  @Test
  void errorsAndWhatHealsThem_keepTheirOrder() {
    Event.ErrorDetected error =
        new Event.ErrorDetected(1, 5, 1, "TypeError", "x", null, "TypeError x", 1_000);
    Event.WatchEvent update =
        new Event.WatchEvent(1, 6, Event.WatchEvent.Step.OK, "vite", "hmr update /a.js", 2_000);
    Event.ProcessStarted started = new Event.ProcessStarted(1, "web", 42, 2, 3_000);
    List<Event> all = List.of(error, update, error, started, error);

    all.forEach(inbox::on);

    assertEquals(all, inbox.drainEvents());
    assertEquals(List.of(), inbox.drainEvents());
    assertTrue(inbox.pollNewStates());
  }
}
