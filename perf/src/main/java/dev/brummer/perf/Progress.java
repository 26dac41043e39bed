package dev.brummer.perf;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/// Says how far a run is: one line that is written over on a terminal, a line a fork elsewhere.
/// Confined to the thread that measures.
final class Progress {
  private static final int BAR = 20;

  private final PrintStream out;
  private final boolean live;
  private final int width;
  private final long start = System.nanoTime();
  private final double expected;
  private double done;

  /// @param live whether `out` is a terminal
  Progress(PrintStream out, boolean live, List<Agenda.Item> agenda) {
    this.out = out;
    this.live = live;
    this.width = 100;
    this.expected = agenda.stream().mapToDouble(item -> seconds(item.expected())).sum();
  }

  /// A fork begins.
  void begin(int number, int total, int rounds, Agenda.Item item) {
    String row = item.one().metrics().getFirst().row();
    String round = rounds == 1 ? "" : " · round " + item.round() + " of " + rounds;
    String what =
        "%s · %s · %s%s".formatted(item.suite().name(), row, item.one().variant().title(), round);
    String count = "%d/%d".formatted(number, total);
    if (live) {
      String head = "\r\u001b[K" + bar() + " " + count + " " + left() + "  ";
      out.print(head + what.substring(0, Math.min(what.length(), width - BAR)));
      out.flush();
    } else {
      out.println("[" + count + "] " + what + " (" + left() + ")");
    }
  }

  void end(Agenda.Item item) {
    done += seconds(item.expected());
  }

  /// A sentence in between.
  void note(String sentence) {
    clear();
    out.println(sentence);
  }

  /// Nothing more comes.
  void clear() {
    if (live) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  private String bar() {
    int full = (int) Math.round(BAR * done / expected);
    return "━".repeat(full) + "\u001b[2m" + "━".repeat(BAR - full) + "\u001b[0m";
  }

  /// Corrected by how the forks so far kept to their times.
  private String left() {
    double spent = (System.nanoTime() - start) / 1e9;
    double pace = done == 0 ? 1 : spent / done;
    long left = Math.round((expected - done) * pace);
    return left < 90 ? left + " s left" : "%d min %02d s left".formatted(left / 60, left % 60);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
