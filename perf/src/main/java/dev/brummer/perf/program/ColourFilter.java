package dev.brummer.perf.program;

import java.util.regex.Pattern;

/// Removes colours and other attributes from a program's output before the emulator reads it: the
/// screens are compared as text, and JLine's emulator shows the end of a sequence with more than
/// ten parameters as text. A sequence at the end of a chunk is held back until it is complete.
///
/// Confined to the thread that reads the output.
final class ColourFilter {
  private static final char ESCAPE = 0x1b;
  private static final Pattern ATTRIBUTES = Pattern.compile("\033\\[[0-9;:]*m");
  private static final Pattern INCOMPLETE = Pattern.compile("\033(\\[[0-9;:?]*)?");

  private String rest = "";

  /// Returns the output without attributes.
  String filter(String chunk) {
    String text = rest + chunk;
    int last = text.lastIndexOf(ESCAPE);
    boolean complete = last < 0 || !INCOMPLETE.matcher(text.substring(last)).matches();
    rest = complete ? "" : text.substring(last);
    String whole = complete ? text : text.substring(0, last);
    return ATTRIBUTES.matcher(whole).replaceAll("");
  }
}
