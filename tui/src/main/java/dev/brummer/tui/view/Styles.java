package dev.brummer.tui.view;

import dev.brummer.engine.log.assemble.LogLevel;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.tui.paint.ColourRole;
import dev.brummer.tui.paint.PackedStyle;

/// Styles by meaning; the palette maps them to colours. Colour never carries information that is
/// not also in a glyph or word.
final class Styles {
  static final long PLAIN = PackedStyle.PLAIN;
  static final long STRONG = PackedStyle.BOLD;
  static final long MUTED = PackedStyle.of(ColourRole.MUTED);
  static final long BORDER = PackedStyle.of(ColourRole.BORDER);
  static final long ACCENT = PackedStyle.of(ColourRole.ACCENT);
  static final long BORDER_FOCUSED = ACCENT;
  static final long TITLE = PackedStyle.BOLD | ACCENT;
  static final long SUCCESS = PackedStyle.of(ColourRole.SUCCESS);
  static final long WARNING = PackedStyle.of(ColourRole.WARNING);
  static final long ERROR = PackedStyle.of(ColourRole.ERROR);
  static final long LINK = PackedStyle.UNDERLINE | PackedStyle.of(ColourRole.LINK);
  static final long KEY = PackedStyle.BOLD | ACCENT;

  private Styles() {}

  /// Style of a selected row in the focused pane.
  static long selected(long style) {
    return PackedStyle.onBackground(ColourRole.SELECTED, style);
  }

  /// Style of a selected row in an unfocused pane.
  static long selectedUnfocused(long style) {
    return PackedStyle.onBackground(ColourRole.SELECTED_UNFOCUSED, style);
  }

  /// Style of a search match.
  static long match(long style) {
    return PackedStyle.onBackground(ColourRole.MATCH, style);
  }

  /// Style of a process name in the merged log.
  static long processName(int process) {
    return process <= 0 ? MUTED : PackedStyle.of(ColourRole.ofName(process - 1));
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
      case ProcessState.Down _ -> '▼';
      case ProcessState.BackingOff _ -> '↻';
      case ProcessState.Scheduled _ -> '◷';
    };
  }

  static long style(ProcessState state) {
    return switch (state) {
      case ProcessState.Idle _, ProcessState.Stopped _ -> MUTED;
      case ProcessState.Scheduled it -> it.last() instanceof ProcessState.Failed ? ERROR : ACCENT;
      case ProcessState.Waiting _, ProcessState.Starting _, ProcessState.Stopping _ -> WARNING;
      case ProcessState.Paused _, ProcessState.BackingOff _ -> WARNING;
      case ProcessState.Running _, ProcessState.Ready _, ProcessState.Done _ -> SUCCESS;
      case ProcessState.Failed _, ProcessState.Down _ -> ERROR;
    };
  }

  static long level(LogLevel level) {
    return switch (level) {
      case NONE, INFO -> PLAIN;
      case TRACE, DEBUG -> MUTED;
      case WARN -> WARNING;
      case ERROR -> ERROR;
    };
  }

  /// Style of an HTTP status code, by class.
  static long status(int status) {
    return status >= 500 || status <= 0
        ? ERROR
        : status >= 400 ? WARNING : status >= 300 ? ACCENT : SUCCESS;
  }
}
