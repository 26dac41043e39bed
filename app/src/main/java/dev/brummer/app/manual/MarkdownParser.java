package dev.brummer.app.manual;

import dev.brummer.app.manual.MarkdownBlock.Bullets;
import dev.brummer.app.manual.MarkdownBlock.Code;
import dev.brummer.app.manual.MarkdownBlock.Heading;
import dev.brummer.app.manual.MarkdownBlock.Paragraph;
import dev.brummer.app.manual.MarkdownBlock.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the part of Markdown that the guide is written in: headings, paragraphs, bullets of one
/// level, tables and fenced code. Comments are skipped. Anything else is an error: it would be lost
/// in the manual pages.
final class MarkdownParser {
  private static final String FENCE = "```";
  private static final Pattern UNSUPPORTED = Pattern.compile("(?:>|<[a-z/]|\\d+[.] | {2,}[-*] ).*");

  private final List<MarkdownBlock> blocks = new ArrayList<>();
  private final List<String> lines;
  private int next;

  private MarkdownParser(List<String> lines) {
    this.lines = lines;
  }

  /// @throws IllegalArgumentException if the page contains anything else, with the line
  static List<MarkdownBlock> parse(String page) {
    MarkdownParser parser = new MarkdownParser(page.lines().toList());
    while (parser.next < parser.lines.size()) {
      parser.readBlock();
    }
    return List.copyOf(parser.blocks);
  }

  private void readBlock() {
    String line = lines.get(next);
    if (UNSUPPORTED.matcher(line).matches()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "line %d: not supported in manual pages: %s", next + 1, line));
    }
    if (line.isBlank() || line.startsWith("<!--")) {
      next++;
    } else if (line.startsWith(FENCE)) {
      blocks.add(readCode());
    } else if (line.startsWith("#")) {
      int level = line.indexOf(' ');
      blocks.add(new Heading(level, line.substring(level + 1)));
      next++;
    } else if (line.startsWith("|")) {
      blocks.add(readTable());
    } else if (line.startsWith("- ")) {
      blocks.add(readBullets());
    } else {
      blocks.add(new Paragraph(readText()));
    }
  }

  private Code readCode() {
    String language = lines.get(next++).substring(FENCE.length());
    List<String> code = new ArrayList<>();
    while (next < lines.size() && !lines.get(next).startsWith(FENCE)) {
      code.add(lines.get(next++));
    }
    next++;
    return new Code(language, code);
  }

  private Table readTable() {
    List<String> headers = cells(lines.get(next));
    List<List<String>> rows = new ArrayList<>();
    for (next += 2; next < lines.size() && lines.get(next).startsWith("|"); next++) {
      rows.add(cells(lines.get(next)));
    }
    return new Table(headers, rows);
  }

  private static List<String> cells(String row) {
    List<String> cells = new ArrayList<>();
    String inner = row.strip().replaceFirst("^[|]", "").replaceFirst("[|]$", "");
    for (String cell : inner.split("(?<!\\\\)[|]", -1)) {
      cells.add(cell.strip().replace("\\|", "|"));
    }
    return cells;
  }

  private Bullets readBullets() {
    List<String> items = new ArrayList<>();
    while (next < lines.size() && lines.get(next).startsWith("- ")) {
      items.add(readText().substring(2));
    }
    return new Bullets(items);
  }

  /// A line, and those that continue it.
  private String readText() {
    StringBuilder text = new StringBuilder(lines.get(next++).strip());
    while (next < lines.size() && continuesText(lines.get(next))) {
      text.append(' ').append(lines.get(next++).strip());
    }
    return text.toString();
  }

  private static boolean continuesText(String line) {
    return !line.isBlank()
        && !line.startsWith("- ")
        && !line.startsWith("#")
        && !line.startsWith("|")
        && !line.startsWith("<!--")
        && !line.startsWith(FENCE);
  }
}
