package dev.brummer.perf.bench.ui;

import dev.brummer.perf.result.Direction;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.ReferenceFigure;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.IterationPlan;
import dev.brummer.perf.terminal.ComparedProgram;
import dev.brummer.perf.terminal.PtyHost;
import dev.brummer.perf.terminal.SampleProject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/// With very many lines in the log: how long after each key is its picture there, while one
/// scrolls, jumps, searches as one types and filters as one types?
///
/// Keys are pressed one after the other soon after the picture has answered, so while a search runs
/// its next letter is typed into it.
///
/// @param lines how many
record UiHistoryCase(Variant variant, int lines) implements BenchCase {
  private static final Duration FILL_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration KEY_TIMEOUT = Duration.ofSeconds(5);

  /// Longer than the next frame takes that may follow a picture.
  private static final Duration KEY_INTERVAL = Duration.ofMillis(15);

  private static final String PRINTED =
      " | sed 's|$| INFO [worker-3] GET /api/articles/4711 200 in 12 ms, 3 queries, 1 cache"
          + " hit|; s|^[0-9]*7777 |&TimeoutException |'; exec sleep 1000";

  /// What a person does.
  private enum Interaction {
    SCROLLING("scroll by pages"),
    JUMPING("jump to the first and the last"),
    SEARCHING("search as one types"),
    MATCHES("go from match to match"),
    FILTERING("filter as one types");

    private final String label;

    Interaction(String words) {
      this.label = words;
    }
  }

  private Metric metric(Interaction interaction, String quantity) {
    String row = title() + " lines: " + interaction.label;
    return new Metric(
        "ui.history", row, quantity, Unit.NANOS, Direction.LOWER, ReferenceFigure.NONE);
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
    // Beside the lines that are printed there are some that brummer says.
    String full = title().substring(0, title().length() - 2);
    try (SampleProject project = SampleProject.of(Map.of("pack-a", "seq " + lines + PRINTED));
        PtyHost host = ComparedProgram.BRUMMER.start(project)) {
      if (host.await(FILL_TIMEOUT, picture -> picture.contains(full)) == 0) {
        throw new IllegalStateException("the lines did not come:\n" + host.screenText());
      }
      host.sendKeys("1");
      for (Interaction interaction : Interaction.values()) {
        List<Double> times = times(host, interaction);
        samples.put(metric(interaction, "time"), times);
        samples.put(
            metric(interaction, "max"), List.of(times.stream().max(Double::compare).orElseThrow()));
      }
    }
    return new CaseResult(samples, "");
  }

  private static List<Double> times(PtyHost host, Interaction interaction)
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
        host.await("the end of the search", picture -> !picture.contains("+ "));
        for (int i = 0; i < 40; i++) {
          times.add(timeToChange(host, i % 3 == 2 ? "n" : "N"));
        }
        host.sendKeys("\033");
      }
      case FILTERING -> typeWord(host, "f", "cache !7777", times);
    }
    return times;
  }

  /// Types a word letter by letter, takes it back, and types it again.
  private static void typeWord(PtyHost host, String key, String word, List<Double> times)
      throws InterruptedException {
    host.sendKeys(key);
    host.await("the prompt", picture -> lastRow(picture).endsWith(":"));
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

  /// Until the prompt shows what has been typed.
  private static double timeToEcho(PtyHost host, String key, String typed)
      throws InterruptedException {
    long pressed = host.sendKeys(key);
    return timeUntil(
        host, pressed, picture -> lastRow(picture).endsWith((": " + typed).stripTrailing()));
  }

  private static String lastRow(String picture) {
    String[] rows = picture.split("\n");
    return rows[rows.length - 1].stripTrailing();
  }

  /// Until the view is another one.
  private static double timeToChange(PtyHost host, String key) throws InterruptedException {
    Thread.sleep(KEY_INTERVAL);
    String before = logText(host.screenText());
    long pressed = host.sendKeys(key);
    return timeUntil(host, pressed, picture -> !logText(picture).equals(before));
  }

  /// The lines in view, without what stands around them: that changes by itself.
  private static String logText(String picture) {
    StringBuilder out = new StringBuilder();
    picture
        .lines()
        .skip(2)
        .limit(ComparedProgram.ROWS - 4)
        .forEach(row -> out.append(row, row.length() / 3, row.length()));
    return out.toString();
  }

  private static double timeUntil(PtyHost host, long pressed, Predicate<String> wanted)
      throws InterruptedException {
    long at = host.await(KEY_TIMEOUT, wanted);
    return at == 0 ? KEY_TIMEOUT.toNanos() : Math.max(0, at - pressed);
  }
}
