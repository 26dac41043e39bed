package dev.brummer.engine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.engine.detect.line.ScannedLine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.WatchEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of tools in watch mode. A line that no keyword selects would never reach the detector.
class WatchDetectorTest {
  private final WatchDetector detector = new WatchDetector();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "OK|12:13:02 AM [vite] (client) hmr update /src/App.tsx",
        "OK|12:13:02 AM [vite] page reload src/main.tsx",
        "CHANGED|12:13:02 AM [vite] vite.config.ts changed, restarting server...",
        "OK|12:13:02 AM [vite] server restarted.",
        "CHANGED|[nodemon] restarting due to changes...",
        "RESTARTED|[nodemon] starting `node server.js`",
        "FAILED|[nodemon] app crashed - waiting for file changes before starting...",
        "OK|[nodemon] clean exit - waiting for changes before restart",
        "RESTARTED|Restarting 'server.js'",
        "FAILED|Failed running 'server.js'",
        "OK|Completed running 'server.js'. Waiting for file changes before restarting...",
        "RESTARTED|3:01:02 PM [tsx] change in ./a.ts Rerunning...",
        "RESTARTED|[INFO] 15:01:02 Restarting: /src/a.ts has been modified",
        "CHANGED| RERUN  src/a.test.ts x1",
        "OK| PASS  Waiting for file changes...",
        "FAILED| FAIL  Tests failed. Watching for file changes...",
        "CHANGED|RUNS  __tests__/a.test.js",
        "OK|Ran all test suites.",
        "RESTARTED|WARNING:  WatchFiles detected changes in 'main.py'. Reloading...",
        "OK|INFO:     Application startup complete.",
        "RESTARTED|/home/ada/shop/views.py changed, reloading.",
        "OK|Quit the server with CONTROL-C.",
        "CHANGED|main.go has changed",
        "RESTARTED|running...",
        "FAILED|failed to build, error: exit status 1",
        "RESTARTED|Watcher File change detected! Restarting!",
        "OK|Watcher Process finished. Restarting on file change...",
        "FAILED|Watcher Process failed. Restarting on file change...",
        "FAILED|12:13:02 AM [vite] server restart failed",
        "RESTARTED|[Running 'cargo run']",
        "FAILED|[Finished running. Exit status: 101]",
      })
  void line_isRecognized(WatchEvent.Step step, String line) {
    assertEquals(List.of(step), steps(line));
  }

  @Test
  void otherLines_areNot() {
    assertEquals(List.of(), steps("server running on http://localhost:4123"));
    assertEquals(List.of(), steps("[nodemon] watching path(s): *.*"));
    assertEquals(List.of(), steps("user changed, reloading profile of 7"));
  }

  private List<WatchEvent.Step> steps(String text) {
    List<Event> found = new ArrayList<>();
    ScannedLine line = ScannedLine.of(1, 0, text);
    if (line.hasAny(detector.keywords())) {
      detector.onLine(line, found::add);
    }
    return found.stream().map(event -> ((WatchEvent) event).step()).toList();
  }
}
