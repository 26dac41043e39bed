package dev.brummer.tui.remote;

import org.jspecify.annotations.Nullable;

/// Kinds of frames. The number of a kind never changes: it is on the wire.
enum FrameType {
  /// To the pump: bytes for the terminal.
  OUTPUT(1),
  /// To the pump: stop yourself until you are continued.
  SUSPEND(2),
  /// To the pump: run a program on the terminal, see [ProgramFrame].
  RUN(3),
  /// To the pump: the last frame, an exit code and a sentence.
  BYE(4),
  /// To the owner: one key, control sequence or paste, or its last part. Answered by [#HANDLED].
  INPUT(5),
  /// To the owner: input that goes on in the next frame. Answered by [#HANDLED].
  INPUT_PART(6),
  /// To the owner: columns and rows.
  SIZE(7),
  /// To the owner: the pump was continued.
  RESUMED(8),
  /// To the owner: the program has ended; the text is the reason why it could not be started.
  RAN(9),
  /// To the pump: open a URL in the browser of your session.
  OPEN(10),
  /// To the pump: the last input has been handled; read on.
  HANDLED(11);

  private static final FrameType[] ALL = values();

  final int number;

  FrameType(int number) {
    this.number = number;
  }

  /// The type with this number, null if there is none.
  static @Nullable FrameType of(int number) {
    return number >= 1 && number <= ALL.length ? ALL[number - 1] : null;
  }
}
