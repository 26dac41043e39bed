package dev.brummer.perf.terminal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Programs that run a project's processes under a UI, and how their screens are read.
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
    public String selectedProcess(String picture) {
      String[] rows = picture.split("\n");
      for (int i = 1; i < rows.length; i++) {
        if (rows[i].startsWith("│▌")) {
          return "row " + i;
        }
      }
      return "";
    }

    @Override
    boolean showsProcess(String picture, String name) {
      return picture.contains(name + ":dev") || picture.contains("● " + name + " ");
    }
  },

  TURBOREPO("turbo") {
    @Override
    List<String> command(Path executable, SampleProject project) {
      return List.of(executable.toString(), "run", "dev");
    }

    @Override
    public String selectedProcess(String picture) {
      int bar = picture.indexOf('│');
      int end = picture.indexOf('>', Math.max(0, bar));
      return bar < 0 || end < 0 || end - bar > 40 ? "" : picture.substring(bar, end);
    }

    @Override
    boolean showsProcess(String picture, String name) {
      return picture.contains(" " + name + "#dev ");
    }
  },

  MPROCS("mprocs") {
    @Override
    List<String> command(Path executable, SampleProject project) {
      return List.of(executable.toString(), "--config", project.mprocsConfig().toString());
    }

    @Override
    public String selectedProcess(String picture) {
      String[] rows = picture.split("\n");
      for (int i = 1; i < rows.length; i++) {
        if (rows[i].startsWith("┃•")) {
          return "row " + i;
        }
      }
      return "";
    }

    @Override
    boolean showsProcess(String picture, String name) {
      return picture.contains(name + "     ");
    }
  };

  /// Of the terminal.
  public static final int COLUMNS = 200;

  public static final int ROWS = 50;
  private static final String DOWN = "\033[B";
  private static final String UP = "\033[A";

  private final String name;

  ComparedProgram(String name) {
    this.name = name;
  }

  abstract List<String> command(Path executable, SampleProject project);

  /// Which process is selected, in whatever words; empty if none is.
  public abstract String selectedProcess(String picture);

  /// Whether a process stands in the list.
  abstract boolean showsProcess(String picture, String name);

  /// Whether the list is there with all that the project has.
  public boolean showsAllProcesses(String picture, SampleProject project) {
    return !selectedProcess(picture).isEmpty()
        && project.packages().stream().allMatch(name -> showsProcess(picture, name));
  }

  /// What is pressed to select the process below, or the one above.
  public String selectionKey(boolean down) {
    return down ? DOWN : UP;
  }

  /// Starts it on a terminal of its own.
  ///
  /// @throws java.util.NoSuchElementException if it is not installed; the message is for people
  public PtyHost start(SampleProject project) throws java.io.IOException {
    Path executable =
        executable()
            .orElseThrow(() ->
                new java.util.NoSuchElementException(
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

  /// brummer's own launcher, or where the path has a rival.
  private Optional<Path> executable() {
    String home = System.getProperty("brummer.home");
    if (this == BRUMMER) {
      return Optional.ofNullable(home).map(it -> Path.of(it, "bin", "brummer"));
    }
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder, name);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
