package dev.brummer.app.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.ProgramModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The guide and the manual pages that come from it.
class GuideTest {
  private static SequencedMap<String, String> manual() throws IOException {
    return ShareCommand.pages(
        ProgramModel.commandLine().getCommandSpec(), name -> name.startsWith("_"), Guide.read());
  }

  /// A manual page by its path; empty if there is none.
  private static String page(String path) throws IOException {
    return manual().getOrDefault(path, "");
  }

  @Test
  void guide_hasAllPagesOfTheDirectory() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
      List<String> pages =
          files.map(it -> it.getFileName().toString()).filter(it -> it.endsWith(".md")).toList();
      assertEquals(pages.stream().sorted().toList(), Guide.NAMES.stream().sorted().toList());
    }
  }

  @Test
  void pagesOfTheGuide_areManualPages() throws IOException {
    String settings = page("man5/brummer.toml.5");
    assertTrue(settings.contains("\n.TP\n\\fBready.port\\fR\n"), settings);
    assertTrue(settings.contains(".SH \"FILES\""), settings);
    assertTrue(page("man7/brummer-keys.7").contains(".SH \"PROCESSES\""));
    assertTrue(page("man7/brummer-proxy.7").contains("brummer.toml(5)"));
  }

  @Test
  void pageOfTheProgram_quotesTheGuide() throws IOException {
    String program = page("man1/brummer.1");
    assertTrue(program.contains(".SH \"EXIT CODES\"\n.TP\n\\fB0\\fR\n"), program);
    assertTrue(program.contains("\\fBBRUMMER_DEBUG\\fR\n1 prints"), program);
    assertTrue(program.contains("brummer\\-proxy(7)"), program);
  }

  @Test
  void manualPages_haveNoMarkdown() throws IOException {
    manual()
        .forEach((name, page) -> {
          assertFalse(page.contains("]("), name);
          assertFalse(page.contains("<!\\-\\-"), name);
          assertFalse(page.contains("\\(ga"), name + " has a backtick");
        });
  }

  @Test
  void pageWithoutName_hasNoManualPage() {
    assertTrue(GuidePage.of("# A\n\ntext\n").isEmpty());
    GuidePage page = GuidePage.of("<!-- man a-b 7: what it is -->\n# A\n\ntext\n").orElseThrow();
    assertEquals("a-b(7)", page.reference());
    String roff = page.toRoff("v", List.of("a-b(7)", "c(7)"));
    assertTrue(roff.contains(".SH \"DESCRIPTION\"\n.PP\ntext\n.SH \"SEE ALSO\""), roff);
    assertTrue(roff.endsWith("brummer(1), c(7)\n"), roff);
  }

  @Test
  void section_endsAtTheNextHeadingOfItsLevel() {
    List<MarkdownBlock> page = MarkdownParser.parse("## A\n\na\n\n### B\n\nb\n\n## C\n\nc\n");
    assertEquals(3, GuidePage.section(page, "A").size());
    assertThrows(IllegalArgumentException.class, () -> GuidePage.section(page, "D"));
  }
}
