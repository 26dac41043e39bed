package dev.brummer.tui.view;

import dev.brummer.engine.log.Level;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.paint.ColourMode;
import dev.brummer.tui.paint.Style;

/// What things look like, in the terminal's own sixteen colours: so it is dark on a dark terminal
/// and light on a light one. Colour never says anything that a glyph or a word does not.
public final class Theme {
  static final long PLAIN = Style.PLAIN;
  static final long STRONG = Style.BOLD;
  static final long MUTED = Style.DIM;
  static final long BORDER = Style.DIM;
  static final long ACCENT = Style.of(6);
  static final long BORDER_FOCUSED = ACCENT;
  static final long TITLE = Style.BOLD | ACCENT;
  static final long GOOD = Style.of(2);
  static final long BUSY = Style.of(3);
  static final long BAD = Style.of(1);
  static final long LINK = Style.UNDERLINE | Style.of(4);
  static final long KEY = Style.BOLD | ACCENT;
  private static final int[] NAMES = {6, 2, 3, 5, 4, 14, 10, 11, 13, 12};

  private final boolean colours;

  public Theme(ColourMode mode) {
    colours = mode != ColourMode.NONE;
  }

  /// A selected row of the pane with the focus.
  long selected(long style) {
    return colours
        ? Style.background(
            Style.foreground(style & ~Style.DIM, Style.indexed(15)), Style.indexed(4))
        : style & ~Style.DIM | Style.REVERSE;
  }

  /// A selected row of a pane without it.
  long remembered(long style) {
    return style & ~Style.DIM | Style.BOLD;
  }

  /// What was searched for.
  long found(long style) {
    return colours
        ? Style.background(Style.foreground(style & ~Style.DIM, Style.indexed(0)), Style.indexed(3))
        : style | Style.REVERSE | Style.UNDERLINE;
  }

  /// A process's name in the merged log.
  static long name(int process) {
    return process <= 0 ? MUTED : Style.of(NAMES[(process - 1) % NAMES.length]);
  }

  static char glyph(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _ -> '○';
      case ProcessState.Waiting _, ProcessState.Starting _ -> '◐';
      case ProcessState.Running _, ProcessState.Ready _ -> '●';
      case ProcessState.Stopping _ -> '◌';
      case ProcessState.Paused _ -> '‖';
      case ProcessState.Done _ -> '✔';
      case ProcessState.Stopped _ -> '○';
      case ProcessState.Failed _ -> '✖';
      case ProcessState.BackingOff _ -> '↻';
    };
  }

  static long style(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _, ProcessState.Stopped _ -> MUTED;
      case ProcessState.Waiting _, ProcessState.Starting _, ProcessState.Stopping _ -> BUSY;
      case ProcessState.Paused _, ProcessState.BackingOff _ -> BUSY;
      case ProcessState.Running _, ProcessState.Ready _, ProcessState.Done _ -> GOOD;
      case ProcessState.Failed _ -> BAD;
    };
  }

  static long level(Level level) {
    return switch (level) {
      case NONE, INFO -> PLAIN;
      case TRACE, DEBUG -> MUTED;
      case WARN -> BUSY;
      case ERROR -> BAD;
    };
  }

  /// By the class of a status code.
  static long status(int status) {
    return status >= 500 || status <= 0
        ? BAD
        : status >= 400 ? BUSY : status >= 300 ? ACCENT : GOOD;
  }
}
