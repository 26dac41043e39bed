package dev.brummer.app.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.brummer.app.manual.MarkdownBlock.Bullets;
import dev.brummer.app.manual.MarkdownBlock.Code;
import dev.brummer.app.manual.MarkdownBlock.Heading;
import dev.brummer.app.manual.MarkdownBlock.Paragraph;
import dev.brummer.app.manual.MarkdownBlock.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks and inline marks of the guide.
class MarkdownParserTest {
  @Test
  void blocks_areRead() {
    String page =
        """
        <!-- a comment -->
        ## Title
        First line
        second line

        - one
          more
        - two

        | a | b |
        |---|---|
        | 1 \\| 2 | `x` |
        ```sh
          code | here

        - more
        ```
        """;
    assertEquals(
        List.of(
            new Heading(2, "Title"),
            new Paragraph("First line second line"),
            new Bullets(List.of("one more", "two")),
            new Table(List.of("a", "b"), List.of(List.of("1 | 2", "`x`"))),
            new Code("sh", List.of("  code | here", "", "- more"))),
        MarkdownParser.parse(page));
  }

  @ParameterizedTest
  @ValueSource(strings = {"> quote", "<details>", "1. first", "  - nested"})
  void otherMarkdown_isAnError(String line) {
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class, () -> MarkdownParser.parse("text\n\n" + line + "\n"));
    assertTrue(String.valueOf(error.getMessage()).startsWith("line 3: "), error.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a `b *c*` d|a b *c* d",
        "*down* and **up**|down and up",
        "a `'dev:*'` or `*`|a 'dev:*' or *",
        "[All `keys`](keys.md#a) here|All keys here",
        "[MCP](https://a.example/b)|MCP <https://a.example/b>",
      })
  void inlineMarks_areRemoved(String text, String plain) {
    assertEquals(plain, InlineText.plain(text));
  }
}
