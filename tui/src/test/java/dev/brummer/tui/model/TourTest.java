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
    String text = tour.text();
    return text == null ? "" : text.substring(0, text.indexOf(':'));
  }

  @Test
  void viewsInOrder_leadThroughFiveSteps() {
    assertNull(tour.text());
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
      assertNull(tour.text());
      assertFalse(tour.leave());
    }
  }

  @Test
  void lines_fitIntoEightyColumns() {
    tour.begin();
    for (Tab tab : Tab.values()) {
      tour.shown(tab);
      assertTrue(String.valueOf(tour.text()).length() <= 78, tour.text());
    }
  }
}
