package dev.brummer.tui.model;

import dev.brummer.tui.paint.TextWidth;

/// Paths as people read them.
public final class PathFormat {
  private PathFormat() {}

  /// With `~` for the home directory.
  public static String abbreviateHome(String path) {
    return isWithin(path, System.getProperty("user.home", "")) ? shortened(path) : path;
  }

  private static String shortened(String path) {
    return "~" + path.substring(System.getProperty("user.home", "").length());
  }

  /// A place in a source, without the directory that its process works in.
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

  /// The end of it, as much as fits: `…rc/order.js:42:7`.
  public static String tail(String text, int columns) {
    int over = TextWidth.of(text) - columns;
    return over <= 0 ? text : "…" + text.substring(Math.min(text.length(), over + 1));
  }
}
