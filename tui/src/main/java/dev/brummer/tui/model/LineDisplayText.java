package dev.brummer.tui.model;

import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.log.StructuredLogLine;
import java.nio.charset.StandardCharsets;

/// The text of a stored line as the log view shows it.
public final class LineDisplayText {
  private LineDisplayText() {}

  /// @param raw the text as printed; otherwise JSON and logfmt are rewritten for reading
  public static byte[] text(StoredLine line, boolean raw) {
    StructuredLogLine structured = raw ? null : StructuredLogLine.parse(line.text());
    if (structured == null) {
      return line.text();
    }
    String fields =
        structured.fields().isEmpty() ? "" : "  " + String.join(" ", structured.fields());
    return (structured.message() + "\033[2m" + fields + "\033[22m")
        .getBytes(StandardCharsets.UTF_8);
  }
}
