package dev.brummer.perf.bench;

import dev.brummer.perf.bench.ComparisonSuite.Row;
import java.util.List;
import java.util.Map;

/// `logs`: what a line costs until it is stored, how many need not wait, and how long a search
/// takes; the product beside the seed's design (S9 to S12, S42 to S44).
public final class LogSuite {
  private static final int LARGE = 1_000_000;
  private static final int FLOOD = 200_000;
  private static final int PACED = 8_000;

  private static final List<Row> ROWS =
      List.of(
          add("a line, one child, line by line", "145 ns 512 B (async)", 1, 1),
          add("a line, four children, line by line", "2,800 ns 512 B (sync)", 4, 1),
          add("a line, four children, 500 at a time", "", 4, 500),
          new Row(
              "not held up, four children, 8,000 lines/s",
              "78 % at 1,200 lines/s",
              LogAdd.class,
              "add",
              Map.of("children", "4", "chunk", "1", "lines", "8000", "pauseMicros", "440"),
              1,
              PACED,
              "atOnce"),
          search("10,000 lines, a text", "24 ms", 10_000, "timeoutexception", false),
          search("10,000 lines, a regular expression", "68 ms", 10_000, "Timeout\\w+", true),
          search("1,000,000 lines, a text", "", LARGE, "timeoutexception", false),
          search("1,000,000 lines, a regular expression", "", LARGE, "Timeout\\w+", true),
          search("1,000,000 lines, \\b5[0-9]{2} ms", "", LARGE, "\\b5[0-9]{2} ms", true));

  private LogSuite() {}

  private static Row add(String question, String seed, int children, int chunk) {
    return new Row(
        question,
        seed,
        LogAdd.class,
        "add",
        Map.of(
            "children",
            "" + children,
            "chunk",
            "" + chunk,
            "lines",
            "" + FLOOD,
            "pauseMicros",
            "0"),
        1,
        FLOOD,
        "");
  }

  private static Row search(
      String question, String seed, int lines, String pattern, boolean regex) {
    int searches = lines < LARGE ? 200 : 5;
    return new Row(
        question,
        seed,
        LogSearch.class,
        "search",
        Map.of(
            "lines",
            "" + lines,
            "pattern",
            pattern,
            "regex",
            "" + regex,
            "searches",
            "" + searches),
        1,
        searches,
        "");
  }

  public static Suite create() {
    return new ComparisonSuite("logs", "LIST", "list and channel", ROWS);
  }
}
