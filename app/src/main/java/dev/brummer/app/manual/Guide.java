package dev.brummer.app.manual;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The pages of the guide, in Markdown: `app/src/docs`, resources of this package. Immutable.
///
/// @param pages texts by file name
record Guide(SequencedMap<String, String> pages) {
  /// File names, in the order in which they are referred to.
  static final List<String> NAMES =
      List.of(
          "keys.md",
          "commands.md",
          "configuration.md",
          "projects.md",
          "processes.md",
          "logs.md",
          "errors.md",
          "proxy.md",
          "agents.md",
          "security.md",
          "benchmarks.md",
          "changes.md");

  private static final String COMMANDS = "commands.md";

  static Guide read() throws IOException {
    SequencedMap<String, String> pages = new LinkedHashMap<>();
    for (String name : NAMES) {
      try (InputStream page = Guide.class.getResourceAsStream(name)) {
        if (page == null) {
          throw new IOException("missing resource: " + name);
        }
        pages.put(name, new String(page.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return new Guide(pages);
  }

  /// Those that become manual pages.
  List<GuidePage> manualPages() {
    return pages.values().stream().map(GuidePage::of).flatMap(Optional::stream).toList();
  }

  /// The page about the commands, which the manual page of the program quotes.
  List<MarkdownBlock> commands() {
    return MarkdownParser.parse(pages.getOrDefault(COMMANDS, ""));
  }
}
