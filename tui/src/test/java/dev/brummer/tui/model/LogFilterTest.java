package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.brummer.engine.log.LogQuery;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.log.assemble.LogLevel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogFilterTest {
  private static final List<String> NAMES = List.of("api", "web", "worker");

  /// Maps a name to the processes 1 to 3.
  private static BitSet named(String name) {
    BitSet ids = new BitSet();
    if (NAMES.contains(name)) {
      ids.set(NAMES.indexOf(name) + 1);
    } else {
      for (int i = 0; i < NAMES.size(); i++) {
        ids.set(i + 1, NAMES.get(i).startsWith(name));
      }
    }
    return ids;
  }

  private static boolean keeps(String typed, int process, String line) {
    try (LogStore store = LogStore.open(LogSettings.of((java.nio.file.Path) null))) {
      LineBatch batch = new LineBatch();
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      new LineAssembler().feed(bytes, 0, bytes.length, batch);
      store.append(process, LogSource.STDOUT, batch);
      LogFilter filter = LogFilter.of(typed, LogFilterTest::named);
      LogQuery query = new LogQuery(filter.processes(), LogLevel.NONE, null, filter.rules());
      return !store.from(query, 0, 1).lines().isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, GET /items, true",
    "GET /items, GET /items, true",
    "GET  /items, GET /items, true",
    "!GET, GET /items, false",
    "!GET, POST /items, true",
    "items !POST, GET /items, true",
    "items !POST, POST /items, false",
    "a.c !x, abc, false",
    "a.c !x, a.c, true",
    "!a !b, xxb, false",
    "/it.ms$/, GET /items, true",
    "/it.ms$/, GET /items HTTP, false",
    "/a b/ /c d/, c d a b, true",
    "/a b/ /c d/, a b c, false",
    "!/a.*b/, a then b, false",
    "'\"c d\" \"a b\"', a b c d, true",
    "'c d a b', a b c d, false",
    "'!\"a b\"', a b, false",
    "'!\"a b\"', a c b, true",
    "/a/b, x/a/b, true",
    "!debug[1], DEBUG[1], false",
    ">=warn, [warn] hot, true",
    ">=warn, [info] warm, false",
    ">=warn !hot, [warn] hot, false",
    "!, anything, true",
    "' ', anything, true",
  })
  void rules_keepWhatFits(String typed, String line, boolean kept) {
    assertEquals(kept, keeps(typed, 1, line));
  }

  @ParameterizedTest
  @CsvSource({
    "@api, api, x, true",
    "@api, web, x, false",
    "@w, web, x, true",
    "@w, worker, x, true",
    "@w, api, x, false",
    "@api @web, web, x, true",
    "!@api, api, x, false",
    "!@api, web, x, true",
    "@w !@worker, worker, x, false",
    "@w !@worker, web, x, true",
    "@api:ok, api, ok, true",
    "@api:ok, api, no, false",
    "@api:ok, web, no, true",
    "!@api:/health.*200/, api, /healthz 200, false",
    "!@api:/health.*200/, web, /healthz 200, true",
    "'!@api:\"a b\"', api, a b, false",
    "@api>=error, api, [info] x, false",
    "@api>=error, web, [info] x, true",
    "@api>=error, api, [error] x, true",
  })
  void rules_ofProcesses_leaveOthersAlone(String typed, String process, String line, boolean kept) {
    assertEquals(kept, keeps(typed, NAMES.indexOf(process) + 1, line));
  }

  @ParameterizedTest
  @CsvSource({"/(/", "!/(/", "@nobody", ">=loud", "@api:/[/"})
  void whatCannotBeMeant_isSaid(String typed) {
    assertNotNull(LogFilter.of(typed, LogFilterTest::named).problem());
  }

  @Test
  void text_needNotBeARegex() {
    assertNull(LogFilter.of("(", LogFilterTest::named).problem());
  }

  @ParameterizedTest
  @CsvSource({
    "@browser, true, false",
    "!@browser, false, true",
    "@web @browser, true, false",
    "@api @browser, false, false",
    "@browser:boom, true, false",
    "@browser:other, false, false",
    "!@browser:boom, false, true",
    "!@browser:other, true, true",
    "boom, true, true",
  })
  void browser_selectsErrorsOfPages(String typed, boolean pageKept, boolean lineKept) {
    try (LogStore store = LogStore.open(LogSettings.of((java.nio.file.Path) null))) {
      store.appendPageError(2, List.of("boom in a page"));
      store.appendNote(2, "boom in a process");
      LogFilter filter = LogFilter.of(typed, LogFilterTest::named);
      assertNull(filter.problem());
      LogQuery query = new LogQuery(filter.processes(), LogLevel.NONE, null, filter.rules());
      List<String> kept =
          store.from(query, 0, 9).lines().stream().map(line -> line.string()).toList();
      assertEquals(pageKept, kept.contains("boom in a page"));
      assertEquals(lineKept, kept.contains("boom in a process"));
    }
  }

  @Test
  void browser_asNameOfAProcess_isThatProcess() {
    BitSet ids = new BitSet();
    ids.set(5);
    assertEquals(ids, LogFilter.of("@browser", name -> ids).processes());
  }
}
