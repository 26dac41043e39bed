package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.model.list.ErrorRow;
import dev.brummer.tui.model.list.PageItem;
import dev.brummer.tui.model.list.ProcessRow;
import dev.brummer.tui.model.list.UrlList;
import dev.brummer.tui.model.list.UrlRow;
import dev.brummer.tui.view.InMemoryLogReader;
import dev.brummer.tui.view.ShopFixture;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModelTest {
  private final Model model = ShopFixture.busy();

  @Test
  void failedTest_isAmongTheErrors_untilItPasses() {
    int before = model.errors().size();
    model.apply(new Event.TestFailed(ShopFixture.TESTS, 5, "jest", "sums", 1, ShopFixture.NOW));
    assertEquals(before + 1, model.errors().size());
    model.apply(new Event.TestPassed(ShopFixture.TESTS, 9, "jest", "sums", 1, ShopFixture.NOW));
    assertEquals(before, model.errors().size());
  }

  @Test
  void newTestRun_replacesCountsAndFailures() {
    int before = model.errors().size();
    for (int run = 1; run <= 2; run++) {
      model.apply(new Event.TestPassed(ShopFixture.TESTS, 5, "jest", "adds", 1, run, 1));
      model.apply(
          new Event.TestFailed(
              ShopFixture.TESTS, 6, 9, "jest", "sub" + run, 1, "a.js:1:2", run, 1));
      model.apply(
          new Event.TestFailed(
              ShopFixture.TESTS, 7, 12, "jest", "sub" + run, 0, "b.js:3:4", run, 1));
    }
    ProcessRow tests = model.processes().row(ShopFixture.TESTS);
    assertEquals("1 1", tests.passed() + " " + tests.failed());
    ErrorRow row = model.errors().rows().getFirst();
    assertEquals(before, model.errors().size());
    assertEquals(
        "sub2 b.js:3:4 12 1",
        row.message() + " " + row.location() + " " + row.lines() + " " + row.count());
  }

  @Test
  void acknowledgedError_isHidden_untilItOccursAgain() {
    Event.ErrorDetected error =
        new Event.ErrorDetected(ShopFixture.API, 3, 1, "E", "boom", null, "same", ShopFixture.NOW);
    model.apply(error);
    int shown = model.errors().size();
    model.errors().acknowledge(model.errors().rows().getFirst());
    assertEquals(shown - 1, model.errors().size());
    assertEquals(1, model.errors().acknowledged());
    model.apply(error);
    assertEquals(shown, model.errors().size());
    assertEquals(2, model.errors().rows().getFirst().count());
    model.errors().acknowledgeAll();
    assertEquals(0, model.errors().size());
  }

  @Test
  void equalErrors_areOneRowThatCounts() {
    Event.ErrorDetected error =
        new Event.ErrorDetected(ShopFixture.API, 3, 1, "E", "boom", null, "same", ShopFixture.NOW);
    int before = model.errors().size();
    model.apply(error);
    model.apply(error);
    assertEquals(before + 1, model.errors().size());
    assertEquals(2, model.errors().rows().getFirst().count());
  }

  @Test
  void route_beforeItsUrl_isJoinedToIt() {
    model.apply(
        new Event.RouteOpened(
            ShopFixture.WORKER, "http://localhost:9", "http://localhost:20900", 1));
    model.apply(
        new Event.UrlDetected(
            ShopFixture.WORKER, 1, "http://localhost:9/", Event.UrlDetected.Scope.LOCAL, "", 1));
    UrlRow url = model.urls().preferredFor(ShopFixture.WORKER);
    assertNotNull(url);
    assertEquals("http://localhost:20900", url.proxyUrl());
  }

  @Test
  void forgottenUrl_isGone() {
    model.apply(new Event.UrlExpired(ShopFixture.API, "http://localhost:3000", ShopFixture.NOW));
    assertNull(model.urls().preferredFor(ShopFixture.API));
  }

  @Test
  void externalUrls_areLast_doNotCount_andAreNotOpenedForAProcess() {
    int before = model.urls().count();
    found("https://redis.io", Event.UrlDetected.Scope.EXTERNAL);
    assertNull(model.urls().preferredFor(ShopFixture.WORKER));
    assertEquals(before, model.urls().count());
    found("http://localhost:9001", Event.UrlDetected.Scope.LOCAL);
    assertEquals(before + 1, model.urls().count());
    assertEquals("https://redis.io", model.urls().rows().getLast().url());
    assertEquals("http://localhost:9001", model.urls().preferredFor(ShopFixture.WORKER).url());
  }

  @Test
  void pageThatAnswers_isPreferredToTheErrorOfAnApi() {
    found("http://localhost:9001/api", Event.UrlDetected.Scope.LOCAL);
    found("http://192.0.2.2:9002", Event.UrlDetected.Scope.NETWORK);
    found("http://localhost:9002", Event.UrlDetected.Scope.LOCAL);
    found("http://localhost:9003/health", Event.UrlDetected.Scope.LOCAL);
    assertEquals("http://localhost:9001/api", model.urls().preferredFor(ShopFixture.WORKER).url());
    probed("http://localhost:9001/api", 404, false);
    probed("http://localhost:9003/health", 200, false);
    assertEquals("http://localhost:9002", model.urls().preferredFor(ShopFixture.WORKER).url());
    probed("http://localhost:9002", 0, false);
    assertEquals(
        "http://localhost:9003/health", model.urls().preferredFor(ShopFixture.WORKER).url());
    probed("http://localhost:9002", 200, true);
    assertEquals("http://localhost:9002", model.urls().preferredFor(ShopFixture.WORKER).url());
  }

  private void found(String url, Event.UrlDetected.Scope scope) {
    model.apply(new Event.UrlDetected(ShopFixture.WORKER, 1, url, scope, "", 1));
  }

  private void probed(String url, int status, boolean page) {
    model.urls().recordProbe(url, new UrlList.ProbeResult(status, "", page, 1));
  }

  @Test
  void toast_goesAfterItsTime() {
    model.toast("hello", Toast.Severity.SUCCESS);
    model.now(ShopFixture.NOW + Toast.DURATION_MILLIS - 1);
    assertNotNull(model.toast());
    model.now(ShopFixture.NOW + Toast.DURATION_MILLIS);
    assertNull(model.toast());
  }

  @Test
  void floodOfFacts_isBounded() {
    for (int i = 0; i < 5_000; i++) {
      model.apply(new Event.InternalFailure("proxy", "no " + i, null, ShopFixture.NOW));
      model.apply(
          new Event.ErrorDetected(
              ShopFixture.API, i, 1, "E", "no " + i, null, "print" + i, ShopFixture.NOW));
      model.apply(
          new Event.UrlDetected(
              ShopFixture.WEB,
              i,
              "http://localhost/" + i,
              Event.UrlDetected.Scope.LOCAL,
              "",
              ShopFixture.NOW));
    }
    assertTrue(model.failures().size() <= 200);
    assertEquals(1_000, model.errors().size());
    assertTrue(model.errors().evicted() > 0);
    assertTrue(model.urls().rows().size() <= 500);
  }

  @Test
  void solo_twice_showsAllAgain() {
    ProcessRow web = model.processes().rows().getFirst();
    model.solo(web);
    BitSet shown = model.log().query(model.processes()).processes();
    assertNotNull(shown);
    assertTrue(shown.get(ShopFixture.WEB));
    assertFalse(shown.get(ShopFixture.API));
    model.solo(web);
    assertNull(model.log().query(model.processes()).processes());
  }

  @Test
  void filter_prefersTheBeginningOfAName() {
    model.processes().filter("l");
    ProcessRow found = model.processes().selected();
    assertNotNull(found);
    assertEquals("lint", found.name());
    assertEquals("worker", model.processes().complete("wo"));
    assertEquals("nothing", model.processes().complete("nothing"));
  }

  @Test
  void bookmarks_goRound() {
    LogViewState log = model.log();
    log.viewportPainted(0, 10, 10);
    log.goTo(3);
    assertTrue(log.toggleBookmark());
    log.goTo(7);
    assertTrue(log.toggleBookmark());
    assertEquals(3, log.nextBookmark());
    log.goTo(3);
    assertEquals(7, log.nextBookmark());
    assertFalse(log.toggleBookmark());
    assertTrue(log.isBookmarked(7));
  }

  /// New lines do not move a paused view.
  @Test
  void paused_newLines_moveNothing() {
    InMemoryLogReader lines = new InMemoryLogReader();
    Model reading = new Model("p", ZoneOffset.UTC, lines, 1000);
    for (int i = 0; i < 50; i++) {
      lines.add(1, LogLevel.NONE, i, "line " + i);
    }
    reading.log().viewportPainted(40, 49, 10);
    reading.moveLog(-5);
    long cursor = reading.log().cursor();
    lines.add(1, LogLevel.NONE, 60, "new");
    assertEquals(44, cursor);
    assertEquals(cursor, reading.log().cursor());
    assertFalse(reading.log().isFollowing());
    reading.moveLog(100);
    reading.moveLog(1);
    assertTrue(reading.log().isFollowing());
  }

  @Test
  void level_goesRound() {
    for (int i = 0; i < 4; i++) {
      model.log().nextLevel();
    }
    LogQuery query = model.log().query(model.processes());
    assertEquals(LogLevel.NONE, query.minimum());
  }

  @Test
  void error_isNewOrKnown_sinceItsProcessStartedAgain() {
    Event.ErrorDetected first =
        new Event.ErrorDetected(1, 0, 1, "Error", "x", null, "fingerprint", 100);
    model.apply(first);
    ErrorRow row = model.errors().rows().getFirst();
    assertEquals(ErrorRow.Recency.NOT_RESTARTED, row.recency(started(1, 50)));
    assertEquals(ErrorRow.Recency.HEALED, row.recency(started(2, 150)));
    model.apply(new Event.ErrorDetected(1, 5, 1, "Error", "x", null, "fingerprint", 200));
    assertEquals(ErrorRow.Recency.RECURRING, row.recency(started(2, 150)));
    assertEquals(ErrorRow.Recency.NEW, row.recency(started(2, 90)));
    assertEquals(ErrorRow.Recency.NOT_RESTARTED, row.recency(null));
  }

  @Test
  void error_isHealedByABuildWithoutIt_andStandsAgainWhenItRecurs() {
    int others = model.errors().open();
    Event.ErrorDetected error =
        new Event.ErrorDetected(77, 0, 1, "Error", "x", null, "fingerprint", 100);
    model.apply(new Event.TestFailed(77, 0, 1, "jest", "adds", 1, null, 1, 100));
    model.apply(error);
    model.apply(watched(78, Event.WatchEvent.Step.OK));
    assertEquals(others + 2, model.errors().open());
    model.apply(watched(77, Event.WatchEvent.Step.OK));
    assertEquals(others + 1, model.errors().open(), "a failed test waits for the next test run");
    assertEquals(others + 2, model.errors().size());
    assertEquals(ErrorRow.Recency.HEALED, model.errors().rows().getFirst().recency(null));

    model.apply(watched(77, Event.WatchEvent.Step.CHANGED));
    model.apply(error);
    model.apply(watched(77, Event.WatchEvent.Step.FAILED));
    assertEquals(others + 2, model.errors().open());
    model.apply(new Event.ProcessStarted(77, "p", 1, 2, 200));
    assertEquals(others + 1, model.errors().open());
  }

  private static Event.WatchEvent watched(int process, Event.WatchEvent.Step step) {
    return new Event.WatchEvent(process, 0, step, "vite", "text", 100);
  }

  private static ProcessRow started(int epoch, long atMillis) {
    ProcessInfo info =
        new ProcessInfo(
            1,
            new ProcessSpec(
                "web",
                "",
                List.of("true"),
                Path.of("/"),
                Map.of(),
                true,
                ProcessSpec.DEFAULT_GRACE),
            new ProcessState.Idle(),
            epoch,
            0,
            0,
            atMillis,
            ProcessInfo.Resources.NONE);
    return new ProcessRow(info);
  }

  private static Event.ErrorDetected pageError(String message, int count) {
    return new Event.ErrorDetected(
        ShopFixture.WEB,
        3,
        1,
        Event.ErrorDetected.Source.BROWSER,
        count,
        Event.ErrorDetected.Severity.ERROR,
        "TypeError",
        message,
        null,
        message,
        ShopFixture.NOW);
  }

  @Test
  void pageError_isARowAmongTheErrors_thatCountsItsOccurrences_andCanBeAcknowledged() {
    int before = model.errors().size();
    model.apply(pageError("boom", 1));
    model.apply(pageError("boom", 998));
    ErrorRow row = model.errors().rows().getFirst();
    assertEquals(before + 1, model.errors().size());
    assertEquals(999, row.count());
    assertEquals(true, row.isInBrowser());
    model.errors().acknowledge(row);
    assertEquals(before, model.errors().size());
    model.apply(pageError("boom", 1));
    assertEquals(before + 1, model.errors().size());
  }

  @Test
  void errorsView_selectsTheNewest_onlyIfThereAreNewErrors() {
    model.tab(Tab.ERRORS);
    model.cursor(Tab.ERRORS).select(1);
    model.tab(Tab.LOGS);
    model.tab(Tab.ERRORS);
    assertEquals(1, model.cursor(Tab.ERRORS).selected());
    model.tab(Tab.LOGS);
    model.apply(pageError("boom", 1));
    model.tab(Tab.ERRORS);
    assertEquals(0, model.cursor(Tab.ERRORS).selected());
  }

  @Test
  void selectedError_staysSelected_whenOthersOccur() {
    model.tab(Tab.ERRORS);
    model.cursor(Tab.ERRORS).select(1);
    ErrorRow selected = model.errors().rows().get(1);
    model.apply(pageError("boom", 1));
    assertEquals(selected, model.errors().rows().get(model.cursor(Tab.ERRORS).selected()));
    model.apply(pageError("bang", 1));
    assertEquals(selected, model.errors().rows().get(model.cursor(Tab.ERRORS).selected()));
  }

  private static Event.PageEvent pageEvent(String type, Event.@Nullable PageErrorReport error) {
    return new Event.PageEvent(
        ShopFixture.WEB, "s9", type, "/", type, "{}", 1, error, ShopFixture.NOW);
  }

  private String openedTypes() {
    StringBuilder types = new StringBuilder();
    for (PageItem item : model.pages().openedItems()) {
      types.append(
          switch (item) {
            case PageItem.Occurrence(Event.PageEvent event) -> event.type() + " ";
            case PageItem.Fold fold -> "[" + fold.summary() + "] ";
          });
    }
    return types.toString();
  }

  @Test
  void page_listsErrorsAndConsoleFirst_andFoldsMeasurements() {
    Event.PageErrorReport failed =
        new Event.PageErrorReport("HTTP 500", "GET /", null, List.of("x"));
    model.apply(pageEvent("network_response", failed));
    model.apply(pageEvent("console_output", null));
    model.apply(pageEvent("page_load", null));
    model.apply(pageEvent("dom_state", null));
    for (int i = 0; i < 1_000; i++) {
      model.apply(pageEvent("memory_usage", null));
      model.apply(pageEvent("paint", null));
    }
    model.tab(Tab.PAGES);
    model.pages().open(model.pages().rows().getFirst());
    assertEquals(
        "console_output network_response page_load [memory_usage 100, paint 100] ", openedTypes());

    model.cursor(Tab.PAGES).select(2);
    model.apply(pageEvent("javascript_error", failed));
    assertEquals(3, model.cursor(Tab.PAGES).selected());
    model.apply(pageEvent("paint", null));
    assertEquals(3, model.cursor(Tab.PAGES).selected());
    model.pages().toggleFold();
    assertEquals(205, model.pages().openedItems().size());
  }
}
