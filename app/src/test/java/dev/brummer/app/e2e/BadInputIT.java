package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid input for the built program: one clear sentence, the right exit code, no surviving
/// process.
@Timeout(180)
class BadInputIT {
  private static final String TICKER = "ticker: while :; do echo tick; sleep 0.1; done";
  private static final Pattern PROXIED =
      Pattern.compile("web +http://localhost:.* → http://localhost:([0-9]+)");

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run web --dir nowhere|no such directory: ",
        "run web --dir Procfile|not a directory: ",
        "run web -e missing.env|no such file: missing.env (--env-file)",
        "run wep|did you mean web?",
        "rnu web|unknown command \"rnu\": did you mean run?",
        "web|unknown command \"web\": to run it, write brummer run web (all commands:",
        "npm run dev|unknown command \"npm\": to run it, write brummer run -- npm run dev (all",
        "run web --prefix {colour}|unknown field {colour}",
        "run web --grace soon|use 10s, 500ms or 2m",
        "run web --proxy-port 99999|must be a number from 1 to 65535",
        "run web --until wep|invalid value for --until: \"wep\" (use all, any, web)",
        "run web --success wep|invalid value for --success: \"wep\" (use all, first, last, web)",
        "run web --ui tui|--ui tui needs a terminal",
        "run web --uii plain|unknown option",
        "run|without the UI, name the processes to run: web"
      })
  void commandLine_thatMakesNoSense_getsOneSentenceAndCodeTwo(String arguments, String sentence)
      throws Exception {
    procfile("web: true");

    BuiltImage.Result result = BuiltImage.run(project, arguments.split(" "));

    assertEquals(2, result.code(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().startsWith("brummer: "), result.err());
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals("", result.out());
  }

  @Test
  void brokenPackageJson_alone_isNamedWithItsLine() throws Exception {
    Files.writeString(
        project.resolve("package.json"), "{\n  \"scripts\": {\n    \"dev\" \"x\"\n  }\n}");

    BuiltImage.Result result = BuiltImage.run(project, "run", "dev");

    assertEquals(2, result.code());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(result.err().contains("package.json:3"), result.err());
  }

  @Test
  void commandThatDoesNotExist_isSaidWithCode127_andInTheUi() throws Exception {
    BuiltImage.Result result = BuiltImage.run(project, "run", "--", "nosuchcmd");

    assertEquals(127, result.code());
    assertTrue(result.err().contains("cannot start nosuchcmd: command not found"), result.err());
    String run = BuiltImage.launcher() + " run -- nosuchcmd";
    try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
      tmux.await("cannot start nosuchcmd: command not found");
      tmux.await("✖ nosuchcmd");
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void portOfTheProxy_thatIsTaken_givesTheNextFreeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      procfile("web: echo \"Local: http://localhost:" + server.getLocalPort() + "/\"; sleep 100");
      int port = taken.getLocalPort();
      String run = BuiltImage.launcher() + " run web --proxy-port " + port;
      try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
        tmux.keys("3");
        String screen = tmux.await("a proxied URL", s -> PROXIED.matcher(s).find());
        assertFalse(screen.contains("→ http://localhost:" + port + "/"), screen);
        tmux.keys("q");
        tmux.await("ended with 0");
      }
    }
    mark.assertNoneLeft();
  }

  @Test
  void portOfAChild_thatIsTaken_showsAsItsError() throws Exception {
    RequiredPrograms.require("node");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          project.resolve("server.js"),
          "require('http').createServer().listen(" + taken.getLocalPort() + ", '127.0.0.1')\n");
      procfile("web: node server.js");
      try (Tmux tmux = Tmux.start(140, 36, project, mark, BuiltImage.launcher() + " run web")) {
        tmux.await("✖ web");
        tmux.await("⚠ 1 error");
        tmux.keys("2");
        tmux.await("EADDRINUSE");
        tmux.keys("q");
        tmux.await("ended with 0");
      }
    }
    mark.assertNoneLeft();
  }

  @Test
  void terminalTooSmall_saysSo_andIsRepaintedWhenItGrows() throws Exception {
    procfile(TICKER);
    try (Tmux tmux = Tmux.start(20, 5, project, mark, BuiltImage.launcher() + " run ticker")) {
      tmux.await("Terminal too small");
      tmux.resize(100, 24);
      tmux.await("│ tick");
      tmux.resize(30, 6);
      tmux.await("Terminal too small");
      tmux.keys("q");
      tmux.resize(100, 24);
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dumb", "no-such-terminal"})
  void terminalThatIsUnknown_getsPlainOutputAndAReason(String term) throws Exception {
    procfile("web: echo up");
    String run = "TERM=" + term + " " + BuiltImage.launcher() + " run web";
    try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
      tmux.await("brummer: TERM is \"" + term + "\"");
      tmux.await("web | up");
      tmux.await("ended with 0");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<&-", "</dev/null"})
  void standardInput_thatIsNoTerminal_givesPlainOutputAndAReason(String redirection)
      throws Exception {
    procfile("web: echo up");
    String run = BuiltImage.launcher() + " run web " + redirection;
    try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
      tmux.await("brummer: standard input is not a terminal");
      tmux.await("web | up");
      tmux.await("ended with 0");
    }
  }

  @Test
  void controlC_inPlainMode_endsTheChildrenWithCode130() throws Exception {
    procfile(TICKER);
    String run = BuiltImage.launcher() + " run ticker --ui plain";
    try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
      tmux.await("ticker | tick");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void readerThatGoesAway_endsTheRunQuietly() throws Exception {
    procfile(TICKER);
    String run = BuiltImage.launcher() + " run ticker --ui plain | head -n 1";
    try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
      String screen = tmux.await("ended with 0");
      assertFalse(screen.contains("Exception"), screen);
    }
    mark.assertNoneLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "run web --ui plain", "run web --ui json"})
  void outputThatCannotBeWritten_isSaid_withCodeOne(String arguments) throws Exception {
    procfile("web: echo up; echo and; exec sleep 300");
    String run = BuiltImage.launcher() + " " + arguments + " >/dev/full";
    try (Tmux tmux = Tmux.start(140, 24, project, mark, run)) {
      tmux.await("brummer: standard output cannot be written: the disk is full");
      tmux.await("ended with 1");
    }
    mark.assertNoneLeft();
  }

  @Test
  void windowThatIsClosed_leavesNobody() throws Exception {
    procfile("tree: trap '' HUP; setsid sleep 300 & (sleep 300 &) ; echo up; sleep 300");
    try (Tmux tmux = Tmux.start(140, 24, project, mark, BuiltImage.launcher() + " run tree")) {
      tmux.await("│ up");
      assertTrue(mark.pids().size() >= 4, () -> "carriers: " + mark.pids());
    }
    mark.assertNoneLeft();
  }

  private void procfile(String... lines) throws Exception {
    Files.write(project.resolve("Procfile"), List.of(lines));
  }
}
