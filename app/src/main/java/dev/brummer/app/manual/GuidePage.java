package dev.brummer.app.manual;

import dev.brummer.app.manual.MarkdownBlock.Bullets;
import dev.brummer.app.manual.MarkdownBlock.Code;
import dev.brummer.app.manual.MarkdownBlock.Heading;
import dev.brummer.app.manual.MarkdownBlock.Paragraph;
import dev.brummer.app.manual.MarkdownBlock.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The manual page of a page of the guide. Such a page begins with a comment that names it:
///
///     <!-- man brummer-proxy 7: the proxy in front of the servers of a project -->
///
/// @param section 5 for files, 7 for everything else
record GuidePage(String name, int section, String summary, List<MarkdownBlock> blocks) {
  private static final Pattern HEAD =
      Pattern.compile("<!-- man (?<name>[a-z.-]+) (?<section>\\d): (?<summary>[^>]+) -->\n");

  /// The manual page of a page of the guide; empty if it has none.
  static Optional<GuidePage> of(String markdown) {
    Matcher head = HEAD.matcher(markdown);
    return head.lookingAt()
        ? Optional.of(
            new GuidePage(
                head.group("name"),
                Integer.parseInt(head.group("section")),
                head.group("summary"),
                MarkdownParser.parse(markdown)))
        : Optional.empty();
  }

  /// Name with section, such as `brummer-proxy(7)`.
  String reference() {
    return name + "(" + section + ")";
  }

  /// @param others references of the other pages of the guide
  String toRoff(String version, List<String> others) {
    RoffWriter out = new RoffWriter(name, section, version);
    out.section("Name").text(name + " - " + summary);
    out.section("Description");
    blocks.stream().filter(block -> !isTitle(block)).forEach(block -> write(out, block));
    List<String> related = new ArrayList<>(List.of("brummer(1)"));
    others.stream().filter(it -> !it.equals(reference())).forEach(related::add);
    out.section("See also").text(String.join(", ", related));
    return out.page();
  }

  private static boolean isTitle(MarkdownBlock block) {
    return block instanceof Heading heading && heading.level() == 1;
  }

  /// The blocks between a heading and the next one of its level.
  static List<MarkdownBlock> section(List<MarkdownBlock> blocks, String heading) {
    List<MarkdownBlock> section = new ArrayList<>();
    int level = 0;
    for (MarkdownBlock block : blocks) {
      if (block instanceof Heading it && (level == 0 || it.level() <= level)) {
        level = it.text().equals(heading) ? it.level() : 0;
      } else if (level > 0) {
        section.add(block);
      }
    }
    if (section.isEmpty()) {
      throw new IllegalArgumentException("the guide has no section \"" + heading + "\"");
    }
    return section;
  }

  static void write(RoffWriter out, MarkdownBlock block) {
    switch (block) {
      case Heading it -> {
        if (it.level() == 2) {
          out.section(InlineText.plain(it.text()));
        } else {
          out.subsection(InlineText.plain(it.text()));
        }
      }
      case Paragraph it -> out.paragraph(InlineText.plain(it.text()));
      case Bullets it -> it.items().forEach(item -> out.bullet(InlineText.plain(item)));
      case Code it -> out.example(it.lines());
      case Table it -> it.rows().forEach(row -> writeRow(out, it.headers(), row));
    }
  }

  /// The first cell is the tag, the last one the text; those between follow with their headers.
  private static void writeRow(RoffWriter out, List<String> headers, List<String> row) {
    List<String> between = new ArrayList<>();
    for (int i = 1; i < row.size() - 1; i++) {
      if (!row.get(i).isEmpty()) {
        between.add(headers.get(i) + ": " + InlineText.plain(row.get(i)));
      }
    }
    String note = between.isEmpty() ? "" : " (" + String.join("; ", between) + ")";
    out.entry(InlineText.plain(row.getFirst()), InlineText.plain(row.getLast()) + note);
  }
}
