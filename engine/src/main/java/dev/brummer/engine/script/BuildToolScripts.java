package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Build tools whose files name no scripts but whose commands are known: one row a command. A row
/// is offered where its file is, says `needs`, and `proof` exists, so that nothing is offered that
/// could not work.
final class BuildToolScripts implements ScriptSource {
  /// @param needs regular expression found in a line of the file, or empty
  /// @param proof another file or directory that must be there, or empty
  /// @param wrapper program in the project that takes the place of the command's first word
  private record Row(
      String file, String needs, String proof, String wrapper, String name, String command) {}

  private static final String APPLICATION =
      "^\\s*(?:id[ (]+[\"']|apply plugin: ['\"])?`?application\\b(?!\\s*[{.=])";

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "pom.xml",
              "spring-boot-maven-plugin",
              "",
              "mvnw",
              "spring-boot:run",
              "mvn spring-boot:run"),
          new Row("pom.xml", "quarkus-maven-plugin", "", "mvnw", "quarkus:dev", "mvn quarkus:dev"),
          new Row("pom.xml", "jetty-maven-plugin", "", "mvnw", "jetty:run", "mvn jetty:run"),
          new Row("pom.xml", "", "", "mvnw", "test", "mvn test"),
          new Row("pom.xml", "", "", "mvnw", "package", "mvn package"),
          new Row(
              "build.gradle",
              "org\\.springframework\\.boot",
              "",
              "gradlew",
              "bootRun",
              "gradle bootRun"),
          new Row(
              "build.gradle.kts",
              "org\\.springframework\\.boot",
              "",
              "gradlew",
              "bootRun",
              "gradle bootRun"),
          new Row("build.gradle", APPLICATION, "", "gradlew", "run", "gradle run"),
          new Row("build.gradle.kts", APPLICATION, "", "gradlew", "run", "gradle run"),
          new Row("build.gradle", "", "", "gradlew", "build", "gradle build"),
          new Row("build.gradle.kts", "", "", "gradlew", "build", "gradle build"),
          new Row("Cargo.toml", "", "src/main.rs", "", "run", "cargo run"),
          new Row("Cargo.toml", "", "", "", "test", "cargo test"),
          new Row("go.mod", "", "main.go", "", "run", "go run ."),
          new Row("go.mod", "", "", "", "test", "go test ./..."));

  @Override
  public void find(Path directory, DiscoveryBuilder found) throws IOException {
    for (Row row : ROWS) {
      Path file = directory.resolve(row.file);
      Integer line = applies(row, directory, file);
      if (line != null) {
        String tool = row.command.substring(0, row.command.indexOf(' '));
        Script script =
            new Script(row.name, tool, command(row, directory), directory, file, line, row.command);
        found.add(tool, List.of(script));
      }
    }
  }

  /// The line that says what the row needs (0: nothing needed), or null where it does not apply.
  private static @Nullable Integer applies(Row row, Path directory, Path file) throws IOException {
    List<String> lines = ProjectFiles.lines(file);
    if (lines == null || (!row.proof.isEmpty() && !Files.exists(directory.resolve(row.proof)))) {
      return null;
    }
    if (row.needs.isEmpty()) {
      return 0;
    }
    Pattern needed = Pattern.compile(row.needs);
    for (int i = 0; i < lines.size(); i++) {
      if (needed.matcher(lines.get(i)).find()) {
        return i + 1;
      }
    }
    return null;
  }

  private static List<String> command(Row row, Path directory) {
    List<String> words = new ArrayList<>(List.of(row.command.split(" ")));
    if (!row.wrapper.isEmpty() && Files.isRegularFile(directory.resolve(row.wrapper))) {
      words.set(0, "./" + row.wrapper);
    }
    return List.copyOf(words);
  }
}
