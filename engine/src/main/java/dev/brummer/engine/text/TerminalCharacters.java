package dev.brummer.engine.text;

import java.util.HexFormat;

/// The characters that reach a terminal or pipe, defined here once. Pure.
///
/// Every character with a shape of its own is shown, in any script, and so are emoji sequences. Not
/// shown are characters that control a terminal or change what a reader believes to see:
///
/// - C0 controls except TAB and LF, which callers decide on; DEL; C1 controls
/// - bidirectional controls: embeddings, overrides, isolates and marks
/// - tag characters and all others of U+E0000 to U+E0FFF
/// - other characters without a shape: zero-width spaces, fillers, invisible operators, line and
///   paragraph separators, annotation marks, byte order marks, noncharacters, surrogates
///
/// Three kinds of invisible characters are shown in the context that needs them, once in a row: a
/// joiner (U+200C, U+200D) after an emoji or a letter of a script that joins letters, a variation
/// selector after a visible character, and a Mongolian variation selector after a Mongolian letter.
public final class TerminalCharacters {
  private static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();
  private static final int SOFT_HYPHEN = 0xAD;
  private static final int GRAPHEME_JOINER = 0x34F;
  private static final int FIRST_COMPLEX_SCRIPT = 0x590;
  private static final int LAST_COMPLEX_SCRIPT = 0x1CFF;
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE_PICTURE = 0x2421;
  private static final int EMOJI_PRESENTATION = 0xFE0F;

  private TerminalCharacters() {}

  /// Whether `codePoint` is printed as it is after the code point `previous`, 0 at the start of a
  /// text.
  public static boolean isShown(int previous, int codePoint) {
    if (codePoint < 0x7F) {
      return codePoint >= ' ';
    }
    if (isAlwaysShown(codePoint)) {
      return true;
    }
    if (codePoint < FIRST_COMPLEX_SCRIPT) {
      return false;
    }
    return switch (Character.getType(codePoint)) {
      case Character.FORMAT -> isFormatShown(previous, codePoint);
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
      case Character.NON_SPACING_MARK -> isMarkShown(previous, codePoint);
      case Character.OTHER_LETTER -> !isFiller(codePoint);
      case Character.UNASSIGNED -> !isReserved(codePoint);
      default -> true;
    };
  }

  /// Whether a code point from U+0080 on belongs to the frequent ones that are shown after any
  /// other: European scripts, punctuation, symbols, box drawing, Chinese, Japanese and Korean.
  /// False does not mean that it is not shown.
  static boolean isAlwaysShown(int codePoint) {
    if (codePoint < FIRST_COMPLEX_SCRIPT) {
      return codePoint >= 0xA0 && codePoint != SOFT_HYPHEN && codePoint != GRAPHEME_JOINER;
    }
    return (codePoint >= 0x2010 && codePoint <= 0x2027)
        || (codePoint >= 0x2030 && codePoint <= 0x205E)
        || (codePoint >= 0x2100 && codePoint <= 0x2DFF)
        || (codePoint >= 0x3001 && codePoint <= 0x312F)
        || (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
        || (codePoint >= 0xAC00 && codePoint <= 0xD7A3);
  }

  /// The visible form of a character that is not shown: `␛` for a C0 control or DEL, `<U+202E>` for
  /// any other.
  public static String visibleForm(int codePoint) {
    if (codePoint < 0x20) {
      return Character.toString(CONTROL_PICTURES + codePoint);
    }
    if (codePoint == 0x7F) {
      return Character.toString(DELETE_PICTURE);
    }
    int digits = codePoint > 0xFFFFF ? 6 : codePoint > 0xFFFF ? 5 : 4;
    return "<U+" + HEXADECIMAL.toHexDigits(codePoint, digits) + ">";
  }

  private static boolean isFormatShown(int previous, int codePoint) {
    return switch (codePoint) {
      case 0x200C, 0x200D -> isJoinable(previous);
      // Signs that enclose the digits after them.
      case 0x600,
          0x601,
          0x602,
          0x603,
          0x604,
          0x605,
          0x6DD,
          0x70F,
          0x890,
          0x891,
          0x8E2,
          0x110BD,
          0x110CD ->
          true;
      default -> false;
    };
  }

  private static boolean isJoinable(int previous) {
    if (previous >= FIRST_COMPLEX_SCRIPT && previous <= LAST_COMPLEX_SCRIPT) {
      return Character.isLetter(previous) || isMark(previous);
    }
    return previous == EMOJI_PRESENTATION
        || (previous >= 0x2000
            && (Character.isExtendedPictographic(previous) || Character.isEmojiModifier(previous)));
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isMarkShown(int previous, int codePoint) {
    if (codePoint >= 0xFE00 && codePoint <= EMOJI_PRESENTATION) {
      return previous > ' ' && !isVariationSelector(previous) && isShown(0, previous);
    }
    return switch (codePoint) {
      case 0x180B, 0x180C, 0x180D, 0x180F -> previous >= 0x1820 && previous <= 0x18AA;
      case 0x17B4, 0x17B5 -> false;
      default -> !isSupplementarySpecial(codePoint);
    };
  }

  private static boolean isVariationSelector(int codePoint) {
    return codePoint >= 0xFE00 && codePoint <= EMOJI_PRESENTATION;
  }

  /// Letters without a shape.
  private static boolean isFiller(int codePoint) {
    return codePoint == 0x115F || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xFFA0;
  }

  /// Unassigned code points that are noncharacters or reserved for invisible characters.
  private static boolean isReserved(int codePoint) {
    return (codePoint & 0xFFFE) == 0xFFFE
        || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)
        || codePoint == 0x2065
        || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
        || isSupplementarySpecial(codePoint);
  }

  private static boolean isSupplementarySpecial(int codePoint) {
    return codePoint >= 0xE0000 && codePoint <= 0xE0FFF;
  }
}
