package dev.brummer.engine.process;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Tools that open a browser when their server starts, unless `BROWSER` is `none`. All other
/// programs keep the user's browser: webpack-dev-server, Angular and Parcel, for example, do not
/// read the variable.
public final class BrowserOpeners {
  private static final Set<String> TOOLS =
      Set.of(
          "react-scripts",
          "react-app-rewired",
          "rescripts",
          "craco",
          "docusaurus",
          "storybook",
          "start-storybook",
          "sb",
          "expo",
          "gatsby",
          "vite",
          "vitepress",
          "vitest",
          "astro",
          "slidev",
          "umi",
          "rsbuild",
          "remotion",
          "vue-cli-service");

  /// Commands of these tools that start no server.
  private static final Set<String> OTHER_COMMANDS =
      Set.of(
          "build", "test", "lint", "eject", "init", "info", "check", "sync", "export", "inspect");

  private static final Pattern SEPARATOR = Pattern.compile("[\\s()'\"]+|(?=[;&|])|(?<=[;&|])");

  private BrowserOpeners() {}

  /// Whether a command line contains such a tool as a word, also as a path (`./bin/vite`) or with a
  /// version (`vite@7`).
  ///
  /// @param command program and arguments; an argument can be a command line itself
  public static boolean isRunBy(List<String> command) {
    String[] words = SEPARATOR.split(String.join(" ", command));
    for (int i = 0; i < words.length; i++) {
      boolean server = i + 1 == words.length || !OTHER_COMMANDS.contains(words[i + 1]);
      if (server && TOOLS.contains(program(words[i]))) {
        return true;
      }
    }
    return false;
  }

  private static String program(String word) {
    String name = word.substring(word.lastIndexOf('/') + 1);
    int version = name.indexOf('@');
    return version > 0 ? name.substring(0, version) : name;
  }
}
