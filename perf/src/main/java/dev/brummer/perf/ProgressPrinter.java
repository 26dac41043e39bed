package dev.brummer.perf;

import dev.brummer.engine.text.TerminalOutput;
import java.time.Duration;

/// Prints the progress of a run: one rewritten line on a terminal, otherwise one line per fork.
/// Confined to the measuring thread.
final class ProgressPrinter {
  private static final int BAR_WIDTH = 20;
  private static final int WIDTH = 80;

  private final TerminalOutput out;
  private final boolean isTerminal;

  /// @param isTerminal whether `out` is a terminal
  ProgressPrinter(TerminalOutput out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  /// Prints the start of a fork.
  ///
  /// @param number number of the fork, from 1
  /// @param remaining estimated remaining time of the run
  void forkStarted(
      int number, int total, int rounds, MeasurementSchedule.Item item, Duration remaining) {
    String row = item.benchCase().metrics().getFirst().row();
    String round = rounds == 1 ? "" : " · round " + item.round() + " of " + rounds;
    String description =
        "%s · %s · %s%s"
            .formatted(item.suite().name(), row, item.benchCase().variant().title(), round);
    String count = "%d/%d".formatted(number, total);
    if (isTerminal) {
      String head = bar(number - 1, total) + " " + count + " " + remainingText(remaining) + "  ";
      out.rewriteLine(
          head + description.substring(0, Math.min(description.length(), WIDTH - BAR_WIDTH)));
    } else {
      out.println("[" + count + "] " + description + " (" + remainingText(remaining) + ")");
    }
  }

  /// Prints a message on a line of its own.
  void printMessage(String message) {
    clear();
    out.println(message);
  }

  /// Erases the progress line.
  void clear() {
    if (isTerminal) {
      out.rewriteLine("");
    }
  }

  private static String bar(int done, int total) {
    int full = Math.round((float) BAR_WIDTH * done / total);
    return "━".repeat(full) + "\u001b[2m" + "━".repeat(BAR_WIDTH - full) + "\u001b[0m";
  }

  private static String remainingText(Duration remaining) {
    long seconds = remaining.toSeconds();
    return seconds < 90
        ? seconds + " s left"
        : "%d min %02d s left".formatted(seconds / 60, seconds % 60);
  }
}
