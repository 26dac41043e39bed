package dev.brummer.perf.terminal;

import dev.brummer.engine.process.SearchPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Process runners under comparison: their commands and how to read their screens.
public enum ComparedProgram {
  BRUMMER("brummer") {
    @Override
    List<String> command(Path executable, SampleProject project) {
      List<String> command = new ArrayList<>(List.of(executable.toString(), "run"));
      project.packages().forEach(name -> command.add(name + ":dev"));
      command.addAll(List.of("--ui", "tui"));
      return command;
    }

    @Override
    public String selectedProcess(String screen) {
      String[] rows = screen.split("\n");
      for (int i = 1; i < rows.length; i++) {
        if (rows[i].startsWith("│▌")) {
          return "row " + i;
        }
      }
      return "";
    }

    @Override
    boolean showsProcess(String screen, String name) {
      return screen.contains(name + ":dev") || screen.contains("● " + name + " ");
    }
  },

  TURBOREPO("turbo") {
    @Override
    List<String> command(Path executable, SampleProject project) {
      return List.of(executable.toString(), "run", "dev");
    }

    @Override
    public String selectedProcess(String screen) {
      int bar = screen.indexOf('│');
      int end = screen.indexOf('>', Math.max(0, bar));
      return bar < 0 || end < 0 || end - bar > 40 ? "" : screen.substring(bar, end);
    }

    @Override
    boolean showsProcess(String screen, String name) {
      return screen.contains(" " + name + "#dev ");
    }
  },

  MPROCS("mprocs") {
    @Override
    List<String> command(Path executable, SampleProject project) {
      return List.of(executable.toString(), "--config", project.mprocsConfig().toString());
    }

    @Override
    public String selectedProcess(String screen) {
      String[] rows = screen.split("\n");
      for (int i = 1; i < rows.length; i++) {
        if (rows[i].startsWith("┃•")) {
          return "row " + i;
        }
      }
      return "";
    }

    @Override
    boolean showsProcess(String screen, String name) {
      return screen.contains(name + "     ");
    }
  };

  /// Size of the terminal.
  public static final int COLUMNS = 200;

  public static final int ROWS = 50;
  private static final String DOWN = "\033[B";
  private static final String UP = "\033[A";

  private final String name;

  ComparedProgram(String name) {
    this.name = name;
  }

  abstract List<String> command(Path executable, SampleProject project);

  /// Identifies the selected process in the notation of the program; empty if none is selected.
  public abstract String selectedProcess(String screen);

  /// Returns whether the list shows a process.
  abstract boolean showsProcess(String screen, String name);

  /// Returns whether the list shows all processes of the project and has a selection.
  public boolean showsAllProcesses(String screen, SampleProject project) {
    return !selectedProcess(screen).isEmpty()
        && project.packages().stream().allMatch(name -> showsProcess(screen, name));
  }

  /// Returns the key that selects the process below or above.
  public String selectionKey(boolean down) {
    return down ? DOWN : UP;
  }

  /// Starts the program on a terminal of its own.
  ///
  /// @throws NoSuchElementException if the program is not installed; the message is for the user
  public PtyHost start(SampleProject project) throws IOException {
    Path executable =
        executable()
            .orElseThrow(() ->
                new NoSuchElementException(
                    name + " is not installed: npm install --global " + name));
    Map<String, String> environment =
        Map.of(
            "TURBO_TELEMETRY_DISABLED",
            "1",
            "XDG_CONFIG_HOME",
            project.directory().resolve("config").toString(),
            "XDG_STATE_HOME",
            project.directory().resolve("state").toString());
    return PtyHost.start(
        COLUMNS, ROWS, project.directory(), environment, command(executable, project));
  }

  /// Finds brummer's launcher in its installation, and the other programs in PATH.
  private Optional<Path> executable() {
    String home = System.getProperty("brummer.home");
    if (this == BRUMMER) {
      return Optional.ofNullable(home).map(directory -> Path.of(directory, "bin", "brummer"));
    }
    return Optional.ofNullable(SearchPath.of(System.getenv()).find(name));
  }
}
