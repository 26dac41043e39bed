package dev.brummer.app.project.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.brummer.app.project.format.VariableExpansion.TooLongException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableExpansionTest {
  private static final Map<String, String> VARIABLES =
      Map.of("X", "web", "FILE", "a/b.tar.gz", "EMPTY", "", "DOLLAR", "$X");

  private static String expand(String text) throws TooLongException {
    return new VariableExpansion(VARIABLES).expand(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "$X-$Y.|web-$Y.",
        "${X}${Y}|web",
        "${Y:-d}${X:-d}${EMPTY:-d}${EMPTY-d}${Y-d}|dwebdd",
        "${Y:-${X}-${Y:-e}}|web-e",
        "${X:+s}${EMPTY:+s}${EMPTY+t}|st",
        "${FILE%.*}|a/b.tar",
        "${FILE%%.*}|a/b",
        "${FILE#*/}|b.tar.gz",
        "${FILE##*.}|gz",
        "${FILE%nothing}|a/b.tar.gz",
        "${FILE/a/c}${FILE//./_}|c/b.tar.gza/b_tar_gz",
        "${X^}${X^^}${X,,}|WebWEBweb",
        "${X:1}${X:0:2}${X:9}|ebwe",
        "${#X}|3",
        "$$X $$$$ $$(date)|$X $$ $(date)",
        "$(date) $1 $? $ ${|$(date) $1 $? $ ${",
        "${!X} ${X@Q} ${}|${!X} ${X@Q} ${}",
        "${DOLLAR}|$X",
      })
  void references_areReplaced_everythingElseStays(String text, String expanded)
      throws TooLongException {
    assertEquals(expanded, expand(text));
  }

  @Test
  void expression_endsInItsLine() throws TooLongException {
    assertEquals("${Y:-a\nb}", expand("${Y:-a\nb}"));
  }

  @Test
  void tooLongResult_isRefused() {
    VariableExpansion expansion = new VariableExpansion(Map.of("A", "x".repeat(100_000)));

    assertThrows(TooLongException.class, () -> expansion.expand("$A ".repeat(100)));
  }
}
