package dev.brummer.tui.action;

import dev.brummer.tui.paint.Theme;
import dev.brummer.tui.terminal.TerminalGroup;
import java.util.Optional;

/// Holds the selected theme, which each terminal fits to its own colours. Confined to the thread
/// `tui`.
public final class ThemeController {
  private final TerminalGroup terminals;
  private Theme theme;

  /// @param theme the theme that the terminals are painted with already
  public ThemeController(Theme theme, TerminalGroup terminals) {
    this.theme = theme;
    this.terminals = terminals;
  }

  /// Background of the active terminal as 0xRRGGBB, negative if unknown.
  public int background() {
    return terminals.background();
  }

  /// Selects a theme by name; an empty name selects the next one.
  ///
  /// @return a message for the user; empty if there is no such theme
  Optional<String> select(String name) {
    Theme[] all = Theme.values();
    if (!name.isEmpty() && !Theme.optionNames().contains(name)) {
      return Optional.empty();
    }
    theme = name.isEmpty() ? all[(theme.ordinal() + 1) % all.length] : Theme.of(name);
    terminals.theme(theme);
    return Optional.of(
        terminals.hasColours()
            ? "theme " + theme.optionName()
            : "no colours: NO_COLOR or --no-color");
  }
}
