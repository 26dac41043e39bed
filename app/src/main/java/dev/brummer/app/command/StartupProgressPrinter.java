package dev.brummer.app.command;

import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.text.TerminalOutput;
import dev.brummer.engine.text.VisibleText;
import dev.brummer.perf.startup.StartupRunner;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Progress of `brummer up`: redraws one line on a terminal, else prints one line per round.
final class StartupProgressPrinter implements StartupRunner.ProgressListener {
  private static final long REFRESH_INTERVAL_MILLIS = 100;
  private static final int MAX_WIDTH = 78;

  private final boolean live;
  private final int rounds;
  private final TerminalOutput out;
  private long lastDrawMillis;

  StartupProgressPrinter(boolean live, int rounds, TerminalOutput out) {
    this.live = live;
    this.rounds = rounds;
    this.out = out;
  }

  @Override
  public void onWaiting(int round, List<ProcessInfo> processes, Duration since) {
    long millis = since.toMillis();
    if (!live || (millis >= lastDrawMillis && millis - lastDrawMillis < REFRESH_INTERVAL_MILLIS)) {
      return;
    }
    lastDrawMillis = millis;
    String states =
        processes.stream()
            .map(info -> info.name() + " " + info.state().label())
            .collect(Collectors.joining(", "));
    String line =
        String.format(
            Locale.ROOT, "round %d of %d, %.1f s: %s", round, rounds, millis / 1e3, states);
    String shown = line.length() <= MAX_WIDTH ? line : line.substring(0, MAX_WIDTH - 1) + "…";
    out.rewriteLine(VisibleText.line(shown));
  }

  @Override
  public void onRoundDone(String sentence) {
    if (live) {
      out.rewriteLine("");
    }
    out.println(sentence);
  }
}
