package dev.brummer.app.plain;

import dev.brummer.app.program.StandardStreams;
import java.util.Map;

/// Whether plain output is coloured: never against the user's word, else where a terminal reads it.
public final class ColourPolicy {
  private ColourPolicy() {}

  public static boolean wanted(boolean refused, Map<String, String> environment) {
    if (refused || !environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forced = environment.getOrDefault("FORCE_COLOR", "");
    if (!forced.isEmpty()) {
      return !forced.equals("0") && !forced.equals("false");
    }
    return StandardStreams.detect().outputTerminal()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
