package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How brummer shows itself, and the sentence it owes the user when that is not what he might
/// expect (else empty).
public record OutputMode(Kind kind, String notice) {
  /// The choices of `--ui`.
  public enum Kind {
    AUTO,
    TUI,
    PLAIN,
    JSON
  }

  /// Beginnings of `TERM` that the UI's escape sequences are right for.
  private static final List<String> KNOWN_TERMINALS =
      List.of(
          "xterm",
          "screen",
          "tmux",
          "rxvt",
          "linux",
          "vt1",
          "vt2",
          "vt3",
          "vt4",
          "vt5",
          "ansi",
          "alacritty",
          "kitty",
          "wezterm",
          "foot",
          "ghostty",
          "konsole",
          "gnome",
          "vte",
          "st",
          "iterm",
          "contour",
          "mintty",
          "putty",
          "eterm",
          "cygwin",
          "rio",
          "nsterm",
          "dtterm");

  /// Nothing is forced on anybody: without a terminal on both sides, in CI, or in a terminal that
  /// cannot show it, there is plain output.
  ///
  /// @throws UserException if the UI is asked for where it cannot be
  public static OutputMode choose(
      Kind asked, boolean keyboard, boolean screen, Map<String, String> environment) {
    return switch (asked) {
      case PLAIN, JSON -> new OutputMode(asked, "");
      case TUI -> {
        if (!keyboard || !screen) {
          throw UserException.usage(
              "--ui tui needs a terminal on standard "
                  + (keyboard ? "output" : "input")
                  + ": use --ui plain");
        }
        yield new OutputMode(Kind.TUI, "");
      }
      case AUTO -> detect(keyboard, screen, environment);
    };
  }

  private static OutputMode detect(
      boolean keyboard, boolean screen, Map<String, String> environment) {
    String ci = environment.getOrDefault("CI", "").toLowerCase(Locale.ROOT);
    if (!screen || !(ci.isEmpty() || ci.equals("false") || ci.equals("0"))) {
      return new OutputMode(Kind.PLAIN, "");
    }
    if (!keyboard) {
      return new OutputMode(
          Kind.PLAIN, "standard input is not a terminal, so there are no keys: output is plain");
    }
    String term = environment.getOrDefault("TERM", "");
    if (!isKnownTerminal(term)) {
      return new OutputMode(
          Kind.PLAIN,
          (term.isEmpty() ? "TERM is not set" : "TERM is \"" + term + "\"")
              + ", a terminal that may not show the UI: output is plain (--ui tui tries anyway)");
    }
    return new OutputMode(Kind.TUI, "");
  }

  private static boolean isKnownTerminal(String term) {
    String lower = term.toLowerCase(Locale.ROOT);
    return lower.contains("256color") || KNOWN_TERMINALS.stream().anyMatch(lower::startsWith);
  }
}
