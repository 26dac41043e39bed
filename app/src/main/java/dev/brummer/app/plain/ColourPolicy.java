package dev.brummer.app.plain;

import dev.brummer.app.program.TtyFlags;
import java.util.Map;

/// Decides whether plain output is coloured: the user's choice first, else only on a terminal.
public final class ColourPolicy {
  private ColourPolicy() {}

  /// @param refused `--no-color` was given
  public static boolean isEnabled(boolean refused, Map<String, String> environment) {
    if (refused || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forced = environment.getOrDefault("FORCE_COLOR", "");
    if (!forced.isEmpty()) {
      return !forced.equals("0") && !forced.equals("false");
    }
    return TtyFlags.detect().outputTerminal()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
