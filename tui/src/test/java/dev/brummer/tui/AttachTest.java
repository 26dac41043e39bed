package dev.brummer.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Scope;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.tui.remote.TerminalPump;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The UI on terminals of other programs, with real processes and real connections.
final class AttachTest {
  private static final Pattern PRINTED_SIZE = Pattern.compile("│ (\\d\\d) \\d+ ");

  private final Engine engine = new Engine();
  private TuiDriver driver;

  @BeforeEach
  void open() {
    define("web", "echo first line; echo second line; exec sleep 1000");
    define("flood", "i=0; while :; do i=$((i+1)); echo number $i of many lines; done");
    define("size", "trap 'stty size' WINCH; echo trap $((40+2)); while :; do sleep 0.05; done");
    define("ask", "read name; echo hello $name; exec sleep 1000");
  }

  private void define(String name, String script) {
    engine
        .processes()
        .register(
            new ProcessSpec(
                name,
                "",
                List.of("/bin/sh", "-c", script),
                Path.of("").toAbsolutePath(),
                Map.of(),
                true,
                Duration.ofSeconds(2)));
  }

  @AfterEach
  void close() {
    if (driver != null) {
      driver.close();
    }
    engine.close();
  }

  @Test
  void withoutTerminals_runsAndIsShownLater() throws Exception {
    driver = TuiDriver.hidden(engine, Clock.systemUTC());
    driver.awaitStarted();
    try (LoopbackTerminal terminal = new LoopbackTerminal(120, 36, Duration.ZERO)) {
      driver.attach(terminal);
      terminal.sees("web").sees("? help").type("s");
      terminal.sees("second line");
    }
  }

  @Test
  void attachedPicture_isTheDirectOne() throws Exception {
    driver = new TuiDriver(engine);
    driver.sees("? help").type("s").sees("second line");
    try (LoopbackTerminal terminal = new LoopbackTerminal(120, 36, Duration.ZERO)) {
      driver.attach(terminal);
      terminal.sees("second line");
      for (String keys : List.of("?", "\033", "2", "7", "1z", "z", ":")) {
        driver.type(keys);
        driver.seesSame(terminal);
      }
    }
  }

  @Test
  void smallestTerminal_setsTheSize_untilItIsGone() throws Exception {
    driver = new TuiDriver(engine);
    driver.sees("? help");
    String alone = driver.screen();
    LoopbackTerminal small = new LoopbackTerminal(100, 30, Duration.ZERO);
    driver.attach(small);
    small.sees("? help");
    driver.sees("the small picture", screen -> screen.split("\n").length <= 30);
    assertEquals(30, small.screen().stripTrailing().split("\n").length);
    small.disconnect();
    driver.sees("the whole picture again", screen -> screen.equals(alone));
    small.close();
  }

  /// The process prints what its command line does not contain, because the UI shows that, too. A
  /// resize before its trap is set would be lost.
  @Test
  void children_noticeOnlyAnotherSize() throws Exception {
    driver = TuiDriver.hidden(engine, Clock.systemUTC());
    driver.awaitStarted();
    try (LoopbackTerminal terminal = new LoopbackTerminal(120, 36, Duration.ZERO)) {
      driver.attach(terminal);
      terminal.sees("? help").type("jjs");
      terminal.sees("trap 42");
      try (LoopbackTerminal same = new LoopbackTerminal(120, 36, Duration.ZERO)) {
        driver.attach(same);
        same.sees("trap 42");
      }
      try (LoopbackTerminal smaller = new LoopbackTerminal(120, 30, Duration.ZERO)) {
        driver.attach(smaller);
        smaller.sees("the smaller size", screen -> rowsIn(screen).equals(List.of("26")));
      }
      terminal.sees("the former size", screen -> rowsIn(screen).equals(List.of("26", "32")));
    }
  }

  /// The numbers of rows that the process has printed, as shown in the log view.
  private static List<String> rowsIn(String screen) {
    return PRINTED_SIZE.matcher(screen).results().map(match -> match.group(1)).toList();
  }

  @Test
  void stuckTerminal_delaysNoOther_andCatchesUp() throws Exception {
    driver = new TuiDriver(engine);
    driver.sees("? help");
    try (LoopbackTerminal slow = new LoopbackTerminal(120, 36, Duration.ZERO)) {
      driver.attach(slow);
      slow.sees("? help");
      slow.stuck(true);
      driver.type("js").sees("number");
      driver.sees("a thousand lines more", screen -> screen.matches("(?s).*number \\d{5,} of.*"));
      driver.type("x").sees("stopped");
      slow.stuck(false);
      slow.sees("stopped");
      driver.seesSame(slow);
    }
  }

  @Test
  void detach_endsTheClientOnly() throws Exception {
    driver = TuiDriver.hidden(engine, Clock.systemUTC());
    driver.awaitStarted();
    try (LoopbackTerminal first = new LoopbackTerminal(120, 36, Duration.ZERO);
        LoopbackTerminal second = new LoopbackTerminal(120, 36, Duration.ZERO)) {
      driver.attach(first);
      driver.attach(second);
      first.sees("? help");
      second.sees("? help").type("D");
      assertEquals(new TerminalPump.Ending(true, 0, ""), second.ended.get(10, TimeUnit.SECONDS));
      first.type("s");
      first.sees("second line");
      assertFalse(first.ended.isDone());
    }
  }

  @Test
  void brokenConnection_isReportedByThePump() throws Exception {
    driver = TuiDriver.hidden(engine, Clock.systemUTC());
    driver.awaitStarted();
    try (LoopbackTerminal terminal = new LoopbackTerminal(80, 24, Duration.ZERO)) {
      driver.attach(terminal);
      terminal.sees("? help");
      terminal.close();
      assertFalse(terminal.ended.get(10, TimeUnit.SECONDS).byOwner());
    }
  }

  /// 50 ms each way are more than the time after which a lone ESC is a key.
  @Test
  void delay_breaksNoSequences() throws Exception {
    driver = TuiDriver.hidden(engine, Clock.systemUTC());
    driver.awaitStarted();
    try (LoopbackTerminal far = new LoopbackTerminal(120, 36, Duration.ofMillis(50))) {
      driver.attach(far);
      far.sees("? help").type("\033[B\033[B\033[B");
      far.sees("▌○ ask").type("s");
      far.sees("running").type("i");
      far.sees("all other keys go to ask").type("\033[200~Ada \033[A\033[201~");
      far.type("\n");
      far.sees("hello Ada").type("\001");
      far.sees("? help").type("?");
      far.sees("type to search").type("\033");
      far.sees("closed help", screen -> !screen.contains("type to search"));
      for (char c : "\033[A\033[A\033[A".toCharArray()) {
        far.type(String.valueOf(c));
      }
      far.sees("paused ‖ 3 lines");
    }
  }

  @Test
  void browser_opensBesideTheTerminalOfTheKey() throws Exception {
    driver = TuiDriver.hidden(engine, Clock.systemUTC());
    driver.awaitStarted();
    try (LoopbackTerminal here = new LoopbackTerminal(120, 36, Duration.ZERO, true);
        LoopbackTerminal bare = new LoopbackTerminal(120, 36, Duration.ZERO, false)) {
      driver.attach(here);
      driver.attach(bare);
      bare.sees("? help");
      engine
          .bus()
          .offer(new Event.UrlDetected(0, 1, "http://localhost:1/shop", Scope.LOCAL, "", 1));
      bare.sees("URLs·1").type("3o");
      bare.sees("this terminal has no browser beside it: copied http://localhost:1/shop");
      assertFalse(bare.screen().contains("System·"), "an internal failure: " + bare.screen());
      assertEquals("http://localhost:1/shop", bare.terminal().clipboard());
      assertEquals("", here.terminal().clipboard());
      here.type("o");
      here.sees("opening http://localhost:1/shop");
      assertEquals("http://localhost:1/shop", here.opened.take());
      assertTrue(bare.opened.isEmpty());
      assertEquals(List.of(), driver.opened);
    }
  }
}
