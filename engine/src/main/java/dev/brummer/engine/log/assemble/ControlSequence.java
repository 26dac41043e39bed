package dev.brummer.engine.log.assemble;

/// Parameters of the CSI or control string that is being read: the bytes after the introducer.
/// Reused; allocates only for hyperlinks.
final class ControlSequence {
  static final int MAX_LENGTH = 4096;

  private static final int MAX_NUMBER = 1 << 14;
  private static final byte ESC = 0x1B;

  /// The parameters, from 0 to `length`.
  final byte[] bytes = new byte[MAX_LENGTH];

  int length;
  private boolean valid;

  /// @param supported whether the parameters matter at all
  void begin(boolean supported) {
    length = 0;
    valid = supported;
  }

  /// Adds a byte; a sequence that becomes too long is ignored.
  void add(byte b) {
    if (length < MAX_LENGTH - 4) {
      bytes[length++] = b;
    } else {
      valid = false;
    }
  }

  void ignore() {
    valid = false;
  }

  boolean isValid() {
    return valid;
  }

  /// Whether the parameters are numbers, without a private marker or an intermediate byte.
  boolean isNumeric() {
    for (int i = 0; i < length; i++) {
      if (bytes[i] < '0' || bytes[i] > ';') {
        return false;
      }
    }
    return true;
  }

  /// The only parameter, 0 if there is none, -1 for several parameters or more than one digit.
  int digit() {
    return length == 0 ? 0 : length == 1 && isDigit(bytes[0]) ? bytes[0] - '0' : -1;
  }

  /// A count or position by index, 1 if it is absent or 0.
  int number(int index) {
    int separators = 0;
    int number = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == ';') {
        separators++;
      } else if (separators == index && isDigit(bytes[i])) {
        number = Math.min(number * 10 + bytes[i] - '0', MAX_NUMBER);
      }
    }
    return Math.max(1, number);
  }

  /// Whether the alternate screen is among the private modes: 47, 1047 or 1049.
  boolean hasAlternateScreen() {
    int mode = 0;
    boolean found = false;
    for (int i = 1; i <= length; i++) {
      if (i < length && isDigit(bytes[i])) {
        mode = Math.min(mode * 10 + bytes[i] - '0', MAX_NUMBER);
      } else {
        found |= mode == 47 || mode == 1047 || mode == 1049;
        mode = 0;
      }
    }
    return found && bytes[0] == '?';
  }

  boolean isHyperlink() {
    if (length < 3 || bytes[0] != '8' || bytes[1] != ';') {
      return false;
    }
    for (int i = 2; i < length; i++) {
      if (bytes[i] == ';') {
        return true;
      }
    }
    return false;
  }

  /// The whole OSC 8; empty if it closes a hyperlink.
  byte[] hyperlink() {
    if (bytes[length - 1] == ';') {
      return new byte[0];
    }
    byte[] all = new byte[length + 4];
    all[0] = ESC;
    all[1] = ']';
    System.arraycopy(bytes, 0, all, 2, length);
    all[length + 2] = ESC;
    all[length + 3] = '\\';
    return all;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
