package dev.brummer.engine.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Offers the standard commands of build tools whose project files declare no scripts. One [Rule]
/// per command. A rule applies if its file exists, contains `requiredPattern`, and `requiredFile`
/// exists, so that only commands that can succeed are offered.
final class BuildToolScripts implements ScriptSource {
  /// @param requiredPattern regular expression that must match a line of the file; empty for none
  /// @param requiredFile another file or directory that must exist; empty for none
  /// @param wrapper program in the directory or above it that replaces the first word of the
  ///   command, if present
  private record Rule(
      String file,
      String requiredPattern,
      String requiredFile,
      String wrapper,
      String name,
      String command) {}

  private static final String APPLICATION =
      "^\\s*(?:id[ (]+[\"']|apply plugin: ['\"])?`?application\\b(?!\\s*[{.=])";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "pom.xml",
              "spring-boot-maven-plugin",
              "",
              "mvnw",
              "spring-boot:run",
              "mvn spring-boot:run"),
          new Rule("pom.xml", "quarkus-maven-plugin", "", "mvnw", "quarkus:dev", "mvn quarkus:dev"),
          new Rule("pom.xml", "jetty-maven-plugin", "", "mvnw", "jetty:run", "mvn jetty:run"),
          new Rule("pom.xml", "", "", "mvnw", "test", "mvn test"),
          new Rule("pom.xml", "", "", "mvnw", "package", "mvn package"),
          new Rule(
              "build.gradle",
              "org\\.springframework\\.boot",
              "",
              "gradlew",
              "bootRun",
              "gradle bootRun"),
          new Rule(
              "build.gradle.kts",
              "org\\.springframework\\.boot",
              "",
              "gradlew",
              "bootRun",
              "gradle bootRun"),
          new Rule("build.gradle", APPLICATION, "", "gradlew", "run", "gradle run"),
          new Rule("build.gradle.kts", APPLICATION, "", "gradlew", "run", "gradle run"),
          new Rule("build.gradle", "", "", "gradlew", "build", "gradle build"),
          new Rule("build.gradle.kts", "", "", "gradlew", "build", "gradle build"),
          new Rule("Cargo.toml", "", "src/main.rs", "", "run", "cargo run"),
          new Rule("Cargo.toml", "", "", "", "test", "cargo test"));

  @Override
  public void find(Path directory, DiscoveredScriptsBuilder builder) throws IOException {
    for (Rule rule : RULES) {
      Path file = directory.resolve(rule.file);
      Integer line = matchingLine(rule, directory, file);
      if (line != null) {
        String tool = rule.command.substring(0, rule.command.indexOf(' '));
        Script script =
            new Script(
                rule.name,
                tool,
                command(rule, directory, builder.root()),
                directory,
                file,
                line,
                rule.command,
                LongRunningScripts.matches(rule.name, ""));
        builder.addInOrder(tool, List.of(script));
      }
    }
  }

  /// Line that matches the rule's pattern, 0 if the rule has none, null if the rule does not apply.
  private static @Nullable Integer matchingLine(Rule rule, Path directory, Path file)
      throws IOException {
    List<String> lines = ProjectFileReader.lines(file);
    if (lines == null
        || (!rule.requiredFile.isEmpty() && !Files.exists(directory.resolve(rule.requiredFile)))) {
      return null;
    }
    if (rule.requiredPattern.isEmpty()) {
      return 0;
    }
    Pattern needed = Pattern.compile(rule.requiredPattern);
    for (int i = 0; i < lines.size(); i++) {
      if (needed.matcher(lines.get(i)).find()) {
        return i + 1;
      }
    }
    return null;
  }

  private static List<String> command(Rule rule, Path directory, Path project) {
    List<String> words = new ArrayList<>(List.of(rule.command.split(" ")));
    if (!rule.wrapper.isEmpty()) {
      String up = "./";
      for (Path at : ParentDirectories.of(directory, project)) {
        if (Files.isRegularFile(at.resolve(rule.wrapper))) {
          words.set(0, up + rule.wrapper);
          break;
        }
        up = up.equals("./") ? "../" : "../" + up;
      }
    }
    return List.copyOf(words);
  }
}
