package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Tab in the real shells, in a real terminal.
@Timeout(300)
class CompletionIT {
  private static final Path BASH_COMPLETION = Path.of("/usr/share/bash-completion/bash_completion");

  /// Names with spaces, colons and quotes, and names that execute something if they are not quoted.
  private static final String SCRIPTS =
      """
      {"scripts": {"dev": "vite", "dev:web": "x", "dev:api": "y", "a b": "z", "it's": "q",
      "x$(touch pwned)": "w", "b`touch pwned`": "w", "new\\nline": "x", "e\\u001b]0;evil\\u0007": "x",
      "semi;touch pwned": "x", "bang!bang": "x", "quote\\"d": "x", "-dash": "x"}}
      """;

  /// A shell and what its user has in the start file.
  enum Shell {
    BASH("bash --noprofile --rcfile rc -i", "PS1='ready> '\n"),
    BASH_WITH_COMPLETIONS(
        "bash --noprofile --rcfile rc -i", "PS1='ready> '\nsource " + BASH_COMPLETION + "\n"),
    ZSH("zsh -i", "PS1='ready> '\nautoload -Uz compinit\ncompinit -D -u\n"),
    FISH("fish", "function fish_prompt; echo -n 'ready> '; end\nfunction fish_greeting; end\n");

    private final String command;
    private final String start;

    Shell(String command, String start) {
      this.command = command;
      this.start = start;
    }

    String program() {
      return command.split(" ")[0];
    }
  }

  @TempDir Path directory;

  private Path project;

  @BeforeEach
  void createProject() throws IOException {
    project = Files.createDirectories(directory.resolve("project"));
    Files.writeString(project.resolve("package.json"), SCRIPTS);
    Files.createDirectories(project.resolve("sub"));
    Files.writeString(project.resolve("sub/env.txt"), "");
  }

  @ParameterizedTest
  @EnumSource
  void tab_completesWords(Shell shell) throws Exception {
    try (Tmux tmux = start(shell)) {
      assertTab(tmux, "brummer comp", "brummer completion");
      assertTab(tmux, "brummer run dev:w", "brummer run dev:web");
      assertTab(tmux, "brummer run a", "brummer run a\\ b");
      assertTab(tmux, "brummer run 'a", "brummer run 'a b'");
      assertTab(tmux, "brummer run it", "brummer run it\\'s");
      assertTab(tmux, "brummer run --ui=pl", "brummer run --ui=plain");
      assertTab(tmux, "brummer run --theme mea", "brummer run --theme meadow");
      assertTab(tmux, "brummer run -d su", "brummer run -d sub/");
      assertTab(tmux, "brummer run --env-file=sub/e", "brummer run --env-file=sub/env.txt");
      assertTab(tmux, "brummer wait --for lo", "brummer wait --for log:");
      assertTab(tmux, "brummer mcp install claude-c", "brummer mcp install claude-code");
      assertTab(tmux, "brummer bench log.sea", "brummer bench log.search");
      assertTab(tmux, "brummer run -- ls su", "brummer run -- ls sub/");
      if (shell != Shell.BASH) {
        assertTab(tmux, "brummer run -- grep --line-b", "grep --line-buffered");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hostileName_isQuoted_andExecutesNothing(Shell shell) throws Exception {
    try (Tmux tmux = start(shell)) {
      assertTab(tmux, "brummer run x", "brummer run x\\$\\(touch\\ pwned\\)");
      assertTab(tmux, "brummer run \"x", "brummer run \"x\\$(touch pwned)\"");
      assertTab(tmux, "brummer run 'b`", "brummer run 'b`touch pwned`'");
      assertTab(tmux, "brummer run semi", "brummer run semi\\;touch\\ pwned");
      String list = tab(tmux, "brummer run ", screen -> screen.contains("dev:web"));
      assertFalse(list.contains("evil") || list.contains("line") || list.contains("-dash"), list);
      tmux.keys("C-u");
      tmux.keys("brummer list --json x\\$\\(touch\\ pwned\\) | head -1", "Enter");
      tmux.await("the end of the list", screen -> screen.stripTrailing().endsWith("ready>"));
    }
    assertFalse(Files.exists(project.resolve("pwned")));
  }

  @ParameterizedTest
  @EnumSource
  void brokenProject_completesToNothing_andPrintsNothing(Shell shell) throws Exception {
    Files.writeString(project.resolve("package.json"), "{ \"scripts\": [");
    Files.writeString(project.resolve("brummer.toml"), "[process.a\ncommand = ");
    try (Tmux tmux = start(shell)) {
      tmux.keys("brummer run zz", "Tab", "y");
      String screen = tmux.await("the next key", it -> it.contains("run zzy"));
      assertEquals("ready> brummer run zzy", screen.strip());
    }
  }

  @ParameterizedTest
  @EnumSource
  void runningProcess_isOfferedWithItsState(Shell shell) throws Exception {
    Files.writeString(
        project.resolve("Procfile"),
        "server: exec sleep 300\nsecond: exec sleep 300\nidle: true\n");
    InheritedMarker mark = InheritedMarker.create();
    Process brummer =
        BuiltImage.start(project, mark.environment(), "run", "--ui", "plain", "server", "second");
    try (Tmux tmux = start(shell)) {
      assertEquals(0, awaitRunning("server"));
      String list = tab(tmux, "brummer stop ", screen -> screen.contains("second"));
      assertTrue(list.contains("server") && list.contains("all"), list);
      assertFalse(list.contains("idle"), list);
      boolean described = shell == Shell.ZSH || shell == Shell.FISH;
      assertEquals(described, list.contains("running"), list);
      assertTab(tmux, "brummer restart ser", "brummer restart server");
      assertTab(tmux, "brummer logs --session new", "brummer logs --session newest");
    } finally {
      brummer.destroy();
      assertTrue(brummer.waitFor(30, TimeUnit.SECONDS));
    }
    mark.assertNoneLeft();
  }

  @Test
  void hiddenCommand_printsNothing_forAnyWords() throws Exception {
    for (List<String> words :
        List.of(
            List.of("__complete"),
            List.of("__complete", "bash"),
            List.of("__complete", "tcsh", "x"),
            List.of("__complete", "zsh", "brummer", "-d", "/no/such", "run", ""),
            List.of("__complete", "fish", "brummer", "run", "--pid", "x", ""))) {
      BuiltImage.Result result = BuiltImage.run(project, words.toArray(String[]::new));
      assertEquals(0, result.code(), result.toString());
      assertEquals("", result.err());
    }
  }

  private int awaitRunning(String process) throws Exception {
    int code = 3;
    for (int attempt = 0; attempt < 50 && code == 3; attempt++) {
      code = BuiltImage.run(project, "wait", process, "--for", "ready", "--timeout", "30s").code();
    }
    return code == 124 ? 0 : code; // running, without a readiness
  }

  /// Starts a shell whose user has loaded the completion as the help says.
  private Tmux start(Shell shell) throws Exception {
    RequiredPrograms.require(shell.program());
    if (shell == Shell.BASH_WITH_COMPLETIONS) {
      RequiredPrograms.require("dh_bash-completion");
    }
    Path home = Files.createDirectories(directory.resolve("home"));
    Path fish = Files.createDirectories(home.resolve("fish"));
    // Without it, fish fills it in the background, also after the test.
    Files.createDirectories(home.resolve(".local/share/fish/generated_completions"));
    String load =
        shell == Shell.FISH
            ? "brummer completion fish | source\n"
            : "source <(brummer completion " + shell.program() + ")\n";
    for (Path file :
        List.of(home.resolve("rc"), home.resolve(".zshrc"), fish.resolve("config.fish"))) {
      Files.writeString(file, shell.start + load);
    }
    String command =
        // Without a history, no shell writes into the directory while it is deleted.
        "env -u CI TERM=xterm-256color LC_ALL=C.UTF-8 HISTFILE=/dev/null fish_history="
            + " HOME=%1$s ZDOTDIR=%1$s XDG_CONFIG_HOME=%1$s".formatted(home)
            + " XDG_STATE_HOME="
            + BuiltImage.stateDirectory()
            + " PATH="
            + BuiltImage.launcher().getParent()
            + ":$PATH "
            + shell.command.replace("rc -i", home.resolve("rc") + " -i");
    Tmux tmux = Tmux.start(110, 40, project, InheritedMarker.create(), command);
    tmux.await("ready>");
    return tmux;
  }

  /// Types a line and Tab, and waits for what the line becomes.
  private static void assertTab(Tmux tmux, String line, String completed) throws Exception {
    tab(tmux, line, screen -> screen.contains(completed));
  }

  private static String tab(Tmux tmux, String line, Predicate<String> wanted) throws Exception {
    tmux.keys("C-u"); // Ctrl-C would discard the keys behind it
    tmux.keys("C-l");
    tmux.await("an empty line", screen -> screen.strip().equals("ready>"));
    tmux.keys(line, "Tab");
    boolean listed = line.endsWith(" ");
    if (listed) {
      tmux.keys("Tab"); // bash lists at the second one
    }
    return tmux.await("the completion of " + line, wanted);
  }
}
