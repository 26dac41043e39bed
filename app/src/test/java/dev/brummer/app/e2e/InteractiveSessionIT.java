package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Full-screen programs in an interactive session of the built program.
@Timeout(180)
class InteractiveSessionIT {
  private static final Pattern METER = Pattern.compile("[0-9]\\[\\|* *[0-9.]+%\\]");

  @TempDir Path project;

  private final InheritedMarker mark = InheritedMarker.create();

  /// Starts a command and opens its interactive session.
  private Tmux startInteractive(int columns, int rows, String name, String command)
      throws Exception {
    Files.writeString(project.resolve("Procfile"), name + ": " + command + "\n");
    Tmux tmux = Tmux.start(columns, rows, project, mark, BuiltImage.launcher() + " run " + name);
    tmux.await("it runs", s -> s.contains("● " + name));
    tmux.keys("i");
    tmux.await(name + " · interactive");
    return tmux;
  }

  /// Quits from the log of one process.
  private static void quit(Tmux tmux) throws Exception {
    tmux.keys("q");
    tmux.await("all processes again", s -> !s.contains(" only"));
    tmux.keys("q");
    tmux.await("ended with 0");
  }

  @Test
  void vim_editsAndSavesAFile_alsoAfterAResizeAndALookElsewhere() throws Exception {
    RequiredPrograms.require("vim");
    Path notes = Files.writeString(project.resolve("notes.txt"), "first\nsecond\n");
    try (Tmux tmux = startInteractive(120, 36, "edit", "vim -u NONE -N notes.txt")) {
      tmux.await("the file", screen("first", "second", "~"));
      tmux.keys("G", "o", "third 世界", "Escape");
      tmux.await("the new line", screen("first", "second", "third 世界", "~"));
      tmux.resize(100, 30);
      tmux.await("the smaller screen", s -> lines(s) == 30 && s.contains("third 世界"));
      tmux.keys("C-a");
      tmux.await("the log", s -> s.contains("/ search") && s.contains("edit"));
      tmux.keys("i");
      tmux.await("the same screen", screen("first", "second", "third 世界", "~"));
      tmux.keys("g", "g", "C-v", "j", "I", "- ", "Escape");
      tmux.await("a block insertion", screen("- first", "- second", "third 世界", "~"));
      tmux.keys(":wq", "Enter");
      tmux.await("exited · press any key to return");
      assertEquals("- first\n- second\nthird 世界\n", Files.readString(notes));
      tmux.keys("x");
      tmux.await("the log", s -> s.contains("exited with code 0"));
      quit(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void htop_showsItsMeters_andEndsByItsFunctionKey() throws Exception {
    RequiredPrograms.require("htop");
    try (Tmux tmux = startInteractive(120, 36, "top", "htop")) {
      tmux.await("meters and keys", s -> METER.matcher(s).find() && s.contains("F10"));
      tmux.keys("F2");
      tmux.await("its setup", s -> s.contains("Categories") || s.contains("Setup"));
      tmux.keys("F10");
      tmux.await("the list again", s -> s.contains("PID") && s.contains("F10Quit"));
      tmux.keys("F10");
      tmux.await("exited · press any key to return");
      tmux.keys("x");
      quit(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void npmInit_isAnswered() throws Exception {
    RequiredPrograms.require("npm");
    try (Tmux tmux = startInteractive(120, 36, "init", "npm init")) {
      tmux.await("package name:");
      tmux.keys("Cart", "BSpace", "BSpace", "BSpace", "BSpace", "cart-shop", "Enter");
      tmux.await("version: (1.0.0)");
      tmux.keys("2.0.0", "Enter");
      for (String asked :
          new String[] {"description:", "entry point:", "test command:", "git repository:"}) {
        tmux.await(asked);
        tmux.keys("Enter");
      }
      tmux.await("the questions to end", s -> s.contains("keywords:"));
      tmux.keys("Enter");
      tmux.await("author:");
      tmux.keys("Ada", "Enter");
      tmux.await("license:");
      tmux.keys("Enter");
      tmux.await("the last question", s -> s.contains("Is this OK?") || s.contains("type:"));
      tmux.keys("Enter");
      Predicate<String> asksOrEnded = s -> s.contains("Is this OK?") || s.contains("exited · ");
      String screen = tmux.await("the last question", asksOrEnded);
      if (!screen.contains("exited · ")) {
        tmux.keys("Enter");
      }
      tmux.await("exited · press any key to return");
      String made = Files.readString(project.resolve("package.json"));
      assertTrue(made.contains("\"name\": \"cart-shop\"") && made.contains("2.0.0"), made);
      assertTrue(made.contains("Ada"), made);
      tmux.keys("x");
      quit(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void nodesPrompt_evaluatesCompletesAndRemembers_andTheLogHasItToo() throws Exception {
    RequiredPrograms.require("node");
    try (Tmux tmux = startInteractive(80, 24, "repl", "node")) {
      tmux.await("its prompt", screen("Type \".help\"", "> "));
      tmux.keys("6 * 7", "Enter");
      tmux.await("the product", s -> s.contains("│42"));
      tmux.keys("Up", "BSpace", "8", "Enter");
      tmux.await("the product of the changed line", s -> s.contains("│48"));
      tmux.keys("console.log('one\\ntwo')", "Enter");
      tmux.await("both lines at the left", screen("one", "two", "undefined"));
      tmux.keys("C-d");
      tmux.await("exited · press any key to return");
      tmux.keys("x");
      tmux.await("the log", s -> s.contains("48") && s.contains("exited with code 0"));
      quit(tmux);
    }
    mark.assertNoneLeft();
  }

  @Test
  void vite_takesItsShortcuts() throws Exception {
    ViteIT.installIn(project);
    try (Tmux tmux = Tmux.start(120, 36, project, mark, BuiltImage.launcher() + " run dev")) {
      tmux.await("Local:");
      tmux.keys("i");
      tmux.await("Vite's hint", s -> s.contains("dev · interactive") && s.contains("h + enter"));
      tmux.keys("h", "Enter");
      tmux.await("Vite's help", s -> s.contains("restart the server"));
      tmux.keys("r", "Enter");
      tmux.await("the restart", s -> s.contains("server restarted"));
      tmux.keys("q", "Enter");
      tmux.await("exited · press any key to return");
      tmux.keys("x");
      quit(tmux);
    }
    mark.assertNoneLeft();
  }

  /// Matches a screen with consecutive rows of the pane that start with these texts.
  private static Predicate<String> screen(String... rows) {
    StringBuilder pattern = new StringBuilder();
    for (String row : rows) {
      pattern.append("[^\\n]*│").append(Pattern.quote(row)).append("[^\\n]*\\n");
    }
    Pattern wanted = Pattern.compile(pattern.toString());
    return shown -> wanted.matcher(shown).find();
  }

  private static long lines(String screen) {
    return screen.lines().count();
  }
}
