package dev.brummer.perf;

import java.io.PrintStream;
import java.time.Duration;

/// Says how far a run is: one line that is written over on a terminal, a line a fork elsewhere.
/// Confined to the thread that measures.
final class ProgressPrinter {
  private static final int BAR_WIDTH = 20;
  private static final int WIDTH = 80;

  private final PrintStream out;
  private final boolean isTerminal;

  /// @param live whether `out` is a terminal
  ProgressPrinter(PrintStream out, boolean live) {
    this.out = out;
    this.isTerminal = live;
  }

  /// A fork begins.
  ///
  /// @param number of the fork, from 1
  /// @param left about how long it goes on
  void forkStarted(
      int number, int total, int rounds, MeasurementSchedule.Item item, Duration left) {
    String row = item.benchCase().metrics().getFirst().row();
    String round = rounds == 1 ? "" : " · round " + item.round() + " of " + rounds;
    String what =
        "%s · %s · %s%s"
            .formatted(item.suite().name(), row, item.benchCase().variant().title(), round);
    String count = "%d/%d".formatted(number, total);
    if (isTerminal) {
      String head =
          "\r\u001b[K" + bar(number - 1, total) + " " + count + " " + remainingText(left) + "  ";
      out.print(head + what.substring(0, Math.min(what.length(), WIDTH - BAR_WIDTH)));
      out.flush();
    } else {
      out.println("[" + count + "] " + what + " (" + remainingText(left) + ")");
    }
  }

  /// A sentence in between.
  void printMessage(String sentence) {
    clear();
    out.println(sentence);
  }

  /// Nothing more comes.
  void clear() {
    if (isTerminal) {
      out.print("\r\u001b[K");
      out.flush();
    }
  }

  private static String bar(int done, int total) {
    int full = Math.round((float) BAR_WIDTH * done / total);
    return "━".repeat(full) + "\u001b[2m" + "━".repeat(BAR_WIDTH - full) + "\u001b[0m";
  }

  private static String remainingText(Duration left) {
    long seconds = left.toSeconds();
    return seconds < 90
        ? seconds + " s left"
        : "%d min %02d s left".formatted(seconds / 60, seconds % 60);
  }
}
