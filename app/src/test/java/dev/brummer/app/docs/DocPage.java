package dev.brummer.app.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A Markdown file of the repository. A generated part stands between two comments:
///
///     <!-- generated NAME -->
///     <!-- /generated -->
///
/// @param file relative to the repository
public record DocPage(Path file, String text) {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final String DOCS = "app/src/docs";
  private static final String END = "<!-- /generated -->";

  /// README, the instructions for contributors and the pages of the guide.
  public static List<DocPage> all() {
    try (Stream<Path> guide = Files.list(REPOSITORY.resolve(DOCS))) {
      Stream<String> names =
          guide
              .map(it -> DOCS + "/" + it.getFileName())
              .filter(name -> name.endsWith(".md"))
              .sorted();
      return Stream.concat(Stream.of("README.md", ".github/CONTRIBUTING.md"), names)
          .map(DocPage::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// @param name of a page of the guide
  static DocPage ofGuide(String name) {
    return read(DOCS + "/" + name);
  }

  static DocPage read(String file) {
    try {
      return new DocPage(Path.of(file), Files.readString(REPOSITORY.resolve(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The file on this machine.
  Path path() {
    return REPOSITORY.resolve(file);
  }

  /// The file that a link of this page leads to.
  Path resolve(String link) {
    return link.isEmpty() ? path() : path().resolveSibling(link).normalize();
  }

  String generated(String name) {
    return text.substring(begin(name), end(name));
  }

  DocPage withGenerated(String name, String part) {
    return new DocPage(file, text.substring(0, begin(name)) + part + text.substring(end(name)));
  }

  void write() throws IOException {
    Files.writeString(path(), text);
  }

  private int begin(String name) {
    String marker = "<!-- generated " + name + " -->\n";
    int at = text.indexOf(marker);
    if (at < 0) {
      throw new IllegalArgumentException(file + " has no part " + name);
    }
    return at + marker.length();
  }

  private int end(String name) {
    return text.indexOf(END, begin(name));
  }

  /// The text in a cell of a table.
  static String cell(String text) {
    return text.replace("\n", " ").replace("|", "\\|");
  }
}
