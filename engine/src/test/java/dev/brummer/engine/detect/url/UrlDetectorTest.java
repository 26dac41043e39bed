package dev.brummer.engine.detect.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.detect.DetectorRun;
import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UrlDetectorTest {
  private final UrlDetector detector = new UrlDetector(() -> DetectorRun.LOCAL_ADDRESSES);
  private final List<Event> events = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      ignoreLeadingAndTrailingWhitespace = true,
      quoteCharacter = '\u0000',
      value = {
        "➜  Local:   http://localhost:5173/ § LOCAL Local http://localhost:5173",
        "  - Network:      http://192.0.2.2:3000 § NETWORK Network http://192.0.2.2:3000",
        "- Network: http://10.9.8.7:3000 § NETWORK Network http://10.9.8.7:3000",
        "│   Local:    http://localhost:3000     │ § LOCAL Local http://localhost:3000",
        "Admin UI available at http://127.0.0.1:8090/_/ § LOCAL Admin UI http://127.0.0.1:8090/_/",
        "admin: http://localhost:8000/admin. § LOCAL admin http://localhost:8000/admin",
        "docs: https://vite.dev/config/ § EXTERNAL docs https://vite.dev/config/",
        "Server listening on http://[::1]:4000/ § LOCAL Server http://[::1]:4000",
        "listening on http://[::]:8080 § LOCAL  http://localhost:8080",
        "Listening on http://0.0.0.0:8080/x § LOCAL  http://localhost:8080/x",
        "Now listening on: http://*:5000 § LOCAL  http://localhost:5000",
        "See (http://localhost:3000/a_(b)) § LOCAL  http://localhost:3000/a_(b)",
        "[docs](http://localhost:3000/docs) § LOCAL docs http://localhost:3000/docs",
        "HTTP://LOCALHOST:3000/Path?a=1#x § LOCAL  http://localhost:3000/Path?a=1#x",
        "open http://user:secret@localhost:3000/ § LOCAL  http://localhost:3000",
        "http://app.localhost:3000, ready § LOCAL  http://app.localhost:3000",
        "http://localhost:80/ is up § LOCAL  http://localhost",
        "url=\"http://localhost:3000/x\" § LOCAL url http://localhost:3000/x",
        "{\"msg\":\"Server listening at http://127.0.0.1:3000\"} § LOCAL Server http://127.0.0.1:3000",
        "ready - started server on 0.0.0.0:3000 § LOCAL  http://localhost:3000",
        "Uvicorn is running on 127.0.0.1:8000 (Press CTRL+C) § LOCAL Uvicorn http://127.0.0.1:8000",
        "Listening on tcp://0.0.0.0:9292 § LOCAL  http://localhost:9292",
        "listening on [::1]:3000 § LOCAL  http://[::1]:3000",
        "Listening on [::]:3000 § LOCAL  http://localhost:3000",
        "listening on :::3000 § LOCAL  http://localhost:3000",
        "api running at localhost:3000! § LOCAL api http://localhost:3000",
        "13:17:06.505 INFO  api listening on http://localhost:4335/ § LOCAL api http://localhost:4335",
        "info: http://localhost:4336 § LOCAL  http://localhost:4336",
        "Info panel: http://localhost:4337 § LOCAL Info panel http://localhost:4337",
        "Listening on :8080 § LOCAL  http://localhost:8080",
        "App listening on port 8080 § LOCAL  http://localhost:8080",
        "Server running on port: 4000 § LOCAL Server http://localhost:4000",
        "Tomcat started on port(s): 8080 (http) § LOCAL Tomcat http://localhost:8080",
        "Tomcat started on port 8443 (https) with context path '/shop' § LOCAL Tomcat https://localhost:8443/shop",
        "Connected to MongoDB, server running on http://localhost:18702 § LOCAL server http://localhost:18702",
        "Compiled with 0 errors. App at http://localhost:3000/ § LOCAL  http://localhost:3000",
        "connected to db & listening on port 3000 § LOCAL  http://localhost:3000",
        "服务器运行在 http://localhost:3000，请访问 § LOCAL 服务器运行在 http://localhost:3000",
        "地址：http://localhost:3000。 § LOCAL 地址 http://localhost:3000",
        "サーバー「http://localhost:3000/app」で起動 § LOCAL サーバー http://localhost:3000/app",
        "http://localhost:3000で起動しました § LOCAL  http://localhost:3000",
        "http://localhost:3000/にアクセス § LOCAL  http://localhost:3000",
        "（http://localhost:3000/a） § LOCAL  http://localhost:3000/a",
        "http://localhost:3000/\u00a0ready § LOCAL  http://localhost:3000",
        "http://localhost:3000/x\u200b § LOCAL  http://localhost:3000/x",
        "http://localhost:3000/x\u3000y § LOCAL  http://localhost:3000/x",
        "http://localhost:3000/über/文档/ § LOCAL  http://localhost:3000/über/文档/",
        "“http://localhost:3000/q” § LOCAL  http://localhost:3000/q",
        "http://localhost:3000/a,b;c § LOCAL  http://localhost:3000/a,b;c",
        "There was an issue http://localhost:3000 § LOCAL  http://localhost:3000",
        "There was an issue starting http://localhost:3000 § LOCAL  http://localhost:3000",
        "{\"level\":30,\"port\":3000,\"msg\":\"server listening\"} § LOCAL  http://localhost:3000",
      })
  void line_withOneUrl_isFound(String text, String expected) {
    detect(text);
    assertEquals(expected.replaceAll(" +", " "), shown().replaceAll(" +", " "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "    at App (http://localhost:5173/src/App.tsx:3:5)",
        "fn@http://localhost:5173/src/App.tsx:3:5",
        "http://localhost:5173/src/App.tsx:31",
        "GET http://localhost:3000/health 200",
        "connect ECONNREFUSED http://localhost:4000",
        "Error: connect ECONNREFUSED 127.0.0.1:5432",
        "connecting to http://localhost:4000",
        "[HPM] Proxy created: /api  -> http://localhost:4000",
        "ws://localhost:3000 is ready",
        "Debugger listening on ws://127.0.0.1:9229/0a-1b",
        "Debugger listening on port 9229",
        "Port 3000 is in use, trying another one...",
        "connected to redis on localhost:6379",
        "postgres is ready on localhost:5432",
        "Server listening on postgres://localhost:5432/db",
        "http://localhost:$PORT/",
        "http://localhost:<port>/",
        "http://localhost:99999/",
        "http://",
        "https://...",
        "localhost:3000 was mentioned",
        "a test of port 80 and others",
        "time 12:30:45 server started",
        "listening on 192.168.1.5:3000:4000",
        "server started in 3000 ms",
      })
  void line_aboutSomethingElse_isNoUrl(String text) {
    detect(text);
    assertEquals("", shown());
  }

  @Test
  void url_splitByColours_isWhole() {
    detect(
        "  \u001b[32m➜\u001b[39m  \u001b[1mLocal\u001b[22m:   \u001b[36mhttp://localhost:\u001b[1m5173\u001b[22m/\u001b[39m");
    assertEquals("LOCAL Local http://localhost:5173", shown());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:5000;https://localhost:5001",
        "http://localhost:5000,https://localhost:5001",
        "http://localhost:5000/;https://localhost:5001/",
        "http://localhost:5000/,https://localhost:5001/",
        "http://localhost:5000、https://localhost:5001",
      })
  void joinedUrls_areSeparate(String text) {
    detect(text);
    assertEquals("LOCAL  http://localhost:5000\nLOCAL  https://localhost:5001", shown());
  }

  @Test
  void hyperlinkTarget_isFound_withItsText() {
    detect(
        "\u001b]8;;http://localhost:5173/app\u001b\\\u001b[1mOpen app\u001b[0m\u001b]8;;\u001b\\");
    detect("  Local: \u001b]8;id=1;http://localhost:5174/\u001b\\here\u001b]8;;\u001b\\");
    detect("\u001b]8;;http://localhost:5175\u001b\\http://localhost:5175/\u001b]8;;\u001b\\");
    detect("\u001b]8;;file:///tmp/a.ts\u001b\\a.ts\u001b]8;;\u001b\\ \u001b]8;;vscode://x\u001b\\");
    detect("\u001b]8;;http://localhost:5176");
    assertEquals(
        "LOCAL  http://localhost:5173/app\nLOCAL Local http://localhost:5174\n"
            + "LOCAL  http://localhost:5175\nLOCAL  http://localhost:5176",
        shown());
  }

  @Test
  void url_printedAgain_isToldOnce_andAgainAfterRestart() {
    detect("http://localhost:3000/");
    detect("http://0.0.0.0:3000");
    detect("http://LOCALHOST:3000/");
    assertEquals(1, events.size());
    detector.processExited(1, 5, events::add);
    assertEquals(new Event.UrlExpired(1, "http://localhost:3000", 5), events.getLast());
    detector.processStarted(1);
    detect("http://localhost:3000/");
    assertEquals(3, events.size());
  }

  @Test
  void urls_withoutEnd_areBounded() {
    for (int i = 0; i < 1000; i++) {
      detect("page http://localhost:3000/item/" + i);
      detect("page http://localhost:" + (4000 + i) + "/");
    }
    assertEquals(64, events.size());
  }

  @Test
  void urls_ofTwoProcesses_areSeparate() {
    detector.onLine(ScannedLine.of(1, 1, "http://localhost:3000/"), events::add);
    detector.onLine(ScannedLine.of(2, 2, "http://localhost:3000/"), events::add);
    detector.processExited(2, 0, events::add);
    assertEquals(new Event.UrlExpired(2, "http://localhost:3000", 0), events.getLast());
    assertEquals(3, events.size());
  }

  private void detect(String text) {
    detector.onLine(ScannedLine.of(1, 1, text), events::add);
  }

  private String shown() {
    return events.stream()
        .map(UrlDetected.class::cast)
        .map(url -> url.scope() + " " + url.label() + " " + url.url())
        .collect(Collectors.joining("\n"));
  }
}
