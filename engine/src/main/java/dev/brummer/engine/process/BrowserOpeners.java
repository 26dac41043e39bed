package dev.brummer.engine.process;

import java.util.List;
import java.util.Set;

/// Tools that open a browser when their server starts, unless `BROWSER` is `none`. All other
/// programs keep the user's browser.
public final class BrowserOpeners {
  private static final Set<String> TOOLS =
      Set.of(
          "react-scripts",
          "react-app-rewired",
          "craco",
          "docusaurus",
          "storybook",
          "start-storybook",
          "expo",
          "gatsby",
          "vite",
          "vue-cli-service");

  private BrowserOpeners() {}

  /// Whether a command line contains such a tool as a word.
  public static boolean isRunBy(List<String> command) {
    for (String argument : command) {
      for (String word : argument.split("[\\s;&|()'\"]+")) {
        if (TOOLS.contains(word.substring(word.lastIndexOf('/') + 1))) {
          return true;
        }
      }
    }
    return false;
  }
}
