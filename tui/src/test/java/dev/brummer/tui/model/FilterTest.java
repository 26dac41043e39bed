package dev.brummer.tui.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.brummer.engine.log.LogQuery;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FilterTest {
  @ParameterizedTest
  @CsvSource({
    "GET, GET /items, true",
    "GET /items, GET /items, true",
    "!GET, GET /items, false",
    "!GET, POST /items, true",
    "items !POST, GET /items, true",
    "items !POST, POST /items, false",
    "a.c !x, abc, false",
    "a.c !x, a.c, true",
    "!a !b, xxb, false",
    "/it.ms$/, GET /items, true",
    "/it.ms$/, GET /items HTTP, false"
  })
  void filter_keepsWhatFits(String typed, String line, boolean kept) {
    LogQuery.Search search = Filter.of(typed);
    assertNotNull(search);
    boolean found =
        search.regex()
            ? Pattern.compile(search.pattern()).matcher(line).find()
            : line.contains(search.pattern());
    assertEquals(kept, found);
  }

  @ParameterizedTest
  @CsvSource({"''", "!", "' '"})
  void filter_halfTyped_keepsAll(String typed) {
    assertNull(Filter.of(typed));
  }

  /// An upper-case letter makes a search case-sensitive: escaping must not add one.
  @Test
  void exclusion_ofLowerCase_addsNoCapital() {
    LogQuery.Search search = Filter.of("!debug[1]");
    assertNotNull(search);
    assertEquals(search.pattern().toLowerCase(java.util.Locale.ROOT), search.pattern());
  }

  @Test
  void brokenRegex_hasAProblem() {
    assertNotNull(Filter.problem("/(/"));
    assertNull(Filter.problem("("));
  }
}
