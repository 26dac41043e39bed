package dev.brummer.app.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.brummer.app.operation.result.CheckResult;
import dev.brummer.app.operation.result.LogItem;
import dev.brummer.app.operation.result.LogResult;
import dev.brummer.app.operation.vite.HotUpdateRequest;
import dev.brummer.app.operation.vite.HotUpdateRequest.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Cursors, conditions and the other pure parts of the operations.
class OperationInputTest {
  private static final long RUN = 1_795_910_400_123L;

  @TempDir private Path directory;

  @Test
  void cursor_survivesItsText() throws OperationException {
    OperationCursor cursor = new OperationCursor(123_456, 789, RUN + 60_000, false);
    assertEquals(cursor, OperationCursor.parse(cursor.text(RUN), RUN));
    assertTrue(cursor.text(RUN).length() < 24, cursor.text(RUN));
  }

  @Test
  void cursorOfAnotherRun_isTheStartOfThisOne_andSaysSo() throws OperationException {
    String text = new OperationCursor(5, 5, RUN + 5, false).text(RUN);
    OperationCursor parsed = OperationCursor.parse(text, RUN + 1);
    assertEquals(new OperationCursor(0, 0, RUN + 1, true), parsed);
    assertFalse(parsed.note().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-2-3", "a-b-c-d-e", "A-1-1-1", "a-1-1-zzzzzzzzzzzzz", "é-1-1-1"})
  void text_thatIsNoCursor_isRefused(String text) {
    OperationException thrown =
        assertThrows(OperationException.class, () -> OperationCursor.parse(text, RUN));
    assertEquals(OperationException.Kind.INVALID_ARGUMENT, thrown.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "ready,ready",
    "exit,exit",
    "healthy,healthy",
    "no-new-errors,no-new-errors",
    "quiet,quiet:1.0",
    "quiet:2.5s,quiet:2.5",
    "request,request",
    "request:/api 5xx,request:/api 5xx",
    "log:a|b:c,log:a|b:c",
  })
  void condition_isParsed(String text, String parsed) throws OperationException {
    assertEquals(parsed, WaitCondition.parse(text).text());
  }

  @ParameterizedTest
  @CsvSource({
    "redy,did you mean ready?",
    "ready:1,did you mean",
    "log:,write log:REGEX",
    "log:(,correct it",
    "quiet:0,write quiet:SECONDS",
    "quiet:-1,write quiet:SECONDS",
    "quiet:99999,write quiet:SECONDS"
  })
  void condition_thatIsWrong_isRefusedWithAHint(String text, String hint) {
    OperationException thrown =
        assertThrows(OperationException.class, () -> WaitCondition.parse(text));
    assertTrue(thrown.hint().contains(hint), thrown.text());
  }

  @Test
  void hotUpdate_namesThePathsOfItsModules() {
    assertEquals(
        Set.of("/src/App.tsx", "/src/b.css"),
        HotUpdateRequest.paths("12:00 [vite] (client) hmr update /src/App.tsx, /src/b.css (x2)"));
    assertEquals(Set.of(), HotUpdateRequest.paths("hmr update http://evil.test/x.js"));
    assertEquals(Set.of(), HotUpdateRequest.paths("hmr update //evil.test/x.js?a"));
    assertEquals(Set.of(), HotUpdateRequest.paths("page reload src/App.tsx"));
  }

  @Test
  void requestOfAnUpdate_goesToThisMachineOnly() {
    Set<String> paths = Set.of("/a.js");
    assertEquals(Map.of(), HotUpdateRequest.send("http://192.0.2.1:80/", directory, paths));
    assertEquals(Map.of(), HotUpdateRequest.send("https://localhost/", directory, paths));
  }

  @Test
  void answerOfAServer_tellsWhetherItHasNoticedTheEdit() throws IOException {
    Files.writeString(directory.resolve("current.js"), "const a = 1;\r\n");
    Files.writeString(directory.resolve("stale.js"), "const a = 2;\n");
    String map =
        Base64.getEncoder()
            .encodeToString(
                "{\"sources\":[\"a\"],\"sourcesContent\":[null,\"const a = 1;\\n\"]}"
                    .getBytes(UTF_8));
    String mapped = "var a;\n//# sourceMappingURL=data:application/json;base64," + map + "\n";
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          byte[] body = (path.equals("/plain.js") ? "var a;" : mapped).getBytes(UTF_8);
          exchange.sendResponseHeaders(path.equals("/broken.js") ? 500 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      assertEquals(
          Map.of(
              "/current.js", Answer.CURRENT,
              "/stale.js", Answer.STALE,
              "/plain.js", Answer.COMPILED,
              "/broken.js", Answer.BROKEN,
              "/gone.js", Answer.COMPILED),
          HotUpdateRequest.send(
              "http://127.0.0.1:" + server.getAddress().getPort() + "/",
              directory,
              Set.of("/current.js", "/stale.js", "/plain.js", "/broken.js", "/gone.js")));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void newestEdit_isFound_outsideGeneratedDirectories() throws IOException {
    touch("src/a.ts", 5_000);
    touch("node_modules/x/b.js", 9_000);
    touch("dist/c.js", 9_000);
    EditScan.Edits edits = EditScan.after(directory, 4_000);
    assertEquals(5_000, edits.newestMillis());
    assertEquals(Set.of("/src/a.ts"), HotUpdateRequest.paths(directory, edits.files()));
    assertEquals(EditScan.Edits.NONE, EditScan.after(directory, 5_000));
  }

  private void touch(String name, long millis) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
  }

  @Test
  void release_mapsEveryText_ofNestedRecordsToo() {
    LogItem line = new LogItem(1, "web", 2, "info", "out", "secret", 0, true);
    LogResult result = new LogResult(List.of(line), 0, 0, true, "c", "note");
    LogResult released = new ResultRelease(text -> text.toUpperCase(Locale.ROOT)).release(result);
    assertEquals(
        new LogResult(
            List.of(new LogItem(1, "WEB", 2, "INFO", "OUT", "SECRET", 0, true)),
            0,
            0,
            true,
            "C",
            "NOTE"),
        released);
    assertEquals(
        List.of(new CheckResult.Down("A", "B", "C", 1)),
        new ResultRelease(text -> text.toUpperCase(Locale.ROOT))
            .release(List.of(new CheckResult.Down("a", "b", "c", 1))));
  }
}
