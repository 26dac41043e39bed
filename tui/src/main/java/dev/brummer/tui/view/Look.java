package dev.brummer.tui.view;

import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.paint.Style;

/// The palette: the terminal's own 16 colours, so that light and dark themes both hold. State is
/// always a glyph and a word too.
final class Look {
  static final long PLAIN = Style.PLAIN;
  static final long BOLD = Style.BOLD;
  static final long FAINT = Style.of(8);
  static final long GOOD = Style.of(2);
  static final long BAD = Style.of(1);
  static final long WARN = Style.of(3);
  static final long ACCENT = Style.of(6);
  static final long LINK = Style.of(4) | Style.UNDERLINE;
  static final long SELECTED = Style.REVERSE;

  private static final int[] NAMES = {6, 2, 3, 5, 4, 14, 10, 11, 13, 12};

  private Look() {}

  /// The colour of a process's name, the same wherever it stands.
  static long name(int process) {
    return process <= 0 ? FAINT : Style.of(NAMES[(process - 1) % NAMES.length]);
  }

  /// The border of a pane.
  static long border(boolean focused) {
    return focused ? ACCENT : FAINT;
  }

  static String glyph(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _, ProcessState.Stopped _ -> "○";
      case ProcessState.Waiting _, ProcessState.Starting _ -> "◐";
      case ProcessState.Running _, ProcessState.Ready _ -> "●";
      case ProcessState.Stopping _ -> "◌";
      case ProcessState.Paused _ -> "‖";
      case ProcessState.Done _ -> "✔";
      case ProcessState.Failed _ -> "✖";
      case ProcessState.BackingOff _ -> "↻";
    };
  }

  static long state(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _, ProcessState.Stopped _ -> FAINT;
      case ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Stopping _,
          ProcessState.Paused _,
          ProcessState.BackingOff _ ->
          WARN;
      case ProcessState.Running _, ProcessState.Ready _, ProcessState.Done _ -> GOOD;
      case ProcessState.Failed _ -> BAD;
    };
  }
}
