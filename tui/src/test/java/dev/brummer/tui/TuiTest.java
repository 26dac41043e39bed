package dev.brummer.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/// The UI end to end with real processes: keys and mouse events in, screen contents out.
final class TuiTest {
  private final Engine engine = new Engine();
  private TuiDriver tuiDriver;

  @BeforeEach
  void open() throws Exception {
    define("web", "a=line; echo first $a; echo second $a; echo third $a; exec sleep 1000");
    define("ask", "read name; echo hello $name; exec sleep 1000");
    define("idle", "true");
    define(
        "raw",
        "stty raw -echo; printf '\\033[2J\\033[3;7Hpl%s' aced; dd bs=1 count=1 2>/dev/null | od -An"
            + " -c");
    tuiDriver = new TuiDriver(engine);
    tuiDriver.sees("web").sees("? help");
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
    tuiDriver.close();
    engine.close();
  }

  @Test
  void start_search_copy_stop_quit() throws Exception {
    tuiDriver.type("s").sees("third line").type("1/second line");
    tuiDriver.sees("/second line 1").type("\n").sees("1 of 1");
    tuiDriver.type("y").sees("copied 1 line");
    assertEquals("second line", tuiDriver.clipboard());
    tuiDriver.type("\t").type("x").sees("stopped").type("q");
    assertEquals(0, tuiDriver.exit());
  }

  @Test
  void changedConfiguration_isAppliedOnlyWhenTheUserSaysSo() throws Exception {
    Event change = new Event.ConfigChanged(List.of("web"), List.of(), List.of(), List.of(), "", 0);
    engine.bus().publish(change);
    tuiDriver.sees("The configuration has changed").sees("restart web").type("n");
    tuiDriver.seesNo("The configuration has changed");
    assertEquals(List.of(), tuiDriver.applied);

    engine.bus().publish(change);
    tuiDriver.sees("The configuration has changed").type("y");
    tuiDriver.seesNo("The configuration has changed");

    assertEquals(List.of("config"), tuiDriver.applied);
  }

  @Test
  void removedProcess_leavesTheList_andADefinedOneAppears() throws Exception {
    int web = engine.processes().snapshot().getFirst().id();
    engine.processes().remove(web, "");
    engine
        .processes()
        .define(
            ProcessSpec.builder("fresh", List.of("true"), Path.of("").toAbsolutePath()).build(),
            "");

    tuiDriver.sees("fresh").sees("web to be gone", screen -> !screen.contains("○ web"));
  }

  @Test
  void startOfAGroup_asksWhatToStart_unlessItWasWrittenToRunTogether() throws Exception {
    defineIn("Makefile", "dev", "exec sleep 1000", true);
    defineIn("Makefile", "clean", "echo cleaned", false);
    defineIn("Makefile", "build", "echo built; exec sleep 1000", false);
    defineIn("Procfile", "db", "echo db up; exec sleep 1000", true);
    defineIn("Procfile", "mail", "echo mail up; exec sleep 1000", true);
    tuiDriver.close();
    tuiDriver = new TuiDriver(engine);
    tuiDriver.sees("▾ Makefile").type("gjjjj").sees("group  Makefile").type("s");
    tuiDriver.sees("Start Makefile").sees("1 of 3 checked").sees("[x] dev").sees("[ ] clean");
    tuiDriver.type("\033").seesNo("Start Makefile").type("s").sees("Start Makefile");
    tuiDriver.type("jj ").sees("2 of 3 checked").sees("[x] build").type("aa").sees("0 of 3");
    tuiDriver.type("\n").sees("Nothing is checked; Space checks a process.");
    tuiDriver.type(" ").sees("1 of 3 checked").type("\n").sees("│ built").sees("1 of 3");
    tuiDriver.type("G").sees("▌○ mail").type("kk").sees("group  Procfile").type("s");
    tuiDriver.sees("│ db up").sees("│ mail up").seesNo("│ cleaned");
  }

  private void defineIn(String group, String name, String script, boolean startsWithGroup) {
    engine
        .processes()
        .register(
            new ProcessSpec(
                    name,
                    group,
                    List.of("/bin/sh", "-c", script),
                    Path.of("").toAbsolutePath(),
                    Map.of(),
                    true,
                    Duration.ofSeconds(2))
                .toBuilder().startsWithGroup(startsWithGroup).build());
  }

  @Test
  void filter_leavesOut_andEscBringsBack() throws Exception {
    tuiDriver.type("s").sees("third line").type("1f!second").sees("filter: !second");
    tuiDriver.seesNo("│ second line").type("\n").type("\033").sees("│ second line");
  }

  @Test
  void interact_typesToTheChild() throws Exception {
    tuiDriver.type("js").sees("running").type("i").sees("all other keys go to ask");
    tuiDriver.type("Ada\n").sees("hello Ada").type("\001").sees("? help");
  }

  /// A busy UI reads both keys at once.
  @Test
  void interact_escapeAndTheKeyThatLeaves_inOnePiece() throws Exception {
    tuiDriver.type("js").sees("running").type("i").sees("all other keys go to ask");
    tuiDriver.type("\033\001").sees("? help");
  }

  @Test
  void interact_showsItsScreen_andCtrlATwiceSendsOne() throws Exception {
    tuiDriver.type("jjjs").sees("running").type("i").sees("raw · interactive").sees("placed");
    assertEquals(
        3 + 1,
        tuiDriver.positionOf("placed")[1] - tuiDriver.positionOf("raw · interactive")[1] + 1);
    tuiDriver.type("\001").sees("? help").type("\001").sees("001").sees("exited · press").type("x");
    tuiDriver.sees("? help");
  }

  @Test
  void drag_overAScreen_copiesItsText() throws Exception {
    tuiDriver.type("s").sees("running").type("i").sees("web · interactive").sees("third line");
    tuiDriver.mouse(0, tuiDriver.positionOf("irst line"), true);
    tuiDriver
        .mouse(32, tuiDriver.positionOf("ond line"), true)
        .mouse(0, tuiDriver.positionOf("ond line"), false);
    tuiDriver.sees("copied 2 lines");
    assertEquals("irst line\nseco", tuiDriver.clipboard());
  }

  @Test
  void newCommand_runsBesideTheOthers() throws Exception {
    tuiDriver.type("necho made here\n").sees("▌✔ echo").sees("restart echo");
    tuiDriver.type("1").sees("│ made here");
    tuiDriver.type("\tnask\n").sees("▌● ask").sees("stop ask");
  }

  @Test
  void theme_isChosenInThePalette_andShownAtOnce() throws Exception {
    tuiDriver.seesStyled("brummer", "0;1;36");
    tuiDriver.type(":theme honey\n").sees("theme honey");
    tuiDriver.seesStyled("brummer", "0;1;38;2;242;184;75;48;2;26;24;20");
    tuiDriver.type(":theme auto\n").seesStyled("brummer", "0;1;36");
  }

  @Test
  void terminal_tellsItsBackground_andTheTrueColourThemeFollows() throws Exception {
    tuiDriver.seesStyled("brummer", "0;1;36");
    tuiDriver.type("\033]11;rgb:ffff/ffff/ffff\007");
    tuiDriver.seesStyled("brummer", "0;1;38;2;31;111;139;48;2;251;250;244");
    tuiDriver.type("\033]11;rgb:0000/0000/0000\007");
    tuiDriver.seesStyled("brummer", "0;1;38;2;242;184;75;48;2;26;24;20").sees("? help");
  }

  @Test
  void footer_namesTheTarget_andWhatEnterDoes() throws Exception {
    tuiDriver.sees("↵ start").type("s").sees("↵ log").sees("x stop web");
    tuiDriver.type("j").sees("↵ start").type("1").sees("s start ask");
  }

  @Test
  void quit_countsWhatItStops() throws Exception {
    tuiDriver.type("s").sees("third line").type("js").sees("● ask").type("\003");
    assertEquals(130, tuiDriver.exit());
    assertEquals(2, tuiDriver.stopped());
  }

  @Test
  void help_isFoundByTyping_andClosed() throws Exception {
    tuiDriver.type("?").sees("type to search").type("newest error").sees("copy the newest error");
    tuiDriver.type("\003").seesNo("copy the newest error");
  }

  /// A terminal sends the same bytes for Alt and a key as for Esc and the key typed quickly.
  @Test
  void esc_thenQuicklyAKey_isBoth() throws Exception {
    tuiDriver.type("?").sees("type to search").type("\0332");
    tuiDriver.seesNo("type to search").sees("No errors.");
  }

  @Test
  void agent_isSwitchedToReadOnly_byKeyAndPalette_andItsActionsAreTold() throws Exception {
    tuiDriver.type("6").sees("brummer mcp install");
    tuiDriver.type("w").sees("No agent is connected; brummer mcp install connects one.");
    engine.bus().offer(new Event.MCPConnected("claude-code", "stdio", 1));
    tuiDriver.sees("☍ 1 agent").sees("may act").type("w").sees("claude-code is read-only");
    assertFalse(engine.agentAccess().mayAct("claude-code"));
    engine.bus().offer(call("claude-code", Event.MCPActivity.Action.RESTARTED, "api"));
    tuiDriver.sees("claude-code restarted api");
    tuiDriver.type(":let agent claude\n").sees("claude-code may act");
    assertTrue(engine.agentAccess().mayAct("claude-code"));
    tuiDriver.type("W").sees("all agents are read-only").sees("☍ 1 agent read-only");
    assertFalse(engine.agentAccess().mayAct("cursor"));
    tuiDriver.type(":/read-only all\n").sees("agents may act again");
    assertTrue(engine.agentAccess().mayAct("cursor"));
    tuiDriver.type(":/read-only nobody\n").sees("No agent is named \"nobody\".");
  }

  private static Event call(String client, Event.MCPActivity.Action action, String processes) {
    return new Event.MCPActivity(
        client, "scripts_restart", action, processes, "ready", true, 10, 3, "{}", "ready", 1);
  }

  /// Both keys arrive before the next frame.
  @Test
  void copy_behindTheEndOfAList_takesTheLast() throws Exception {
    engine.bus().offer(new Event.UrlDetected(1, 0, "http://localhost:1", Scope.LOCAL, "", 1));
    tuiDriver.type("3").sees("http://localhost:1").type("Gy").sees("copied http://localhost:1");
  }

  @Test
  void drag_copiesTheTextThatItCovers() throws Exception {
    tuiDriver.type("s").sees("third line");
    int[] from = tuiDriver.positionOf("│ first line");
    int[] to = tuiDriver.positionOf("│ second line");
    tuiDriver.mouse(0, new int[] {from[0] + 8, from[1]}, true);
    tuiDriver.mouse(32, new int[] {to[0] + 7, to[1]}, true);
    tuiDriver.mouse(0, to, false).sees("copied 2 lines");
    assertEquals("line\nsecond", tuiDriver.clipboard());
  }

  @Test
  void drag_overTheEdge_takesTheLogAlong() throws Exception {
    tuiDriver.type("nseq -f 'row %g' 200\n").type("1").sees("│ row 200");
    int[] place = tuiDriver.positionOf("│ row 200");
    int[] above = {place[0], 1};
    tuiDriver.mouse(0, new int[] {place[0] + 8, place[1]}, true);
    for (int i = 0; i < 100; i++) {
      tuiDriver.mouse(32, above, true);
    }
    tuiDriver.sees("│ row 1 ").mouse(32, above, true);
    tuiDriver.mouse(0, above, false).sees("copied 20");
    String copied = tuiDriver.clipboard();
    assertTrue(copied.contains("\nrow 2\n") && copied.endsWith("\nrow 199\nrow 200"), copied);
  }

  @Test
  void drag_withinALine_copiesCharacters() throws Exception {
    tuiDriver.type("s").sees("third line");
    int[] place = tuiDriver.positionOf("│ third line");
    tuiDriver.mouse(0, new int[] {place[0] + 2, place[1]}, true);
    tuiDriver.mouse(32, new int[] {place[0] + 6, place[1]}, true);
    tuiDriver.mouse(0, place, false).sees("copied 5 characters");
    assertEquals("third", tuiDriver.clipboard());
  }

  @Test
  void drag_overTheProcesses_copiesThePicture() throws Exception {
    int[] place = tuiDriver.positionOf("idle");
    tuiDriver.mouse(0, place, true);
    tuiDriver.mouse(32, new int[] {place[0] + 3, place[1]}, true);
    tuiDriver.mouse(0, place, false).sees("copied 4 characters");
    assertEquals("idle", tuiDriver.clipboard());
  }

  @Test
  void plain_printsUntilAKeyIsPressed() throws Exception {
    tuiDriver.type(":plain\n");
    assertEquals("on", tuiDriver.plainOutput.poll(10, TimeUnit.SECONDS));
    tuiDriver.type("x");
    assertEquals("off", tuiDriver.plainOutput.poll(10, TimeUnit.SECONDS));
    tuiDriver.type("2").sees("No errors.");
  }

  @Test
  void click_onAUrlInTheLog_opensIt() throws Exception {
    tuiDriver.type("nsh -c 'echo at http://localhost:1/x'\n").sees("│ at http://localhost:1/x");
    int[] place = tuiDriver.positionOf("http://localhost:1/x");
    tuiDriver.mouse(0, place, true).mouse(0, place, false);
    tuiDriver.sees("opening http://localhost:1/x");
    assertEquals(List.of("http://localhost:1/x"), tuiDriver.opened);
  }

  @Test
  void click_onATab_showsItsView() throws Exception {
    tuiDriver.mouse(0, tuiDriver.positionOf("3 URLs"), true).sees("No URLs yet.");
    tuiDriver.mouse(0, tuiDriver.positionOf("idle"), true).type("s").sees("done");
  }

  @Test
  void palette_runsASlashCommand() throws Exception {
    tuiDriver.type(":/run web\n").sees("third line").type(":/hide second\n");
    tuiDriver.sees("filter: !second").seesNo("│ second line");
  }

  @Test
  void palette_findsACommandByItsName_andAsksForItsArgument() throws Exception {
    tuiDriver.type(":scale").sees("scale: change the number of replicas").type("\n");
    tuiDriver.sees("/scale").type("nope=2\n").sees("Cannot scale");
  }

  @Test
  void ctrlC_stopsAll_thenLeaves() throws Exception {
    tuiDriver.type("s").sees("third line").type("\003");
    assertEquals(130, tuiDriver.exit());
  }
}
