package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Terminal handling of the built program: it always restores the terminal, and neither input nor
/// process output corrupts the screen.
@Timeout(180)
class TerminalIT {
  private static final String SHELL = "exec env PS1='ready> ' sh -i";

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void killed_theTerminalIsGivenBack() throws Exception {
    procfile("ticker: while :; do echo tick; sleep 0.2; done\n");
    try (Tmux tmux = Tmux.start(120, 30, project, mark, SHELL)) {
      tmux.await("ready>");
      tmux.keys(BuiltImage.launcher() + " run ticker", "Enter");
      tmux.await("│ tick");
      signal("-KILL");
      tmux.await("the shell's screen", s -> !s.contains("Processes") && s.contains("ready>"));
      tmux.keys("C-u", "echo typed $((6*7))", "Enter");
      tmux.await("typed 42");
      tmux.keys("stty -a", "Enter");
      tmux.await("a usual terminal", s -> s.contains(" icanon") && s.contains(" echo "));
      assertEquals("0 0 1", tmux.query("#{mouse_any_flag} #{alternate_on} #{cursor_flag}"));
    }
    mark.assertNoneLeft();
  }

  @Test
  void terminalGone_endsAndLeavesNobody() throws Exception {
    procfile("tree: setsid sleep 300 & echo up; sleep 300\n");
    Tmux tmux = Tmux.start(120, 30, project, mark, BuiltImage.launcher() + " run tree");
    try {
      tmux.await("│ up");
    } finally {
      tmux.close();
    }
    mark.assertNoneLeft();
  }

  @Test
  void resizeStorm_endsInAWholePicture() throws Exception {
    procfile("ticker: while :; do echo tick; sleep 0.05; done\n");
    try (Tmux tmux = Tmux.start(120, 30, project, mark, BuiltImage.launcher() + " run ticker")) {
      tmux.await("│ tick");
      Random random = new Random(5);
      for (int i = 0; i < 60; i++) {
        tmux.resize(1 + random.nextInt(180), 1 + random.nextInt(50));
      }
      tmux.resize(1, 1);
      tmux.resize(40, 12);
      tmux.await("the small picture", s -> s.startsWith(" brummer") && s.contains("● ticker"));
      tmux.resize(100, 30);
      tmux.await("the frame", s -> framed(s) && s.contains("│ tick"));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  private static boolean framed(String screen) {
    List<String> rows = screen.lines().toList();
    return rows.size() > 20
        && rows.get(1).startsWith("╭ Processes")
        && rows.get(1).endsWith("╮")
        && rows.get(rows.size() - 2).endsWith("╯");
  }

  @Test
  void garbage_ofAChild_touchesOnlyItsLines() throws Exception {
    procfile(
        "noise: head -c 300000 /dev/urandom; printf '\\033]0;title'; printf '\\033[?1049l\\033c';"
            + " printf '\\033[2J\\033[99;99Hlost'; printf '\\233\\061\\233m\\n'; echo; echo the end;"
            + " exec sleep 1000\n");
    try (Tmux tmux = Tmux.start(100, 30, project, mark, BuiltImage.launcher() + " run noise")) {
      tmux.await("the last line", s -> s.contains("the end"));
      tmux.await("the frame", TerminalIT::framed);
      tmux.keys("?");
      tmux.await("the help", s -> s.contains("type to search"));
      tmux.keys("Escape");
      tmux.await("the frame again", TerminalIT::framed);
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void keysThatNobodyTypes_areTakenForNone() throws Exception {
    procfile("ticker: echo tick; exec sleep 1000\n");
    try (Tmux tmux = Tmux.start(100, 30, project, mark, BuiltImage.launcher() + " run ticker")) {
      tmux.await("│ tick");
      for (String bytes : new String[] {"\033[;~", "\033]11;rgb:zz\007", "\033[<9;9"}) {
        tmux.type(bytes);
      }
      tmux.type("\033[200~" + "q".repeat(200_000) + "\033[201~");
      tmux.await("the frame", TerminalIT::framed);
      tmux.keys("?");
      tmux.await("the help", s -> s.contains("type to search"));
      tmux.keys("Escape", "q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void search_andCopy_bringTheLineToTheClipboard() throws Exception {
    procfile("three: echo first line; echo second line; echo third line; exec sleep 1000\n");
    try (Tmux tmux = Tmux.start(120, 30, project, mark, BuiltImage.launcher() + " run three")) {
      tmux.set("set-clipboard", "on");
      tmux.await("│ third line");
      tmux.keys("1", "/");
      tmux.keys("-l", "second line");
      tmux.keys("Enter");
      tmux.await("2 of 2");
      tmux.keys("y");
      tmux.await("copied 1 line");
      assertEquals("second line", tmux.clipboard());
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void withoutUtf8_everythingIsAscii() throws Exception {
    procfile("ticker: echo tick; exec sleep 1000\n");
    String command = "env LC_ALL=C " + BuiltImage.launcher() + " run ticker --theme honey";
    try (Tmux tmux = Tmux.start(100, 30, project, mark, command)) {
      String screen = tmux.await("| tick");
      assertTrue(screen.chars().allMatch(c -> c < 0x7f), screen);
      tmux.keys("?");
      String help = tmux.await("type to search");
      assertTrue(help.chars().allMatch(c -> c < 0x7f), help);
      tmux.keys("Escape", "q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void noColor_leavesAttributesOnly() throws Exception {
    procfile("red: printf '\\033[31mred\\033[0m\\n'; exec sleep 1000\n");
    String command = "env NO_COLOR=1 " + BuiltImage.launcher() + " run red --theme honey";
    try (Tmux tmux = Tmux.start(100, 30, project, mark, command)) {
      tmux.await("│ red");
      String looks = tmux.styledScreen();
      assertFalse(looks.matches("(?s).*\\033\\[([0-9;]*;)?[34][0-8][;m].*"), looks);
      assertTrue(looks.contains("\033[7m") || looks.contains(";7m"), looks);
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  private void procfile(String text) throws Exception {
    Files.writeString(project.resolve("Procfile"), text);
  }

  private void signal(String name) throws Exception {
    List<Long> brummer = mark.pids().stream().filter(TerminalIT::isBrummer).toList();
    assertEquals(1, brummer.size());
    new ProcessBuilder("kill", name, brummer.getFirst().toString()).start().waitFor();
  }

  private static boolean isBrummer(long pid) {
    String command = ProcessHandle.of(pid).flatMap(p -> p.info().command()).orElse("");
    return command.endsWith("/runtime/bin/java");
  }
}
