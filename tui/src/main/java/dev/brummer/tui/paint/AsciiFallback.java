package dev.brummer.tui.paint;

/// Maps the UI's glyphs to ASCII for non-UTF-8 locales, one column each.
final class AsciiFallback {
  private AsciiFallback() {}

  static int of(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint;
    }
    return switch (codePoint) {
      case '─', '━', '╌', '–', '—' -> '-';
      case '│', '┃', '‖', '▌', '▐', '┆' -> '|';
      case '╭', '╮', '╰', '╯', '├', '┤', '┬', '┴', '┼' -> '+';
      case '●', '▮', '█' -> '*';
      case '◐', '◌', '↻' -> '~';
      case '○', '◷' -> 'o';
      case '✔' -> 'v';
      case '✖', '✗' -> 'x';
      case '⚠' -> '!';
      case '…' -> '~';
      case '→', '➜', '›', '▸', '⇄' -> '>';
      case '↑', '▲' -> '^';
      case '↓', '▼', '▾' -> 'v';
      case '↵' -> '<';
      case '·', '•' -> '.';
      case '≥' -> '>';
      case '☍', '◆' -> '@';
      default -> '?';
    };
  }
}
