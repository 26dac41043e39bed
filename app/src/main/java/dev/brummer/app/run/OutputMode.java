package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Output mode of a run.
///
/// @param notice one sentence if the mode may surprise the user, else empty
public record OutputMode(Kind kind, String notice) {
  /// Values of `--ui`.
  public enum Kind {
    AUTO,
    TUI,
    PLAIN,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Prefixes of `TERM` for terminals that understand the UI's escape sequences.
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

  /// Resolves `AUTO`: plain output in CI, without a terminal on standard input and output, and on
  /// an unknown terminal.
  ///
  /// @throws UserException if the UI is requested without a terminal
  public static OutputMode choose(
      Kind requested,
      boolean inputTerminal,
      boolean outputTerminal,
      Map<String, String> environment) {
    return switch (requested) {
      case PLAIN, JSON -> new OutputMode(requested, "");
      case TUI -> {
        if (!inputTerminal || !outputTerminal) {
          throw UserException.usage(
              "--ui tui needs a terminal on standard "
                  + (inputTerminal ? "output" : "input")
                  + ": use --ui plain");
        }
        yield new OutputMode(Kind.TUI, "");
      }
      case AUTO -> detect(inputTerminal, outputTerminal, environment);
    };
  }

  /// The mode of a run in the background, which has a UI for terminals that are attached.
  ///
  /// @throws UserException for plain output
  public static OutputMode background(Kind requested) {
    return switch (requested) {
      case AUTO, TUI -> new OutputMode(Kind.TUI, "");
      case PLAIN, JSON ->
          throw UserException.usage(
              "a run in the background prints no output: remove --ui "
                  + requested
                  + " and use brummer logs -f");
    };
  }

  private static OutputMode detect(
      boolean inputTerminal, boolean outputTerminal, Map<String, String> environment) {
    String ci = environment.getOrDefault("CI", "").toLowerCase(Locale.ROOT);
    if (!outputTerminal || !(ci.isEmpty() || ci.equals("false") || ci.equals("0"))) {
      return new OutputMode(Kind.PLAIN, "");
    }
    if (!inputTerminal) {
      return new OutputMode(Kind.PLAIN, "standard input is not a terminal: using plain output");
    }
    String term = environment.getOrDefault("TERM", "");
    if (!isKnownTerminal(term)) {
      return new OutputMode(
          Kind.PLAIN,
          (term.isEmpty() ? "TERM is not set" : "TERM is " + VisibleText.quoted(term))
              + ", which may not support the UI: using plain output (--ui tui overrides)");
    }
    return new OutputMode(Kind.TUI, "");
  }

  private static boolean isKnownTerminal(String term) {
    String lower = term.toLowerCase(Locale.ROOT);
    return lower.contains("256color") || KNOWN_TERMINALS.stream().anyMatch(lower::startsWith);
  }
}
