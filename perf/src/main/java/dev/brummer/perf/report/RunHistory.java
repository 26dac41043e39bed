package dev.brummer.perf.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.stat.Quantiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `history.jsonl`: the medians of all runs on this machine, one line per run.
public final class RunHistory {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FILE = "history.jsonl";

  private final Path file;

  private RunHistory(Path file) {
    this.file = file;
  }

  /// @param runs directory of all runs
  public static RunHistory in(Path runs) {
    return new RunHistory(runs.resolve(FILE));
  }

  /// One run.
  ///
  /// @param at start of the run, ISO 8601
  /// @param now medians of the product by metric key
  public record Entry(
      String at, String commit, String plan, String machine, Map<String, Double> now) {}

  /// Appends a run, unless a slowdown was injected into it.
  public void append(BenchRun run) throws IOException {
    if (!run.slow().isEmpty()) {
      return;
    }
    Map<String, Double> now = new TreeMap<>();
    for (Metric metric : run.metrics()) {
      List<Double> samples = run.samples(metric.key(), "now");
      if (!samples.isEmpty()) {
        now.put(metric.key(), Quantiles.median(samples));
      }
    }
    Entry entry =
        new Entry(run.startedAt().toString(), run.commit(), run.plan(), run.machine().title(), now);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        MAPPER.writeValueAsString(entry) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /// Runs on a machine, oldest first; malformed lines are skipped.
  public List<Entry> of(String machine) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      for (String line : Files.readAllLines(file)) {
        parsed(line).filter(entry -> entry.machine().equals(machine)).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<Entry> parsed(String line) {
    try {
      return Optional.ofNullable(MAPPER.readValue(line, Entry.class));
    } catch (JacksonException broken) {
      return Optional.empty();
    }
  }
}
