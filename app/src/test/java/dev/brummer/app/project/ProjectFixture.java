package dev.brummer.app.project;

import dev.brummer.app.project.format.ProjectContext;
import dev.brummer.app.project.format.ProjectFile;
import dev.brummer.app.project.format.ProjectFile.DeclaredProcess;
import dev.brummer.app.project.format.ProjectFormat;
import dev.brummer.engine.process.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Files of a project in a temporary directory, read by one format.
final class ProjectFixture {
  static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  private final Path directory;
  private final ProjectFormat format;
  private final Map<String, String> environment = new HashMap<>(PATH);
  private final Map<String, String> variables = new HashMap<>();

  ProjectFixture(Path directory, ProjectFormat format) {
    this.directory = directory;
    this.format = format;
  }

  ProjectFixture environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  ProjectFixture variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Path write(String name, String text) {
    try {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  ProjectContext context() {
    return new ProjectContext(directory, environment, variables, true);
  }

  /// Reads files with these texts, each overriding those before it.
  Read read(String... texts) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      files.add(write("f" + i + ".yaml", texts[i]));
    }
    return read(files);
  }

  Read read(List<Path> files) {
    return new Read(format.read(files, context()), directory);
  }

  /// What was read.
  record Read(ProjectFile file, Path directory) {
    ProcessSpec spec(String name) {
      return process(name).spec();
    }

    DeclaredProcess process(String name) {
      return file.processes().stream()
          .filter(process -> process.spec().name().equals(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " is not in " + names() + problems()));
    }

    List<String> names() {
      return file.processes().stream().map(process -> process.spec().name()).toList();
    }

    /// The problems with file names relative to the directory.
    List<String> problems() {
      return file.problems().stream().map(problem -> problem.replace(directory + "/", "")).toList();
    }
  }
}
