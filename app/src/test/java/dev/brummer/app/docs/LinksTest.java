package dev.brummer.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Links of README and guide lead to files and headings that exist, and README to every page.
class LinksTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?<link>[^)\\s]+)\\)|(?:src|href)=\"(?<attribute>[^\"]+)\"");

  @Test
  void links_leadToFilesAndHeadings() throws IOException {
    List<String> broken = new ArrayList<>();
    for (DocPage page : DocPage.all()) {
      for (String link : links(page.text())) {
        if (!link.matches("https?://.+") && !exists(page, link)) {
          broken.add(page.file() + ": " + link);
        }
      }
    }
    assertEquals(List.of(), broken);
  }

  @Test
  void readme_leadsToEveryPage() {
    Set<String> linked = new HashSet<>();
    links(DocPage.read("README.md").text()).forEach(it -> linked.add(it.replaceFirst("#.*", "")));
    List<String> missing =
        DocPage.all().stream()
            .map(page -> page.file().toString())
            .filter(file -> !file.equals("README.md") && !linked.contains(file))
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void brokenLinks_areFound() throws IOException {
    DocPage page = new DocPage(Path.of("README.md"), "# A `b` c\n");
    assertTrue(exists(page, "app/src/docs/keys.md"));
    assertTrue(!exists(page, "app/src/docs/none.md"));
    assertTrue(!exists(page, "app/src/docs/keys.md#none"));
    assertEquals(
        List.of("a-b-c-d", "x", "x-1"), List.copyOf(anchors("# A `b` c: d\n## X\n## X\n")));
    assertEquals(List.of("b"), links("[a](b)\n```\n[c](d)\n```\n`[e](f)`\n"));
  }

  private static boolean exists(DocPage page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = page.resolve(parts[0]);
    return Files.exists(target)
        && (parts.length == 1 || anchors(Files.readString(target)).contains(parts[1]));
  }

  private static List<String> links(String markdown) {
    List<String> links = new ArrayList<>();
    Matcher found = LINK.matcher(withoutCode(markdown).replaceAll("`[^`\n]*`", "code"));
    while (found.find()) {
      links.add(found.group("link") == null ? found.group("attribute") : found.group("link"));
    }
    return links;
  }

  /// The anchors that GitHub gives to the headings of a page, in order.
  private static Set<String> anchors(String markdown) {
    Set<String> anchors = new LinkedHashSet<>();
    Map<String, Integer> count = new HashMap<>();
    for (String line : withoutCode(markdown).lines().filter(it -> it.startsWith("#")).toList()) {
      String heading = line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
      String anchor = heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      int earlier = count.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(earlier == 0 ? anchor : anchor + "-" + earlier);
    }
    return anchors;
  }

  private static String withoutCode(String markdown) {
    return markdown.replaceAll("(?ms)^```.*?^```$", "");
  }
}
