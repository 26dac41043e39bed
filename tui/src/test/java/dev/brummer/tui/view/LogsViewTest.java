package dev.brummer.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.brummer.tui.paint.AnsiParser;
import dev.brummer.tui.paint.PackedStyle;
import dev.brummer.tui.paint.StyledText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogsViewTest {
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "four,4,false",
        "four,3,true",
        "four      ,4,false",
        "four     .,4,true",
        "'      ',4,false",
        "日本  ,4,false",
        "日本語,4,true",
        "日本 e,5,true"
      })
  void isCut_onlyIfVisibleCharactersDoNotFit(String line, int columns, boolean cut) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    StyledText text = new AnsiParser().parse(bytes, PackedStyle.PLAIN);
    assertEquals(cut, LogsView.isCut(text, columns, text.length()));
  }
}
