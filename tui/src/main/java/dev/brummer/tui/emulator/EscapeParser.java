package dev.brummer.tui.emulator;

import java.util.Arrays;

/// Parses terminal output into text, controls and sequences: Paul Williams' DEC parser state
/// machine, for UTF-8.
///
/// Accepts arbitrary bytes in arbitrary chunks. The calls do not depend on the chunk boundaries,
/// except that text is delivered in runs of any length. Malformed UTF-8 becomes U+FFFD. C1 controls
/// are recognised in their 7-bit form only, as in UTF-8 terminals. Strings (OSC, DCS) longer than
/// [#MAX_STRING_LENGTH] are discarded. Allocates only when the string buffer grows.
final class EscapeParser {
  /// Receives the parsed elements. `prefix` and `intermediate` are 0 when absent.
  interface EscapeHandler {
    /// Prints a run of printable ASCII.
    void printAscii(byte[] bytes, int from, int to);

    void print(int codePoint);

    void control(int code);

    void escape(int intermediate, int last);

    void csi(int prefix, int intermediate, int last, CsiParameters parameters);

    void osc(byte[] text, int length);

    void dcs(int prefix, int intermediate, int last, byte[] text, int length);
  }

  static final int MAX_STRING_LENGTH = 1 << 16;

  private static final int GROUND = 0;
  private static final int ESCAPE = 1;
  private static final int CSI = 2;
  private static final int CSI_IGNORE = 3;
  private static final int DCS = 4;
  private static final int DCS_TEXT = 5;
  private static final int OSC = 6;
  private static final int IGNORED_STRING = 7;

  private static final int CAN = 0x18;
  private static final int SUB = 0x1a;
  private static final int ESC = 0x1b;
  private static final int REPLACEMENT = 0xFFFD;

  private final EscapeHandler escapeHandler;
  private final CsiParameters parameters = new CsiParameters();
  private int state = GROUND;
  private int prefix;
  private int intermediate;
  private int last;
  private byte[] text = new byte[256];
  private int length;

  /// State of an incomplete UTF-8 character: its bits so far, the number of missing bytes, and the
  /// valid range of the next byte.
  private int bits;

  private int missing;
  private int minNextByte;
  private int maxNextByte;

  EscapeParser(EscapeHandler escapeHandler) {
    this.escapeHandler = escapeHandler;
  }

  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int b = bytes[at] & 0xff;
      if (state != GROUND) {
        step(b);
        at++;
      } else if (missing > 0) {
        at += continueCharacter(b) ? 1 : 0;
      } else if (b >= ' ' && b < 0x7f) {
        int end = at + 1;
        while (end < to && bytes[end] >= ' ' && bytes[end] != 0x7f) {
          end++;
        }
        escapeHandler.printAscii(bytes, at, end);
        at = end;
      } else {
        inGround(b);
        at++;
      }
    }
  }

  private void inGround(int b) {
    if (b == ESC) {
      escape();
    } else if (b < ' ') {
      escapeHandler.control(b);
    } else if (b >= 0xC2 && b <= 0xF4) {
      missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
      bits = b & 0x3f >> missing;
      minNextByte = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
      maxNextByte = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    } else if (b != 0x7f) {
      escapeHandler.print(REPLACEMENT);
    }
  }

  /// Decodes the next byte of a UTF-8 character.
  ///
  /// @return whether the byte was consumed
  private boolean continueCharacter(int b) {
    if (b < minNextByte || b > maxNextByte) {
      missing = 0;
      escapeHandler.print(REPLACEMENT);
      return false;
    }
    bits = bits << 6 | b & 0x3f;
    minNextByte = 0x80;
    maxNextByte = 0xBF;
    if (--missing == 0 && bits >= 0xA0) {
      escapeHandler.print(bits);
    }
    return true;
  }

  private void escape() {
    state = ESCAPE;
    prefix = 0;
    intermediate = 0;
    length = 0;
    parameters.clear();
  }

  private void step(int b) {
    if (b == ESC) {
      endString();
      escape();
    } else if (b == CAN || b == SUB) {
      state = GROUND;
    } else {
      switch (state) {
        case ESCAPE -> inEscape(b);
        case CSI -> inCsi(b);
        case CSI_IGNORE -> inIgnoredCsi(b);
        case DCS -> inDcs(b);
        case DCS_TEXT -> add(b);
        case OSC -> inOsc(b);
        case IGNORED_STRING -> {}
        default -> throw new IllegalStateException("state " + state);
      }
    }
  }

  private void inEscape(int b) {
    if (b < ' ') {
      escapeHandler.control(b);
    } else if (b < '0') {
      intermediate = intermediate << 8 | b;
    } else if (b >= 0x7f) {
      return;
    } else if (intermediate != 0) {
      dispatchEscape(b);
    } else {
      switch (b) {
        case '[' -> state = CSI;
        case ']' -> state = OSC;
        case 'P' -> state = DCS;
        case 'X', '^', '_' -> state = IGNORED_STRING;
        default -> dispatchEscape(b);
      }
    }
  }

  private void dispatchEscape(int b) {
    state = GROUND;
    escapeHandler.escape(intermediate, b);
  }

  private void inCsi(int b) {
    if (b < ' ') {
      escapeHandler.control(b);
    } else if (b >= '@' && b < 0x7f) {
      state = GROUND;
      escapeHandler.csi(prefix, intermediate, b, parameters);
    } else if (!acceptParameter(b)) {
      state = CSI_IGNORE;
    }
  }

  private void inIgnoredCsi(int b) {
    if (b < ' ') {
      escapeHandler.control(b);
    } else if (b >= '@' && b < 0x7f) {
      state = GROUND;
    }
  }

  private void inDcs(int b) {
    if (b >= '@' && b < 0x7f) {
      last = b;
      state = DCS_TEXT;
    } else if (b >= ' ' && !acceptParameter(b)) {
      state = IGNORED_STRING;
    }
  }

  /// Processes a byte between the introducer and the final byte of a sequence.
  ///
  /// @return false if the byte is invalid at this position
  private boolean acceptParameter(int b) {
    if (b >= 0x7f) {
      return true;
    }
    if (b < '0') {
      intermediate = intermediate << 8 | b;
      return true;
    }
    if (intermediate != 0) {
      return false;
    }
    if (b <= '9') {
      parameters.digit(b - '0');
    } else if (b == ':' || b == ';') {
      parameters.separator(b == ':');
    } else if (prefix == 0 && parameters.count() == 0) {
      prefix = b;
    } else {
      return false;
    }
    return true;
  }

  private void inOsc(int b) {
    if (b == 7) {
      endString();
      state = GROUND;
    } else if (b >= ' ') {
      add(b);
    }
  }

  private void endString() {
    if (length <= MAX_STRING_LENGTH) {
      if (state == OSC) {
        escapeHandler.osc(text, length);
      } else if (state == DCS_TEXT) {
        escapeHandler.dcs(prefix, intermediate, last, text, length);
      }
    }
  }

  private void add(int b) {
    if (length > MAX_STRING_LENGTH) {
      return;
    }
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = (byte) b;
  }
}
