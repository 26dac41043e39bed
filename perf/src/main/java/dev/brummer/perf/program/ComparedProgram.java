package dev.brummer.perf.program;

import dev.brummer.perf.result.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/// Process runners under comparison: their commands and how to read their screens.
///
/// Each gets a project in the form that its users write: brummer and turborepo the scripts of the
/// packages, concurrently the bare commands, mprocs its own file.
public enum ComparedProgram {
  BRUMMER("brummer", "brummer") {
    @Override
    List<String> uiArguments(SampleProject project) {
      return arguments(project, "tui");
    }

    @Override
    List<String> plainArguments(SampleProject project) {
      return arguments(project, "plain");
    }

    private List<String> arguments(SampleProject project, String ui) {
      List<String> arguments = new ArrayList<>(List.of("run"));
      project.packages().forEach(name -> arguments.add(name + ":dev"));
      arguments.addAll(List.of("--ui", ui));
      return arguments;
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

  TURBOREPO("turborepo", "turbo") {
    @Override
    List<String> uiArguments(SampleProject project) {
      return List.of("run", "dev");
    }

    @Override
    List<String> plainArguments(SampleProject project) {
      return List.of("run", "dev", "--ui", "stream");
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

  MPROCS("mprocs", "mprocs") {
    @Override
    List<String> uiArguments(SampleProject project) {
      return List.of("--config", project.mprocsConfig().toString());
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
  },

  CONCURRENTLY("concurrently", "concurrently") {
    @Override
    List<String> plainArguments(SampleProject project) {
      List<String> arguments =
          new ArrayList<>(List.of("--names", String.join(",", project.packages())));
      arguments.addAll(project.commands());
      return arguments;
    }
  };

  /// Size of the terminal.
  public static final int COLUMNS = 200;

  public static final int ROWS = 50;
  private static final String DOWN = "\033[B";
  private static final String UP = "\033[A";

  private final String title;
  private final String executable;

  ComparedProgram(String title, String executable) {
    this.title = title;
    this.executable = executable;
  }

  /// Returns the arguments that run a project with a UI.
  List<String> uiArguments(SampleProject project) {
    throw new IllegalStateException(title + " has no UI for " + project.directory());
  }

  /// Returns the arguments that run a project without a UI.
  List<String> plainArguments(SampleProject project) {
    throw new IllegalStateException(title + " has no plain mode for " + project.directory());
  }

  /// Identifies the selected process in the notation of the program; empty if none is selected.
  public String selectedProcess(String screen) {
    throw new IllegalStateException(title + " has no UI: " + screen);
  }

  /// Returns whether the list shows a process.
  boolean showsProcess(String screen, String name) {
    throw new IllegalStateException(title + " has no UI to show " + name + ": " + screen);
  }

  /// Returns whether the list shows all processes of the project and has a selection.
  public boolean showsAllProcesses(String screen, SampleProject project) {
    return !selectedProcess(screen).isEmpty()
        && project.packages().stream().allMatch(name -> showsProcess(screen, name));
  }

  /// Returns the key that selects the process below or above.
  public String selectionKey(boolean down) {
    return down ? DOWN : UP;
  }

  /// Returns the variant of its measurements.
  public Variant variant() {
    return this == BRUMMER ? Variant.PRODUCT : Variant.program(title);
  }

  /// Starts the program with its UI on a terminal of its own.
  ///
  /// @throws NoSuchElementException if the program is not installed; the message is for the user
  public PtyHost startOnTerminal(SampleProject project, InstalledPrograms installed)
      throws IOException {
    return PtyHost.start(COLUMNS, ROWS, start(project, installed, uiArguments(project)));
  }

  /// Starts the program without a UI, its output in a pipe.
  ///
  /// @param awaited text whose arrival is timed
  /// @throws NoSuchElementException if the program is not installed; the message is for the user
  public PipedProgram startPiped(SampleProject project, InstalledPrograms installed, String awaited)
      throws IOException {
    return PipedProgram.start(start(project, installed, plainArguments(project)), awaited);
  }

  /// Starts the program without a UI, its output in a file.
  ///
  /// @throws NoSuchElementException if the program is not installed; the message is for the user
  public PipedProgram startPiped(SampleProject project, InstalledPrograms installed, Path output)
      throws IOException {
    return PipedProgram.start(start(project, installed, plainArguments(project)), output);
  }

  private ProgramStart start(
      SampleProject project, InstalledPrograms installed, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(find(installed).toString()));
    command.addAll(arguments);
    return new ProgramStart(project.directory(), project.environment(), command);
  }

  /// Finds brummer's launcher in its installation, and the other programs where they are installed.
  private Path find(InstalledPrograms installed) {
    return this == BRUMMER
        ? launcher()
        : installed.find(executable, "npm install --global " + executable);
  }

  /// Returns brummer's launcher.
  public static Path launcher() {
    String home = System.getProperty("brummer.home");
    if (home == null) {
      throw new NoSuchElementException("brummer itself is not installed: build it with make build");
    }
    return Path.of(home, "bin", "brummer");
  }
}
