package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.script.DiscoveredScripts;
import dev.brummer.engine.script.ScriptDiscoverer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The files of `--file`, by kind.
///
/// @param configurations files in the format of brummer.toml
/// @param procfiles files in the format of foreman
/// @param projects files of other runners
record RequestedFiles(List<Path> configurations, List<Path> procfiles, List<Path> projects) {
  static final RequestedFiles NONE = new RequestedFiles(List.of(), List.of(), List.of());

  RequestedFiles {
    configurations = List.copyOf(configurations);
    procfiles = List.copyOf(procfiles);
    projects = List.copyOf(projects);
  }

  /// Sorts files by their names: `.toml`, `Procfile…`, and everything else.
  static RequestedFiles of(List<Path> files) {
    List<Path> configurations = new ArrayList<>();
    List<Path> procfiles = new ArrayList<>();
    List<Path> projects = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(".toml")) {
        configurations.add(file.toAbsolutePath().normalize());
      } else if (name.startsWith("Procfile") || name.endsWith(".procfile")) {
        procfiles.add(file);
      } else {
        projects.add(file);
      }
    }
    return new RequestedFiles(configurations, procfiles, projects);
  }

  boolean isEmpty() {
    return configurations.isEmpty() && procfiles.isEmpty() && projects.isEmpty();
  }

  /// The processes of the Procfiles.
  ///
  /// @throws UserException if a file has none
  DiscoveredScripts scripts() {
    DiscoveredScripts scripts = ScriptDiscoverer.ofProcfiles(procfiles);
    for (Path file : procfiles) {
      Path origin = file.toAbsolutePath().normalize();
      if (scripts.scripts().stream().noneMatch(script -> script.origin().equals(origin))) {
        throw UserException.usage(
            scripts.warnings().isEmpty()
                ? List.of(file + ": no such file, or no line \"name: command\"")
                : scripts.warnings());
      }
    }
    return scripts;
  }
}
