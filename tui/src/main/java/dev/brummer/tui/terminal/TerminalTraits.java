package dev.brummer.tui.terminal;

import dev.brummer.tui.paint.ColourDepth;
import dev.brummer.tui.paint.TerminalColours;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Properties of a terminal that are known before it is used.
///
/// @param colourDepth number of colours
/// @param colours the terminal's own colours, as far as known
/// @param ascii shows ASCII only, for locales without UTF-8
/// @param mouse whether mouse reporting is on at the start
public record TerminalTraits(
    ColourDepth colourDepth, TerminalColours colours, boolean ascii, boolean mouse) {
  /// The environment variables that [#of] reads.
  public static final List<String> VARIABLES =
      List.of("TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG");

  /// Traits of the terminal of a program with this environment.
  public static TerminalTraits of(Map<String, String> environment, boolean mouse) {
    return new TerminalTraits(
        ColourDepth.of(environment), TerminalColours.of(environment), !isUtf8(environment), mouse);
  }

  /// Disables colours; text attributes remain.
  public TerminalTraits withoutColours() {
    return new TerminalTraits(ColourDepth.NONE, colours, ascii, mouse);
  }

  /// Whether the locale uses UTF-8, by the POSIX precedence of its variables; the JVM's default
  /// where none is set.
  private static boolean isUtf8(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return Charset.defaultCharset().name().equals("UTF-8");
  }
}
