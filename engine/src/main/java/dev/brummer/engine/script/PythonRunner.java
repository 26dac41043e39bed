package dev.brummer.engine.script;

import dev.brummer.engine.file.ProjectTextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the programs of a Python project are run: through the manager whose lock file is there, else
/// from the virtual environment of the project, else from `PATH`.
///
/// @param prefix words before the program; empty for none
/// @param programs directories that precede those of `PATH`
/// @param python name of the interpreter
record PythonRunner(List<String> prefix, List<Path> programs, String python) {
  /// A lock file and the words that run a program in the environment it locks.
  private record Manager(String lockFile, List<String> words) {}

  private static final List<Manager> MANAGERS =
      List.of(
          new Manager("uv.lock", List.of("uv", "run")),
          new Manager("poetry.lock", List.of("poetry", "run")),
          new Manager("pdm.lock", List.of("pdm", "run")),
          new Manager("pixi.lock", List.of("pixi", "run")),
          new Manager("Pipfile.lock", List.of("pipenv", "run")),
          new Manager("Pipfile", List.of("pipenv", "run")));

  private static final List<String> ENVIRONMENTS = List.of(".venv", "venv", "env");

  /// The nearest one in a directory and those above it, see [ParentDirectories].
  static PythonRunner of(Path directory, Path project) {
    for (Path at : ParentDirectories.of(directory, project)) {
      for (Manager manager : MANAGERS) {
        if (ProjectTextFile.exists(at.resolve(manager.lockFile))) {
          return new PythonRunner(manager.words, List.of(), "python");
        }
      }
      for (String name : ENVIRONMENTS) {
        Path programs = at.resolve(name).resolve("bin");
        if (Files.isExecutable(programs.resolve("python"))) {
          return new PythonRunner(List.of(), List.of(programs), "python");
        }
      }
    }
    return new PythonRunner(List.of(), List.of(), "python3");
  }

  /// The command of a program with its arguments.
  List<String> command(String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(words));
    return command;
  }

  /// Whether `program` can be expected to be installed: a manager installs what its lock file
  /// names.
  boolean has(String program) {
    return !prefix.isEmpty()
        || programs.stream().anyMatch(directory -> Files.isExecutable(directory.resolve(program)));
  }
}
