package dev.brummer.tui.model;

import dev.brummer.engine.text.TextWidth;

/// Formats paths for display.
public final class PathFormat {
  private PathFormat() {}

  /// Abbreviates the home directory to `~`.
  public static String abbreviateHome(String path) {
    return isWithin(path, System.getProperty("user.home", "")) ? shortened(path) : path;
  }

  private static String shortened(String path) {
    return "~" + path.substring(System.getProperty("user.home", "").length());
  }

  /// A source location relative to the working directory of its process.
  public static String relativeTo(String directory, String location) {
    return isWithin(location, directory)
        ? location.substring(Math.min(location.length(), directory.length() + 1))
        : abbreviateHome(location);
  }

  private static boolean isWithin(String path, String directory) {
    return directory.length() > 1
        && path.startsWith(directory)
        && (path.length() == directory.length() || path.charAt(directory.length()) == '/');
  }

  /// The end of a text that fits the columns: `…rc/order.js:42:7`.
  public static String tail(String text, int columns) {
    int excess = TextWidth.of(text) - columns;
    return excess <= 0 ? text : "…" + text.substring(Math.min(text.length(), excess + 1));
  }
}
