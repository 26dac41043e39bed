package dev.brummer.perf.bench.ui;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.program.InstalledPrograms;
import dev.brummer.perf.program.PtyHost;
import dev.brummer.perf.program.SampleProject;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.MetricDirection;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.ExternalMeasurement;
import dev.brummer.perf.suite.IterationPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// Measures the time from a key to its effect on the screen with a very large log: scrolling,
/// jumping, incremental search and incremental filtering.
///
/// Each key follows shortly after the screen has responded, so further letters arrive while a
/// search is running.
///
/// @param lines number of log lines
record UiLargeLogCase(Variant variant, int lines) implements BenchCase {
  private static final Duration FILL_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration KEY_TIMEOUT = Duration.ofSeconds(5);

  /// Longer than the interval to a follow-up frame.
  private static final Duration KEY_INTERVAL = Duration.ofMillis(15);

  private static final String PRINTED =
      " | sed 's|$| INFO [worker-3] GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache"
          + " hit|; s|^[0-9]*7777 |&TimeoutException |'; exec sleep 1000";

  /// A user interaction.
  private enum Interaction {
    SCROLLING("scroll by pages"),
    JUMPING("jump to the first and the last"),
    SEARCHING("search as one types"),
    MATCHES("go from match to match"),
    FILTERING("filter as one types");

    private final String label;

    Interaction(String label) {
      this.label = label;
    }
  }

  private Metric metric(Interaction interaction, String quantity) {
    String row = title() + " lines: " + interaction.label;
    return new Metric(
        "ui.history", row, quantity, Unit.NANOS, MetricDirection.LOWER, ReferenceFigure.NONE);
  }

  private String title() {
    return String.format(Locale.ROOT, "%,d", lines);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    for (Interaction interaction : Interaction.values()) {
      all.add(metric(interaction, "time"));
      all.add(metric(interaction, "max"));
    }
    return all;
  }

  @Override
  public double weight() {
    return 6;
  }

  @Override
  public Duration minDuration() {
    return Duration.ofSeconds(5);
  }

  @Override
  public CaseResult measure(IterationPlan iterationPlan) {
    return ExternalMeasurement.measure(this::measureInteractions);
  }

  private CaseResult measureInteractions() throws IOException, InterruptedException {
    Map<Metric, List<Double>> samples = new LinkedHashMap<>();
    // brummer adds a few lines of its own to the printed ones.
    String full = title().substring(0, title().length() - 2);
    try (SampleProject project = SampleProject.of(Map.of("pack-a", "seq " + lines + PRINTED));
        PtyHost host =
            ComparedProgram.BRUMMER.startOnTerminal(project, InstalledPrograms.ON_PATH)) {
      if (host.await(FILL_TIMEOUT, screen -> screen.contains(full)) == 0) {
        throw new IllegalStateException(
            "the log lines did not appear; screen:\n" + host.screenText());
      }
      host.sendKeys("1");
      for (Interaction interaction : Interaction.values()) {
        List<Double> times = measure(host, interaction);
        samples.put(metric(interaction, "time"), times);
        samples.put(
            metric(interaction, "max"), List.of(times.stream().max(Double::compare).orElseThrow()));
      }
    }
    return new CaseResult(samples, "");
  }

  private static List<Double> measure(PtyHost host, Interaction interaction)
      throws InterruptedException {
    List<Double> times = new ArrayList<>();
    switch (interaction) {
      case SCROLLING -> {
        for (int i = 0; i < 100; i++) {
          times.add(timeToChange(host, i % 10 < 7 ? "\033[5~" : "\033[6~"));
        }
      }
      case JUMPING -> {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
          times.add(timeToChange(host, i % 2 == 0 ? "g" : random.nextBoolean() ? "G" : "F"));
        }
      }
      case SEARCHING -> typeWord(host, "/", "Timeout", times);
      case MATCHES -> {
        host.sendKeys("\r");
        host.await("the end of the search", screen -> !screen.contains("+ "));
        for (int i = 0; i < 40; i++) {
          times.add(timeToChange(host, i % 3 == 2 ? "n" : "N"));
        }
        host.sendKeys("\033");
      }
      case FILTERING -> typeWord(host, "f", "cache !7777", times);
    }
    return times;
  }

  /// Types a word letter by letter, deletes it and types it again.
  private static void typeWord(PtyHost host, String key, String word, List<Double> times)
      throws InterruptedException {
    host.sendKeys(key);
    host.await("the prompt", screen -> lastRow(screen).endsWith(":"));
    for (int i = 1; i <= word.length(); i++) {
      times.add(timeToEcho(host, word.substring(i - 1, i), word.substring(0, i)));
    }
    for (int i = word.length() - 1; i > 1; i--) {
      times.add(timeToEcho(host, "\177", word.substring(0, i)));
    }
    for (int i = 2; i < word.length(); i++) {
      times.add(timeToEcho(host, word.substring(i, i + 1), word.substring(0, i + 1)));
    }
  }

  /// Returns the time until the prompt shows the typed text.
  private static double timeToEcho(PtyHost host, String key, String typed)
      throws InterruptedException {
    long pressed = host.sendKeys(key);
    return timeUntil(
        host, pressed, screen -> lastRow(screen).endsWith((": " + typed).stripTrailing()));
  }

  private static String lastRow(String screen) {
    String[] rows = screen.split("\n");
    return rows[rows.length - 1].stripTrailing();
  }

  /// Returns the time until the visible log lines change.
  private static double timeToChange(PtyHost host, String key) throws InterruptedException {
    Thread.sleep(KEY_INTERVAL);
    String before = logText(host.screenText());
    long pressed = host.sendKeys(key);
    return timeUntil(host, pressed, screen -> !logText(screen).equals(before));
  }

  /// Returns the visible log lines without the surrounding chrome, which changes on its own.
  private static String logText(String screen) {
    StringBuilder out = new StringBuilder();
    screen
        .lines()
        .skip(2)
        .limit(ComparedProgram.ROWS - 4)
        .forEach(row -> out.append(row, row.length() / 3, row.length()));
    return out.toString();
  }

  private static double timeUntil(PtyHost host, long pressed, Predicate<String> wanted)
      throws InterruptedException {
    long seen = host.await(KEY_TIMEOUT, wanted);
    return seen == 0 ? KEY_TIMEOUT.toNanos() : Math.max(0, seen - pressed);
  }
}
