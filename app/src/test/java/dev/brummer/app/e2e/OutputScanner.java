package dev.brummer.app.e2e;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Strict scanner of the raw bytes that a terminal receives. Written independently of the gate: it
/// lists what may occur and reports everything else.
final class OutputScanner {
  /// SGR and hyperlinks to permitted targets.
  private static final String TEXT_SEQUENCES =
      "\033\\[[0-9;:]*m|\033]8;[!-:<-~]*;(?:(?i:https?://|mailto:|file:)[!-~]+)?\033\\\\";

  /// Redrawing the progress of a command.
  private static final String PROGRESS_SEQUENCES = "\r\033\\[[KJ]|\033\\[[0-9]+A";

  /// The UI: cursor, erasing, modes that are switched on and off, queries.
  private static final String UI_SEQUENCES =
      "\033\\[[0-9]+;[0-9]+H|\033\\[K|\033\\[2J|\033\\[[0-6] q|\033\\[5n"
          + "|\033\\[\\?(?:25|1000|1002|1003|1006|1049|2004|2026|2031)[hl]"
          + "|\033](?:11|4;[0-9]{1,2});\\?\007";

  /// What the person copies with a key. The payload of the attacks, `evil`, is not permitted.
  private static final String COPIED = "\033]52;c;(?!ZXZpbA==)[A-Za-z0-9+/=]*\007";

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180E"
              + "\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB"
              + "\\uFFFE\\uFFFF\\x{E0000}-\\x{E0FFF}]|[\\x00-\\u024F][\\u200C\\u200D]");

  private final Pattern sequences;

  private OutputScanner(String permitted) {
    this.sequences = Pattern.compile(permitted);
  }

  static OutputScanner ofText() {
    return new OutputScanner(TEXT_SEQUENCES + "|\r(?=\n)|" + PROGRESS_SEQUENCES);
  }

  /// Output without any escape sequence.
  static OutputScanner ofPlainText() {
    return new OutputScanner("\r(?=\n)");
  }

  static OutputScanner ofUi() {
    return new OutputScanner("\033\\[[0-9;]*m|\r(?=\n)|" + UI_SEQUENCES + "|" + COPIED);
  }

  /// The violations in the output, with their surroundings; empty if there are none.
  List<String> violations(byte[] output) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(output)).toString();
    } catch (CharacterCodingException invalid) {
      text = new String(output, StandardCharsets.ISO_8859_1);
      return List.of("not UTF-8: " + visible(text.substring(0, Math.min(400, text.length()))));
    }
    String rest = sequences.matcher(text).replaceAll("");
    List<String> all = new ArrayList<>();
    Matcher found = FORBIDDEN.matcher(rest);
    while (found.find() && all.size() < 10) {
      int from = Math.max(0, found.start() - 30);
      all.add(visible(rest.substring(from, Math.min(rest.length(), found.end() + 30))));
    }
    return all;
  }

  private static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> shown.append(c >= ' ' && c < 0x7f ? Character.toString(c) : "{%X}".formatted(c)));
    return shown.toString();
  }
}
