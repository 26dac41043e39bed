package dev.brummer.engine.log.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLevelDetectorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR",
        "ERROR: cannot open",
        "[ERROR] Failed to execute goal",
        "[error] 12#0: bind() failed",
        "2026/01/31 12:00:00 [error] 12#0: *1 open() failed",
        "2026-01-31 12:00:00,123 ERROR [main] c.e.App - no",
        "12:00:00.123 [main] ERROR c.e.App -- no",
        "2026-01-31T09:45:12.345Z ERROR crate: no",
        "2026-01-31T09:45:12.345+01:00 ERROR 4121 --- [main] c.e.App : no",
        "2026-01-31 12:00:00 - name - ERROR - no",
        "2026-01-31 12:00:00 UTC [71] ERROR:  relation \"x\" does not exist",
        "[2026-01-31T09:45:12Z ERROR app] no",
        "ERROR:root:no",
        "E, [2026-01-31T09:45:12.1 #42] ERROR -- : no",
        "E0131 12:00:00.000000    1 server.go:12] no",
        "web-1  | ERROR no",
        "✘ [ERROR] Could not resolve \"x\"",
        "ERROR in ./src/index.js 1:0",
        "error: could not compile `x`",
        "error[E0308]: mismatched types",
        "main.c:3:5: error: expected ';'",
        "src/a.ts(1,2): error TS2304: Cannot find name 'x'.",
        "src/a.ts:1:2 - error TS2304: Cannot find name 'x'.",
        "error Command failed with exit code 1.",
        "npm ERR! code ELIFECYCLE",
        "npm error code ELIFECYCLE",
        "  3:5  error  'x' is not defined  no-undef",
        "TypeError: x is not a function",
        "    TypeError: x is not a function",
        "Uncaught TypeError: x is not a function",
        "java.lang.IllegalStateException: no",
        "Caused by: java.io.IOException: no",
        "Exception in thread \"main\" java.lang.Error",
        "panic: runtime error: index out of range",
        "fatal: not a git repository",
        "level=error msg=\"no\"",
        "time=\"2026-01-31T09:45:12Z\" level=fatal msg=no",
        "ts=2026-01-31T09:45:12Z caller=main.go:12 level=error msg=no",
        "{\"level\":50,\"time\":1,\"msg\":\"no\"}",
        "{\"name\":\"x\",\"level\":60,\"msg\":\"no\"}",
        "{\"level\":\"error\",\"ts\":1,\"msg\":\"no\"}",
        "{\"@timestamp\":\"2026-01-31\",\"severity\": \"CRITICAL\"}",
        "\033[31merror\033[39m: no",
        "\033[0;31m[ERROR]\033[0m no",
        "\033[2m12:00:00\033[0m \033[31mERROR\033[0m no",
      })
  void error(String line) {
    assertEquals(LogLevel.ERROR, detect(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARN deprecated",
        " WARN  deprecated x",
        "[warn] x",
        "warning: unused variable",
        "warning Pattern [\"x@1\"] is trying to unpack in the same destination",
        "npm WARN deprecated x",
        "npm warn deprecated x",
        "main.c:3:5: warning: unused",
        "▲ [WARNING] x",
        "(node:12) ExperimentalWarning: x",
        "a.py:3: DeprecationWarning: x",
        "2026-01-31T09:45:12.345Z  WARN crate: x",
        "12:00:00 AM [vite] warning: x",
        "{\"level\":40}",
        "level=warning msg=x",
        "W0131 12:00:00.000000    1 server.go:12] x",
      })
  void warn(String line) {
    assertEquals(LogLevel.WARN, detect(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INFO:     127.0.0.1:5 - \"GET / HTTP/1.1\" 200 OK",
        "[INFO] BUILD SUCCESS, 0 ERROR",
        "2026-01-31T09:45:12.345Z  INFO 4121 --- [main] c.e.App : error page added",
        "info  - Loaded env from .env",
        "info Visit https://example.org/ for documentation.",
        "{\"level\":30,\"msg\":\"level error\"}",
        "level=info msg=\"error handled\"",
        "NOTICE:  table \"x\" does not exist, skipping",
      })
  void info(String line) {
    assertEquals(LogLevel.INFO, detect(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DEBUG x",
        "[debug] x",
        "level=debug msg=x",
        "{\"level\":20}",
        "12:00:00.123 [main] DEBUG c.e.App -- x"
      })
  void debug(String line) {
    assertEquals(LogLevel.DEBUG, detect(line));
  }

  @Test
  void trace() {
    assertEquals(LogLevel.TRACE, detect("12:00:00.123 [main] TRACE c.e.App -- x"));
    assertEquals(LogLevel.TRACE, detect("{\"level\":10}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0 errors",
        "error: none",
        "error: 0",
        "Errors: 0, Warnings: 0",
        "Tests: 0 ERROR",
        "Compiled with 0 errors and 3 warnings",
        "no errors found",
        "this line mentions an ERROR in passing",
        "the error: it was not there",
        "see the array[error] there",
        "GET /error 404 in 3 ms",
        "GET /ERROR 404",
        "  error: undefined,",
        "DEBUG=app:* node server.js",
        "error handling is configured",
        "Server listening on http://localhost:3000 (info)",
        "✓ 12 modules transformed.",
        "info://x",
        "errors.log rotated",
        "E0131",
        "{\"msg\":\"level 50 reached\"}",
        "{\"levels\":50}",
        "level=5 of the game",
      })
  void none(String line) {
    assertEquals(LogLevel.NONE, detect(line));
  }

  @Test
  void anyBytes_areScannedWithoutHarm() {
    Random random = new Random(1);
    String[] words = {
      "error", "[", "ERROR", ":", " ", "level", "=", "{\"", "\"", "5", "0", "npm ", "Error"
    };
    LogLevelDetector scanner = new LogLevelDetector();
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(8); n >= 0; n--) {
        text.append(words[random.nextInt(words.length)]);
      }
      byte[] line = text.toString().getBytes(UTF_8);
      int from = random.nextInt(line.length);
      int to = from + random.nextInt(line.length - from + 1);
      assertDoesNotThrow(() -> scanner.detect(line, from, to, false), text::toString);
    }
  }

  private static LogLevel detect(String line) {
    byte[] utf8 = line.getBytes(UTF_8);
    return new LogLevelDetector().detect(utf8, 0, utf8.length, line.contains("\033"));
  }
}
