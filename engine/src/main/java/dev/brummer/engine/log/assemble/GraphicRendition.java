package dev.brummer.engine.log.assemble;

/// SGR state of a stream: attributes and colours that are in effect. Unknown codes are ignored.
/// Mutable; allocates nothing.
final class GraphicRendition {
  /// Maximum length of [#write] in bytes.
  static final int MAX_LENGTH = 96;

  private static final int MAX_PARAMETERS = 32;
  private static final int MAX_NUMBER = 1 << 16;
  private static final int BOLD_AND_DIM = 1 << 1 | 1 << 2;
  private static final int BLINKS = 1 << 5 | 1 << 6;
  private static final int OVERLINE = 1 << 10;
  private static final int LAST_ATTRIBUTE = 9;

  // Colours: 0 is the default, otherwise one of these with an index or RGB.
  private static final int BASIC = 1 << 28;
  private static final int PALETTE = 2 << 28;
  private static final int RGB = 3 << 28;
  private static final int KIND = 3 << 28;

  /// Bit n is set while SGR n (1 to 9) is in effect, except underline.
  private int attributes;

  /// 0: none, 1: single, otherwise the style of `SGR 4:n`.
  private int underline;

  private int foreground;
  private int background;
  private int underlineColour;

  private final int[] numbers = new int[MAX_PARAMETERS];
  private final boolean[] isSubparameter = new boolean[MAX_PARAMETERS];

  boolean isDefault() {
    return (attributes | underline | foreground | background | underlineColour) == 0;
  }

  void reset() {
    attributes = 0;
    underline = 0;
    foreground = 0;
    background = 0;
    underlineColour = 0;
  }

  /// Whether these parameters of an SGR start with a reset.
  static boolean startsWithReset(byte[] parameters, int length) {
    return length == 0
        || parameters[0] == ';'
        || (parameters[0] == '0' && isEnd(parameters, length));
  }

  private static boolean isEnd(byte[] parameters, int length) {
    return length == 1 || parameters[1] == ';';
  }

  /// Applies an SGR with these parameters, the bytes between `ESC [` and `m`.
  void apply(byte[] parameters, int length) {
    if (length == 0 || (length == 1 && parameters[0] == '0')) {
      reset();
      return;
    }
    int count = parse(parameters, length);
    int i = 0;
    while (i < count) {
      int subparameters = 0;
      while (i + subparameters + 1 < count && isSubparameter[i + subparameters + 1]) {
        subparameters++;
      }
      i += applyNumber(i, subparameters, count);
    }
  }

  private int parse(byte[] parameters, int length) {
    int count = 0;
    int number = 0;
    boolean sub = false;
    for (int i = 0; i <= length && count < MAX_PARAMETERS; i++) {
      byte b = i < length ? parameters[i] : (byte) ';';
      if (b >= '0' && b <= '9') {
        number = Math.min(number * 10 + b - '0', MAX_NUMBER);
      } else {
        numbers[count] = number;
        isSubparameter[count++] = sub;
        sub = b == ':';
        number = 0;
      }
    }
    return count;
  }

  /// Returns how many numbers were consumed.
  private int applyNumber(int i, int subparameters, int count) {
    int number = numbers[i];
    switch (number) {
      case 0 -> reset();
      case 1, 2, 3, 5, 6, 7, 8, 9 -> attributes |= 1 << number;
      case 4 -> underline = subparameters > 0 ? Math.min(numbers[i + 1], 5) : 1;
      case 21 -> underline = 2;
      case 22 -> attributes &= ~BOLD_AND_DIM;
      case 23, 27, 28, 29 -> attributes &= ~(1 << number - 20);
      case 24 -> underline = 0;
      case 25 -> attributes &= ~BLINKS;
      case 38, 48, 58 -> {
        return extendedColour(i, subparameters, count);
      }
      case 39 -> foreground = 0;
      case 49 -> background = 0;
      case 53 -> attributes |= OVERLINE;
      case 55 -> attributes &= ~OVERLINE;
      case 59 -> underlineColour = 0;
      default -> basicColour(number);
    }
    return 1 + subparameters;
  }

  private void basicColour(int number) {
    if ((number >= 30 && number <= 37) || (number >= 90 && number <= 97)) {
      foreground = BASIC | number;
    } else if ((number >= 40 && number <= 47) || (number >= 100 && number <= 107)) {
      background = BASIC | number;
    }
  }

  /// `38;5;n`, `38;2;r;g;b`, `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`.
  private int extendedColour(int i, int subparameters, int count) {
    int kind = i + 1 < count ? numbers[i + 1] : 0;
    int length = subparameters > 0 ? subparameters + 1 : kind == 2 ? 5 : kind == 5 ? 3 : 2;
    if (i + length > count) {
      return count - i;
    }
    if (kind == 5 && length >= 3) {
      setColour(numbers[i], PALETTE | (numbers[i + 2] & 0xFF));
    } else if (kind == 2 && length >= 5) {
      int red = i + (length > 5 ? 3 : 2);
      int rgb =
          (numbers[red] & 0xFF) << 16 | (numbers[red + 1] & 0xFF) << 8 | (numbers[red + 2] & 0xFF);
      setColour(numbers[i], RGB | rgb);
    }
    return length;
  }

  private void setColour(int target, int colour) {
    switch (target) {
      case 38 -> foreground = colour;
      case 48 -> background = colour;
      default -> underlineColour = colour;
    }
  }

  /// Writes the SGR that sets this state from the default one, nothing if this is the default.
  ///
  /// @return the end of the written bytes
  int write(byte[] target, int offset) {
    if (isDefault()) {
      return offset;
    }
    int at = offset;
    target[at++] = 0x1B;
    target[at++] = '[';
    for (int i = 1; i <= LAST_ATTRIBUTE; i++) {
      if ((attributes & 1 << i) != 0) {
        at = number(i, target, at);
      }
    }
    if (underline > 0) {
      at = number(4, target, at);
      if (underline > 1) {
        target[at - 1] = ':';
        at = number(underline, target, at);
      }
    }
    if ((attributes & OVERLINE) != 0) {
      at = number(53, target, at);
    }
    at = colour(38, foreground, target, at);
    at = colour(48, background, target, at);
    at = colour(58, underlineColour, target, at);
    target[at - 1] = 'm';
    return at;
  }

  private static int colour(int target, int colour, byte[] bytes, int offset) {
    int value = colour & ~KIND;
    int at = offset;
    switch (colour & KIND) {
      case BASIC -> at = number(value, bytes, at);
      case PALETTE -> {
        at = number(target, bytes, at);
        at = number(5, bytes, at);
        at = number(value, bytes, at);
      }
      case RGB -> {
        at = number(target, bytes, at);
        at = number(2, bytes, at);
        at = number(value >> 16, bytes, at);
        at = number(value >> 8 & 0xFF, bytes, at);
        at = number(value & 0xFF, bytes, at);
      }
      default -> {}
    }
    return at;
  }

  /// A number below 1000 and a `;`.
  private static int number(int value, byte[] bytes, int offset) {
    int at = offset;
    if (value >= 100) {
      bytes[at++] = (byte) ('0' + value / 100);
    }
    if (value >= 10) {
      bytes[at++] = (byte) ('0' + value / 10 % 10);
    }
    bytes[at++] = (byte) ('0' + value % 10);
    bytes[at++] = ';';
    return at;
  }
}
