package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Daemons, liveness, keys that stop, awaited lines and exit policies of the built program.
@Timeout(180)
class ProcessPoliciesIT {
  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  private void configure(String text) throws IOException {
    Files.writeString(project.resolve("brummer.toml"), text);
  }

  private Tmux run(String arguments) throws Exception {
    return Tmux.start(150, 40, project, mark, BuiltImage.launcher() + " run " + arguments);
  }

  @Test
  void daemon_staysReady_prints_andStopsAsAWhole() throws Exception {
    RequiredPrograms.require("python3");
    int port = SetupCommand.freePort();
    configure(
        """
        [process.web]
        command = "setsid sh -c 'echo serving; exec python3 -u -m http.server %d' & exit 0"
        daemon = true
        """
            .formatted(port));
    try (Tmux tmux = run("web")) {
      tmux.await("● 1 ready");
      tmux.await("runs in the background, its");
      tmux.await("serving");
      tmux.keys("x");
      tmux.await("○ none active");
      tmux.await("stopped");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void processThatIsNotAlive_isRestarted_andCountsUntilThen() throws Exception {
    Files.createFile(project.resolve("alive"));
    configure(
        """
        [process.web]
        command = "echo up; exec sleep 300"
        liveness = { exec = "test -e alive", period = "200ms", failures = 20 }
        restart = { when = "always", delay = "100ms", max_delay = "100ms" }
        """);
    try (Tmux tmux = run("web")) {
      tmux.await("● 1 running");
      Files.delete(project.resolve("alive"));
      tmux.await("! 1 unhealthy");
      tmux.await("not alive: ");
      Files.createFile(project.resolve("alive"));
      tmux.await("starts");
      tmux.await("● 1 running");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    mark.assertNoneLeft();
  }

  @Test
  void endOfAProcess_endsTheUi_withItsCodeAndReason() throws Exception {
    configure(
        """
        [process.web]
        command = "echo up; exec sleep 300"

        [process.job]
        command = "until [ -e go ]; do sleep 0.05; done; exit 3"
        ends_run = "always"
        """);
    try (Tmux tmux = run("web job")) {
      tmux.await("● 2 running");
      Files.createFile(project.resolve("go"));
      tmux.await("job ends the run: exit 3");
      tmux.await("ended with 3");
    }
    mark.assertNoneLeft();
  }

  @Test
  void failureOfAProcess_endsAPlainRun_withItsCode() throws Exception {
    configure(
        """
        [process.web]
        command = "echo web up; read word; echo got $word"
        stop = { keys = "quit\\n" }

        [process.job]
        command = "exit 4"
        depends_on = { web = { log = "^web up$" } }
        ends_run = "failure"
        """);
    Process process =
        BuiltImage.start(
            project,
            mark.environment(),
            "run",
            "--ui",
            "plain",
            "--success",
            "first",
            "web",
            "job");
    BuiltImage.Result result = BuiltImage.awaitExit(process);
    assertEquals(4, result.code(), result::toString);
    assertTrue((result.out() + result.err()).contains("ends the run: exit 4"), result::toString);
    assertTrue(result.out().contains("got quit"), result::toString);
    mark.assertNoneLeft();
  }
}
