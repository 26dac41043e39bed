package dev.brummer.app.manual;

import java.util.List;
import java.util.Locale;

/// Writes one manual page in the man macros of roff, in ASCII: other characters become escapes, so
/// the page does not depend on an encoding.
final class RoffWriter {
  private final StringBuilder page = new StringBuilder();

  /// @param name of the page, in lower case
  /// @param section 1 for commands, 5 for files
  /// @param version of the program
  RoffWriter(String name, int section, String version) {
    request("TH", name.toUpperCase(Locale.ROOT), Integer.toString(section), "", version, "brummer");
    request("nh"); // no hyphenation: it would break option names
    page.append(".ad l\n");
  }

  RoffWriter section(String heading) {
    return request("SH", heading.toUpperCase(Locale.ROOT));
  }

  RoffWriter subsection(String heading) {
    return request("SS", heading);
  }

  RoffWriter paragraph(String text) {
    request("PP");
    return text(text);
  }

  /// Text after the current request.
  RoffWriter text(String text) {
    page.append(text.isEmpty() ? "" : line(text)).append('\n');
    return this;
  }

  /// An entry of a list.
  ///
  /// @param tag in bold
  RoffWriter entry(String tag, String text) {
    request("TP");
    page.append("\\fB").append(escape(tag)).append("\\fR\n");
    return text(text.isEmpty() ? "\u00a0" : text);
  }

  /// An entry of a list without tags.
  RoffWriter bullet(String text) {
    page.append(".IP \\(bu 2\n");
    return text(text);
  }

  /// Lines that are shown as they are written.
  RoffWriter example(List<String> lines) {
    request("PP");
    page.append(".RS 4\n");
    request("nf");
    lines.forEach(line -> page.append(verbatim(line)).append('\n'));
    request("fi");
    return request("RE");
  }

  String page() {
    return page.toString();
  }

  private RoffWriter request(String name, String... arguments) {
    page.append('.').append(name);
    for (String argument : arguments) {
      page.append(" \"").append(escape(argument).replace("\"", "\\(dq")).append('"');
    }
    page.append('\n');
    return this;
  }

  /// A line with its indentation; an empty one would be an extra paragraph.
  private static String verbatim(String line) {
    return line.isBlank() ? "\\&" : guarded(escape(line));
  }

  /// A text line, which must not start like a request.
  private static String line(String text) {
    return guarded(escape(text.strip()));
  }

  private static String guarded(String escaped) {
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\\' -> escaped.append("\\e");
            case '-' -> escaped.append("\\-");
            case '\'' -> escaped.append("\\(aq");
            case '`' -> escaped.append("\\(ga");
            case '^' -> escaped.append("\\(ha");
            case '~' -> escaped.append("\\(ti");
            case '\n' -> escaped.append(' ');
            case 0xA0 -> escaped.append("\\~");
            default -> {
              if (c < 0x80) {
                escaped.append((char) c);
              } else {
                escaped.append(String.format(Locale.ROOT, "\\[u%04X]", c));
              }
            }
          }
        });
    return escaped.toString();
  }
}
