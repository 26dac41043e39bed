package dev.brummer.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a user sees who starts brummer for the first time.
@Timeout(180)
class FirstRunIT {
  private static final String START = "start with Enter";
  private static final String LOOK = "1 shows the log";

  @TempDir Path folder;

  private final InheritedMarker mark = InheritedMarker.create();
  private Path project = Path.of("");

  @BeforeEach
  void createProject() throws Exception {
    project = Files.createDirectory(folder.resolve("shop"));
    Files.writeString(project.resolve("Procfile"), "web: echo up; exec sleep 100\n");
  }

  private Path mark() {
    return folder.resolve("state/brummer/ui-shown");
  }

  private Tmux brummer(String variables, String arguments) throws Exception {
    String command = "env " + variables + " " + BuiltImage.launcher() + " " + arguments;
    return Tmux.start(80, 24, project, mark, command);
  }

  private String state() {
    return "XDG_STATE_HOME=" + folder.resolve("state") + " XDG_CONFIG_HOME=" + folder;
  }

  @Test
  void firstStart_showsWhatToDo_untilItIsDone_theSecondShowsNothing() throws Exception {
    try (Tmux tmux = brummer(state(), "run")) {
      tmux.await(START);
      tmux.keys("Enter");
      tmux.await("the next step", s -> s.contains(LOOK) && !s.contains(START));
      tmux.keys("1");
      tmux.await("the log alone", s -> s.contains("│ up") && !s.contains(LOOK));
      tmux.keys("?");
      tmux.await("first steps");
      tmux.keys("Escape");
      tmux.keys("C-c");
      tmux.await("ended with 130");
    }
    try (Tmux tmux = brummer(state(), "run")) {
      String screen = tmux.await("q quit");
      assertFalse(screen.contains(START), screen);
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    mark.assertNoneLeft();
  }

  @Test
  void escape_hidesTheLine() throws Exception {
    try (Tmux tmux = brummer(state(), "run")) {
      tmux.await(START);
      tmux.keys("Escape");
      tmux.await("the keys", s -> s.contains("? help") && !s.contains(START));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
  }

  @Test
  void pipesAndPlainOutput_areNoFirstStart() throws Exception {
    Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.resolve("state").toString());
    Files.writeString(project.resolve("Procfile"), "web: echo up\n");
    for (String[] arguments : new String[][] {{"run", "web"}, {"run", "web", "--ui", "json"}}) {
      Process process = BuiltImage.start(project, environment, arguments);
      BuiltImage.Result result = BuiltImage.awaitExit(process);
      assertEquals(0, result.code(), result.err());
      assertFalse((result.out() + result.err()).contains(START), result.out());
    }
    assertFalse(Files.exists(mark()));
    try (Tmux tmux = brummer(state(), "run web --ui plain")) {
      tmux.await("ended with 0");
    }
    assertFalse(Files.exists(mark()));
  }

  @Test
  void unwritableState_isNoTrouble() throws Exception {
    try (Tmux tmux = brummer("XDG_STATE_HOME=/proc/none XDG_CONFIG_HOME=" + folder, "run")) {
      String screen = tmux.await("q quit");
      assertFalse(screen.contains(START), screen);
      tmux.keys("q");
      tmux.await("ended with 0");
    }
  }

  @Test
  void homeVariable_isTheHomeOfTheState_andOfPathsOnTheScreen() throws Exception {
    String variables = "-u XDG_STATE_HOME HOME=" + folder + " XDG_CONFIG_HOME=" + folder;
    try (Tmux tmux = brummer(variables, "run")) {
      tmux.await("the directory below ~", s -> s.contains(START) && s.contains("~/shop"));
      tmux.keys("q");
      tmux.await("ended with 0");
    }
    assertTrue(Files.exists(folder.resolve(".local/state/brummer/ui-shown")));
  }
}
