package dev.brummer.app.completion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Words of a bash line, and what readline inserts.
class BashLineTest {
  /// The default of an interactive bash.
  private static final String BREAKS = " \t\n\"'@><=;|&(:";

  private static BashLine parse(String line) {
    return BashLine.parse(line, BREAKS, Map.of("HOME", "/home/me", "P", "x y"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '§',
      value = {
        "brummer |",
        "brummer run|run",
        "brummer run dev:w|run,dev:w",
        "brummer run 'a b|run,a b",
        "brummer run \"a $P|run,a x y",
        "brummer run a\\ b c|run,a b,c",
        "brummer run -d ~/w |run,-d,/home/me/w,",
        "brummer run -d ${P}z|run,-d,x yz",
        "brummer run a~|run,a~",
        "brummer run '$P'|run,$P",
        "brummer run $(touch x)|run,$(touch,x)",
        "brummer ps >out n|ps,n",
        "brummer run a\\|run,a",
      })
  void words_areSplitAsBashDoes(String line, String words) {
    CommandWords parsed = parse(line).words();
    List<String> expected = words == null ? List.of("") : List.of(words.split(",", -1));
    assertEquals(expected.getLast(), parsed.current());
    assertEquals(expected.subList(0, expected.size() - 1), parsed.complete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "run de|dev:web|dev:web",
        "run dev:w|dev:web|web",
        "run dev\\:w|dev:web|dev:web",
        "run @acme/lib:t|@acme/lib:test|test",
        "run @acme/l|@acme/lib|@acme/lib",
        "run a|a b|a\\ b",
        "run 'a|a b|a b",
        "run 'a|a'b|a'\\''b",
        "run \"a|a $b`c\"|a \\$b\\`c\\\"",
        "run 'dev:w|dev:web|dev:web",
        "run $|$(id)|\\$\\(id\\)",
        "run --ui=p|--ui=plain|plain",
        "run ä|ä;b|ä\\;b",
      })
  void insertion_continuesTheWordAndIsQuoted(String line, String candidate, String inserted) {
    BashLine parsed = parse("brummer " + line);
    assertTrue(parsed.accepts(candidate));
    assertEquals(inserted, parsed.insertion(candidate));
  }

  @Test
  void historyExpansion_isNotOfferedInDoubleQuotes() {
    assertFalse(parse("brummer run \"a").accepts("a!b"));
    assertTrue(parse("brummer run a").accepts("a!b"));
    assertEquals("a\\!b", parse("brummer run a").insertion("a!b"));
  }

  @Test
  void fileOfRedirection_isNoWord() {
    assertTrue(parse("brummer ps > f").isRedirection());
    assertFalse(parse("brummer ps > f ").isRedirection());
  }
}
