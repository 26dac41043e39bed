package dev.brummer.tui.emulator;

import dev.brummer.tui.paint.PackedStyle;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Replies to terminal queries: identity, cursor position, modes and settings. Silent during a
/// replay.
final class TerminalReplies {
  /// VT420 with colours, as xterm reports; Vim and others derive further capabilities from it.
  private static final String PRIMARY_ATTRIBUTES = "[?64;1;2;6;22c";

  private static final String SECONDARY_ATTRIBUTES = "[>41;388;0c";
  private static final String NAME_AND_VERSION = "P>|brummer(0.1)\033\\";

  private final Consumer<byte[]> sink;
  private boolean silent;

  /// Background colour as 0xRRGGBB, negative when unknown.
  private int background = -1;

  TerminalReplies(Consumer<byte[]> sink) {
    this.sink = sink;
  }

  void silent(boolean enabled) {
    silent = enabled;
  }

  void background(int colour) {
    background = colour;
  }

  /// OSC 11: reports the background so that programs can choose readable colours.
  void background() {
    if (background >= 0) {
      int red = background >> 16 & 0xff;
      int green = background >> 8 & 0xff;
      send(
          "]11;rgb:%1$02x%1$02x/%2$02x%2$02x/%3$02x%3$02x\033\\"
              .formatted(red, green, background & 0xff));
    }
  }

  private void send(String afterEscape) {
    if (!silent) {
      sink.accept(("\033" + afterEscape).getBytes(StandardCharsets.UTF_8));
    }
  }

  void attributes(int prefix) {
    switch (prefix) {
      case 0 -> send(PRIMARY_ATTRIBUTES);
      case '>' -> send(SECONDARY_ATTRIBUTES);
      case '=' -> send("P!|00000000\033\\");
      default -> {}
    }
  }

  void nameAndVersion() {
    send(NAME_AND_VERSION);
  }

  /// @param request 5 for the operating status, 6 for the cursor position
  void status(boolean extended, int request, ScreenBuffer screenBuffer) {
    Cursor cursor = screenBuffer.cursor;
    int row = cursor.y + 1 - (cursor.originMode ? screenBuffer.top() : 0);
    switch (request) {
      case 5 -> send("[0n");
      case 6 ->
          send("[" + (extended ? "?" : "") + row + ";" + (cursor.x + 1) + (extended ? ";1R" : "R"));
      case 15 -> send("[?13n"); // no printer
      case 25 -> send("[?21n"); // user-defined keys are locked
      case 26 -> send("[?27;1;0;0n"); // a North American keyboard
      default -> {}
    }
  }

  void mode(boolean ansi, int number, TerminalModes modes, boolean alternate) {
    boolean screen = !ansi && (number == 47 || number == 1047 || number == 1049);
    int mode = ansi ? -number : number;
    int state = screen ? alternate ? 1 : 2 : !modes.isKnown(mode) ? 0 : modes.isSet(mode) ? 1 : 2;
    send("[" + (ansi ? "" : "?") + number + ";" + state + "$y");
  }

  void size(int request, ScreenBuffer screenBuffer) {
    String size = screenBuffer.height() + ";" + screenBuffer.width() + "t";
    switch (request) {
      case 18 -> send("[8;" + size);
      case 19 -> send("[9;" + size);
      default -> {}
    }
  }

  /// DECRQSS: reports the sequence that sets a given setting.
  void setting(String request, ScreenBuffer screenBuffer, int shape) {
    switch (request) {
      case "m" -> setting(sgr(screenBuffer.cursor.style) + "m");
      case "r" -> setting((screenBuffer.top() + 1) + ";" + (screenBuffer.bottom() + 1) + "r");
      case " q" -> setting(shape + " q");
      case "\"p" -> setting("64;1\"p");
      default -> send("P0$r\033\\");
    }
  }

  private void setting(String value) {
    send("P1$r" + value + "\033\\");
  }

  /// XTGETTCAP: reports every capability as unknown, so programs use the terminfo entry.
  void unknownCapability() {
    send("P0+r\033\\");
  }

  private static String sgr(long style) {
    StringBuilder out = new StringBuilder("0");
    long[] bits = {
      PackedStyle.BOLD,
      PackedStyle.DIM,
      PackedStyle.ITALIC,
      PackedStyle.UNDERLINE,
      PackedStyle.REVERSE,
      PackedStyle.HIDDEN,
      PackedStyle.STRIKE
    };
    int[] codes = {1, 2, 3, 4, 7, 8, 9};
    for (int i = 0; i < bits.length; i++) {
      if ((style & bits[i]) != 0) {
        out.append(';').append(codes[i]);
      }
    }
    return out + PackedStyle.sgr(style, true) + PackedStyle.sgr(style, false);
  }
}
