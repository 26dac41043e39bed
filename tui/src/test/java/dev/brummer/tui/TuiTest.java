package dev.brummer.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.UrlDetected.Scope;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The UI as a person has it, with real children: keys and mouse in, a screen out.
final class TuiTest {
  private final Engine engine = new Engine();
  private TuiDriver keyboard;

  @BeforeEach
  void open() throws Exception {
    define("web", "a=line; echo first $a; echo second $a; echo third $a; exec sleep 1000");
    define("ask", "read name; echo hello $name; exec sleep 1000");
    define("idle", "true");
    define(
        "raw",
        "stty raw -echo; printf '\\033[2J\\033[3;7Hplaced'; dd bs=1 count=1 2>/dev/null | od -An"
            + " -c");
    keyboard = new TuiDriver(engine);
    keyboard.sees("web").sees("? help");
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
    keyboard.close();
    engine.close();
  }

  @Test
  void start_search_copy_stop_quit() throws Exception {
    keyboard.type("s").sees("third line").type("1/second line");
    keyboard.sees("/second line 1").type("\n").sees("1 of 1");
    keyboard.type("y").sees("copied 1 line");
    assertEquals("second line", keyboard.clipboard());
    keyboard.type("\t").type("x").sees("stopped").type("q");
    assertEquals(0, keyboard.exit());
  }

  @Test
  void filter_leavesOut_andEscBringsBack() throws Exception {
    keyboard.type("s").sees("third line").type("1f!second").sees("filter: !second");
    keyboard.seesNo("│ second line").type("\n").type("\033").sees("│ second line");
  }

  @Test
  void interact_typesToTheChild() throws Exception {
    keyboard.type("js").sees("running").type("i").sees("all other keys go to ask");
    keyboard.type("Ada\n").sees("hello Ada").type("\001").sees("? help");
  }

  @Test
  void interact_showsItsScreen_andCtrlATwiceSendsOne() throws Exception {
    keyboard.type("jjjs").sees("running").type("i").sees("raw · typing").sees("placed");
    assertEquals(3 + 1, keyboard.place("placed")[1] - keyboard.place("raw · typing")[1] + 1);
    keyboard.type("\001").sees("? help").type("\001").sees("001").sees("has ended").type("x");
    keyboard.sees("? help");
  }

  @Test
  void drag_overAScreen_copiesItsText() throws Exception {
    keyboard.type("s").sees("running").type("i").sees("web · typing").sees("third line");
    keyboard.mouse(0, keyboard.place("irst line"), true);
    keyboard
        .mouse(32, keyboard.place("ond line"), true)
        .mouse(0, keyboard.place("ond line"), false);
    keyboard.sees("copied 2 lines");
    assertEquals("irst line\nseco", keyboard.clipboard());
  }

  @Test
  void newCommand_runsBesideTheOthers() throws Exception {
    keyboard.type("necho made here\n").type("1").sees("│ made here").sees("done");
  }

  @Test
  void theme_isChosenInThePalette_andShownAtOnce() throws Exception {
    keyboard.looks("brummer", "0;1;36");
    keyboard.type(":theme honey\n").sees("theme honey");
    keyboard.looks("brummer", "0;1;38;2;242;184;75;48;2;26;24;20");
    keyboard.type(":theme auto\n").looks("brummer", "0;1;36");
  }

  @Test
  void terminal_tellsThatItIsLight_andColoursFollow() throws Exception {
    keyboard.type("\033]11;rgb:ffff/ffff/ffff\007").looks("brummer", "0;1;34");
    keyboard.type("\033]4;4;rgb:f0f0/f0f0/ffff\033\\").looks("brummer", "0;1;36");
    keyboard.type("\033]11;rgb:0000/0000/0000\007").looks("brummer", "0;1;36").sees("? help");
  }

  @Test
  void help_isFoundByTyping_andClosed() throws Exception {
    keyboard.type("?").sees("type to search").type("newest error").sees("copy the newest error");
    keyboard.type("\003").seesNo("copy the newest error");
  }

  /// Esc and, at once, another key is what Alt and that key sends too.
  @Test
  void esc_thenQuicklyAKey_isBoth() throws Exception {
    keyboard.type("?").sees("type to search").type("\0332");
    keyboard.seesNo("type to search").sees("No errors.");
  }

  /// To the end of a list and copy, before anything is painted.
  @Test
  void copy_behindTheEndOfAList_takesTheLast() throws Exception {
    engine.bus().offer(new Event.UrlDetected(1, 0, "http://localhost:1", Scope.LOCAL, "", 1));
    keyboard.type("3").sees("http://localhost:1").type("Gy").sees("copied http://localhost:1");
  }

  @Test
  void drag_copiesTheTextThatItCovers() throws Exception {
    keyboard.type("s").sees("third line");
    int[] from = keyboard.place("│ first line");
    int[] to = keyboard.place("│ second line");
    keyboard.mouse(0, new int[] {from[0] + 8, from[1]}, true);
    keyboard.mouse(32, new int[] {to[0] + 7, to[1]}, true);
    keyboard.mouse(0, to, false).sees("copied 2 lines");
    assertEquals("line\nsecond", keyboard.clipboard());
  }

  @Test
  void drag_overTheEdge_takesTheLogAlong() throws Exception {
    keyboard.type("nseq -f 'row %g' 200\n").type("1").sees("│ row 200");
    int[] place = keyboard.place("│ row 200");
    int[] above = {place[0], 1};
    keyboard.mouse(0, new int[] {place[0] + 8, place[1]}, true);
    for (int i = 0; i < 100; i++) {
      keyboard.mouse(32, above, true);
    }
    keyboard.sees("│ row 1 ").mouse(32, above, true);
    keyboard.mouse(0, above, false).sees("copied 20");
    String copied = keyboard.clipboard();
    assertTrue(copied.contains("\nrow 2\n") && copied.endsWith("\nrow 199\nrow 200"), copied);
  }

  @Test
  void drag_withinALine_copiesCharacters() throws Exception {
    keyboard.type("s").sees("third line");
    int[] place = keyboard.place("│ third line");
    keyboard.mouse(0, new int[] {place[0] + 2, place[1]}, true);
    keyboard.mouse(32, new int[] {place[0] + 6, place[1]}, true);
    keyboard.mouse(0, place, false).sees("copied 5 characters");
    assertEquals("third", keyboard.clipboard());
  }

  @Test
  void drag_overTheProcesses_copiesThePicture() throws Exception {
    int[] place = keyboard.place("idle");
    keyboard.mouse(0, place, true);
    keyboard.mouse(32, new int[] {place[0] + 3, place[1]}, true);
    keyboard.mouse(0, place, false).sees("copied 4 characters");
    assertEquals("idle", keyboard.clipboard());
  }

  @Test
  void plain_printsUntilAKeyIsPressed() throws Exception {
    keyboard.type(":plain\n");
    assertEquals("on", keyboard.printing.poll(10, TimeUnit.SECONDS));
    keyboard.type("x");
    assertEquals("off", keyboard.printing.poll(10, TimeUnit.SECONDS));
    keyboard.type("2").sees("No errors.");
  }

  @Test
  void click_onAUrlInTheLog_opensIt() throws Exception {
    keyboard.type("nsh -c 'echo at http://localhost:1/x'\n").sees("│ at http://localhost:1/x");
    int[] place = keyboard.place("http://localhost:1/x");
    keyboard.mouse(0, place, true).mouse(0, place, false);
    keyboard.sees("opening http://localhost:1/x");
    assertEquals(List.of("http://localhost:1/x"), keyboard.opened);
  }

  @Test
  void click_onATab_showsItsView() throws Exception {
    keyboard.mouse(0, keyboard.place("3 URLs"), true).sees("No URLs yet.");
    keyboard.mouse(0, keyboard.place("idle"), true).type("s").sees("done");
  }

  @Test
  void palette_runsASlashCommand() throws Exception {
    keyboard.type(":/run web\n").sees("third line").type(":/hide second\n");
    keyboard.sees("filter: !second").seesNo("│ second line");
  }

  @Test
  void ctrlC_stopsAll_thenLeaves() throws Exception {
    keyboard.type("s").sees("third line").type("\003");
    assertEquals(0, keyboard.exit());
  }
}
