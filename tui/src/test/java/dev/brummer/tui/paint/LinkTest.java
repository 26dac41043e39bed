package dev.brummer.tui.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkTest {
  private static StyledText parse(String line) {
    return new AnsiParser().parse(line.getBytes(StandardCharsets.UTF_8), PackedStyle.PLAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "'  ➜  Local:   http://localhost:5173/', http://localhost:5173/",
    "'see http://a.b/c?d=1#e.', http://a.b/c?d=1#e",
    "'(http://a.b/c)', http://a.b/c",
    "'http://a.b/c_(d) next', http://a.b/c_(d)",
    "'日本 https://x.y/z, and', https://x.y/z"
  })
  void writtenUrl_isFoundWithoutWhatEndsTheSentence(String line, String url) {
    StyledText text = parse(line);
    int at = text.toString().codePointCount(0, text.toString().indexOf("://"));
    assertEquals(url, text.linkAt(at));
    assertNull(text.linkAt(text.length()));
  }

  @Test
  void besideAUrl_isNoLink() {
    assertNull(parse("see http://a.b/c").linkAt(1));
  }

  @Test
  void linkOfTheChild_isItsTarget() {
    StyledText text = parse("go \033]8;;http://a.b/x\033\\there\033]8;;\033\\ now");
    assertEquals("go there now", text.toString());
    assertEquals("http://a.b/x", text.linkAt(3));
    assertEquals("http://a.b/x", text.linkAt(7));
    assertNull(text.linkAt(8));
    assertNull(text.linkAt(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"javascript:alert(1)", "data:x,y", "vscode://file/x", "-x", "x.desktop"})
  void linkToAnotherScheme_isNoLink(String target) {
    StyledText text = parse("go \033]8;;" + target + "\033\\there\033]8;;\033\\ now");
    assertEquals("go there now", text.toString());
    assertNull(text.linkAt(3));
  }

  @Test
  void linkThatIsNotEnded_goesToTheEndOfTheLine() {
    assertEquals("http://a.b", parse("\033]8;id=1;http://a.b\007all of it").linkAt(8));
  }
}
