package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The UI of the built program in a real terminal.
@Timeout(180)
class UiIT {
  private static final Pattern PROXIED =
      Pattern.compile("│[ ▌]web .* → (http://localhost:[0-9]+/)");

  private static final Pattern WEB_URL = Pattern.compile("│[ ▌]web +http://localhost:[0-9]+");

  private static final Pattern REQUEST = Pattern.compile("GET +200 +/ ");

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @Test
  void demo_showsWhoIsUpWhatBrokeAndItsUrl_andQuitsLeavingNobody() throws Exception {
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " demo")) {
      tmux.await(
          "web ready", s -> s.lines().anyMatch(l -> l.contains("● web") && l.contains("ready")));
      tmux.await("the failed tests", s -> s.contains("✖ tests") && s.contains("exit 1"));
      tmux.await("Local:   http://localhost:");
      tmux.keys("3");
      tmux.await("a URL row", s -> s.lines().anyMatch(l -> WEB_URL.matcher(l).find()));
      String proxied = tmux.await("a proxied URL", s -> PROXIED.matcher(s).find());
      assertTrue(page(proxied).contains("<script src=\"/__brummer/t.js\""), page(proxied));
      tmux.keys("4");
      tmux.await("the request", s -> REQUEST.matcher(s).find());
      tmux.keys("?");
      tmux.await("type to search");
      tmux.keys("Escape");
      tmux.await("the help to close", shown -> !shown.contains("type to search"));
      tmux.resize(80, 24);
      tmux.await("the strip", s -> s.lines().skip(1).findFirst().orElse("").contains("● api"));
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void run_withNothingNamed_letsAPersonChooseStartStopAndRestart() throws Exception {
    Files.writeString(
        project.resolve("Procfile"), "ticker: while :; do echo tick; sleep 1; done\nother: true\n");
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run")) {
      tmux.await("No active process.");
      tmux.keys("s");
      tmux.await("● ticker");
      tmux.await("│ tick");
      tmux.keys("r");
      tmux.await("a second start", s -> s.split("started, pid", -1).length > 2);
      tmux.keys("x");
      tmux.await("○ ticker   stopped");
      tmux.keys("j", "s");
      tmux.await("✔ other");
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void suspended_givesTheShellItsScreenBack_andResumedShowsWhereItWas() throws Exception {
    Files.writeString(
        project.resolve("Procfile"), "ticker: while :; do echo tick; sleep 0.1; done\n");
    try (Tmux tmux = Tmux.start(120, 36, project, mark, "exec env PS1='ready> ' sh -i")) {
      tmux.await("ready>");
      tmux.keys(BuiltImage.launcher() + " run ticker", "Enter");
      tmux.await("│ tick");
      tmux.keys("C-z");
      tmux.await("the shell", UiIT::isAtItsPrompt);
      tmux.keys("echo typed $((6*7))", "Enter");
      tmux.await("typed 42");
      tmux.keys("fg", "Enter");
      tmux.await("│ tick");
      tmux.await("the frame", s -> s.contains("Processes") && !s.contains("typed 42"));
      tmux.keys("q");
      tmux.await("the shell again", UiIT::isAtItsPrompt);
      tmux.keys("stty -a", "Enter");
      tmux.await("a usual terminal", s -> s.contains(" icanon") && s.contains(" echo "));
    }
    mark.assertNoneLeft();
  }

  private static boolean isAtItsPrompt(String screen) {
    return screen.contains("ready> ") && screen.stripTrailing().endsWith("\nready>");
  }

  @Test
  void prompt_thatEndsInNoLine_isSeenAndAnswered() throws Exception {
    Files.writeString(
        project.resolve("Procfile"), "ask: printf 'Your name? '; read x; echo \"hello, $x.\"\n");
    try (Tmux tmux = Tmux.start(120, 30, project, mark, BuiltImage.launcher() + " run ask")) {
      tmux.await("the prompt", s -> s.contains("│ Your name?") && s.contains("1 running"));
      tmux.keys("i");
      tmux.keys("b", "o", "b");
      tmux.await("Your name? bob");
      tmux.keys("Enter");
      tmux.await("hello, bob.");
      tmux.keys("C-a");
      tmux.await("the keys of the view", s -> s.contains("/ search"));
      tmux.keys("q");
      tmux.await("all processes again", s -> !s.contains("ask only"));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void firehose_doesNotHoldUpKeysOrTheEnd() throws Exception {
    Files.writeString(project.resolve("Procfile"), "hose: yes 0123456789\n");
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run hose")) {
      tmux.await("│ 0123456789");
      tmux.keys("?");
      tmux.await("type to search");
      tmux.keys("Escape");
      tmux.await("the help to close", s -> !s.contains("type to search"));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void terminate_givesTheTerminalBackAndLeavesNobody() throws Exception {
    Files.writeString(
        project.resolve("Procfile"),
        "tree: setsid sleep 300 & (sleep 300 &) ; echo up; sleep 300\n");
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run tree")) {
      tmux.await("│ up");
      List<Long> brummer = mark.pids().stream().filter(UiIT::isBrummer).toList();
      assertEquals(1, brummer.size());
      Signals.send("TERM", brummer.getFirst());
      String screen = tmux.await("ended with 143");
      assertFalse(screen.contains("Processes"), screen);
    }
    mark.assertNoneLeft();
  }

  private static String page(String screen) throws Exception {
    Matcher url = PROXIED.matcher(screen);
    assertTrue(url.find());
    URLConnection connection = URI.create(url.group(1)).toURL().openConnection();
    connection.setRequestProperty("Accept", "text/html");
    try (InputStream body = connection.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static boolean isBrummer(long pid) {
    String command = ProcessHandle.of(pid).flatMap(p -> p.info().command()).orElse("");
    return command.endsWith("/runtime/bin/java");
  }

  @Test
  void watched_isStartedAgainWhenAFileChanges() throws Exception {
    Files.writeString(project.resolve("Procfile"), "app: echo here; exec sleep 300\n");
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run app")) {
      tmux.await("│ here");
      tmux.keys("w");
      tmux.await("app restarts on file changes");
      tmux.await("a second start", s -> changed() && s.contains("app.js changed: restarting"));
      tmux.keys("w");
      tmux.await("app no longer restarts on file changes");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  /// Changes a file again, because an earlier change may have come before the watch started.
  private boolean changed() {
    try {
      Files.writeString(project.resolve("app.js"), "// " + System.nanoTime());
      return true;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void edit_lendsTheTerminalToTheEditor_andTakesItBack() throws Exception {
    Path source = Files.writeString(project.resolve("app.js"), "one\ntwo\nthree\n");
    Files.writeString(
        project.resolve("Procfile"),
        "app: printf 'TypeError: x is not a function\\n    at f (%s/app.js:2:1)\\n' $PWD;"
            + " exec sleep 300\n");
    String command = "env -u VISUAL EDITOR=vim " + BuiltImage.launcher() + " run app";
    try (Tmux tmux = Tmux.start(120, 36, project, mark, command)) {
      tmux.await("⚠ 1 error");
      tmux.keys("2");
      tmux.await("at app.js:2:1");
      tmux.keys("e");
      tmux.await("the editor", s -> s.contains("two") && !s.contains("Processes"));
      tmux.keys("A", "!", "Escape", ":wq", "Enter");
      tmux.await("the UI again", s -> s.contains("Processes") && s.contains("app.js in vim"));
      assertEquals("one\ntwo!\nthree\n", Files.readString(source));
      tmux.keys("1");
      tmux.await("the log", s -> s.contains("follow"));
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }
}
