package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/// Steps of the tour.
class TourTest {
  private final Tour tour = new Tour();

  private String step() {
    String text = tour.text(true);
    return text == null ? "" : text.substring(0, text.indexOf(':'));
  }

  @Test
  void viewsInOrder_leadThroughFiveSteps() {
    assertNull(tour.text(true));
    tour.begin();
    assertEquals("tour 1/5", step());
    tour.shown(Tab.ERRORS);
    tour.shown(Tab.REQUESTS);
    tour.shown(Tab.PAGES);
    assertEquals("tour 4/5", step());
    tour.shown(Tab.AGENTS);
    tour.shown(Tab.LOGS);
    assertEquals("tour 5/5", step());
  }

  @Test
  void otherViews_doNotMoveOn() {
    tour.begin();
    tour.shown(Tab.PAGES);
    tour.shown(Tab.LOGS);
    tour.shown(Tab.SYSTEM);
    assertEquals("tour 1/5", step());
  }

  @Test
  void leave_endsEveryStep() {
    for (Tab last : new Tab[] {Tab.LOGS, Tab.ERRORS, Tab.REQUESTS, Tab.PAGES, Tab.AGENTS}) {
      tour.begin();
      for (Tab tab : Tab.values()) {
        if (tab.number() <= last.number()) {
          tour.shown(tab);
        }
      }
      assertTrue(tour.leave(), last.title());
      assertNull(tour.text(true));
      assertFalse(tour.leave());
    }
  }

  @Test
  void lines_leaveRoomForEsc_inEightyColumns() {
    tour.begin();
    for (Tab tab : Tab.values()) {
      tour.shown(tab);
      for (boolean opened : new boolean[] {false, true}) {
        String text = String.valueOf(tour.text(opened));
        assertTrue(text.length() <= 66, text);
      }
    }
  }

  @Test
  void emptyViews_sayWhatFillsThem() {
    tour.begin();
    for (Tab tab : new Tab[] {Tab.ERRORS, Tab.REQUESTS, Tab.PAGES}) {
      tour.shown(tab);
      assertTrue(String.valueOf(tour.text(false)).contains("o opens the shop"), tab.title());
    }
    assertFalse(String.valueOf(tour.text(true)).contains("o opens the shop"));
  }
}
