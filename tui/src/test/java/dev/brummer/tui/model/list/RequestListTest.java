package dev.brummer.tui.model.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.tui.model.Model;
import dev.brummer.tui.model.RelatedLogLines;
import dev.brummer.tui.model.Tab;
import dev.brummer.tui.view.InMemoryLogReader;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The request list, its filter, and related log lines.
class RequestListTest {
  private static final RequestDetail DETAIL =
      new RequestDetail.Values(
          "http://localhost:1",
          "abcdef",
          0,
          0,
          0,
          List.of(),
          List.of(),
          RequestDetail.Body.NONE,
          RequestDetail.Body.NONE,
          "",
          List.of(),
          "",
          "");

  private final InMemoryLogReader lines = new InMemoryLogReader();
  private final Model model = new Model("p", ZoneOffset.UTC, lines, 4);

  private static Event.RequestCompleted request(long id, String url, int status, long at) {
    return new Event.RequestCompleted(
        id,
        (int) id % 2 + 1,
        "GET",
        url,
        status,
        "text/css",
        0,
        id * 1024,
        id * 100_000_000,
        0,
        0,
        false,
        "",
        "",
        DETAIL,
        at);
  }

  private List<Long> ids() {
    return model.requests().rows().stream().map(Event.RequestCompleted::id).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|[3, 2, 1]",
        "/b|[2]",
        "!/b|[3, 1]",
        "GET css|[3, 2, 1]",
        "404|[2]",
        "5xx|[3]",
        ">=404|[3, 2]",
        ">404|[3]",
        ">150ms|[3, 2]",
        ">1s|[]",
        ">1k|[3, 2]",
        "@api|[3, 1]",
        "!@api /b|[2]",
        "nothing|[]"
      })
  void filter_words_allHold(String words, String expected) {
    model.apply(request(1, "/a", 200, 0));
    model.apply(request(2, "/b", 404, 0));
    model.apply(request(3, "/c", 500, 0));
    model.requests().filter(words, id -> id == 2 ? "api" : "web");
    assertEquals(expected, ids().toString());
  }

  @Test
  void rows_ringFull_newestFirst() {
    for (int id = 1; id <= 6; id++) {
      model.apply(request(id, "/", 200, 0));
    }
    assertEquals(List.of(6L, 5L, 4L, 3L), ids());
    assertEquals(2, model.requests().indexOf(4));
    assertEquals(-1, model.requests().indexOf(1));
  }

  @Test
  void recent_moreThanTheRingHolds_countsAll() {
    long now = 1_000_000;
    for (int i = 0; i < 5_000; i++) {
      model.apply(request(i % 7, "/", i < 30 ? 502 : 200, now - 9_500 + i));
    }
    RequestList.RecentRate recent = model.requests().recent(now);
    assertEquals(500, recent.perSecond());
    assertEquals(30, recent.failed());
    assertEquals(600_000_000, recent.p95Nanos(), "of the newest, with the ids 5, 6, 0 and 1");
  }

  @Test
  void recent_timePasses_forgets() {
    long now = 1_000_000;
    model.apply(request(1, "/", 500, now));
    model.apply(request(2, "/", 200, now + 5_000));
    model.apply(request(3, "/", 200, now - 60_000));
    assertEquals(0.2, model.requests().recent(now + 5_000).perSecond());
    assertEquals(1, model.requests().recent(now + 9_900).failed());
    assertEquals(
        new RequestList.RecentRate(0.1, 200_000_000, 0), model.requests().recent(now + 10_000));
    assertEquals(RequestList.RecentRate.NONE, model.requests().recent(now + 15_000));
    model.apply(request(1, "/", 200, now + 10_000));
    assertEquals(0.2, model.requests().recent(now + 10_000).perSecond());
  }

  @Test
  void cursor_newRequests_staysOnItsRow() {
    model.apply(request(1, "/", 200, 0));
    model.apply(request(2, "/", 200, 0));
    model.cursor(Tab.REQUESTS).select(1);
    model.apply(request(3, "/", 200, 0));
    assertEquals(2, model.cursor(Tab.REQUESTS).selected());
    model.cursor(Tab.REQUESTS).select(0);
    model.apply(request(4, "/", 200, 0));
    assertEquals(0, model.cursor(Tab.REQUESTS).selected());
  }

  @Test
  void moment_lineWithTraceId_exact() {
    lines.add(2, LogLevel.NONE, 900, "before");
    lines.add(2, LogLevel.NONE, 1000, "GET /a");
    lines.add(1, LogLevel.NONE, 1050, "db: trace=abcdef");
    RelatedLogLines relatedLogLines = RelatedLogLines.of(lines, request(1, "/a", 200, 1000));
    assertEquals("1 line with its trace id", relatedLogLines.describe());
    assertEquals(2, relatedLogLines.line());
  }

  @Test
  void moment_noTraceId_linesOfItsProcessMeanwhile() {
    lines.add(2, LogLevel.NONE, 900, "before");
    lines.add(2, LogLevel.NONE, 1000, "GET /a");
    lines.add(1, LogLevel.NONE, 1050, "another process");
    lines.add(2, LogLevel.NONE, 1199, "late");
    lines.add(2, LogLevel.NONE, 1200, "too late");
    RelatedLogLines relatedLogLines = RelatedLogLines.of(lines, request(1, "/a", 200, 1000));
    assertEquals("2 lines at the same time", relatedLogLines.describe());
    assertEquals(1, relatedLogLines.line());
  }

  @Test
  void moment_nothingPrinted_placeInTheLog() {
    lines.add(2, LogLevel.NONE, 900, "before");
    lines.add(2, LogLevel.NONE, 5000, "after");
    RelatedLogLines relatedLogLines = RelatedLogLines.of(lines, request(1, "/a", 200, 1000));
    assertEquals("no lines at the same time", relatedLogLines.describe());
    assertEquals(1, relatedLogLines.line());
  }
}
