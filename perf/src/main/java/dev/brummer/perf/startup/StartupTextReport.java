package dev.brummer.perf.startup;

import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.stat.Quantiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// Formats the result as text.
final class StartupTextReport {
  private static final double MEDIAN = 0.5;
  private static final double P95 = 0.95;
  private static final String LEGEND =
      """
      own: since its own start, without dependencies; CPU: until it was up;
      memory: of its process tree; ports are polled every 50 ms
      """;

  private StartupTextReport() {}

  static String of(StartupResult result) {
    if (result.rounds().isEmpty()) {
      return "Interrupted before the first round.\n";
    }
    StringBuilder text = new StringBuilder(table(result).toString());
    text.append(LEGEND).append('\n');
    paths(result).forEach(line -> text.append(line).append('\n'));
    text.append(survivors(result)).append('\n');
    for (ProcessSpec spec : result.plan().processes()) {
      appendFailures(result, spec.name(), text);
    }
    return text.toString();
  }

  /// Returns a one-line summary of a round for a log.
  static String roundSummary(RoundResult round, int total) {
    String head = "round " + round.number() + " of " + total + (round.isCold() ? ", cold: " : ": ");
    if (!round.finished()) {
      return head + "interrupted";
    }
    List<String> missing = new ArrayList<>();
    for (ProcessStartupTimes processStartup : round.startups()) {
      if (processStartup.outcome().isFailure()) {
        missing.add(
            processStartup.name()
                + " "
                + processStartup.outcome().word()
                + " ("
                + processStartup.outcome().detail()
                + ")");
      }
    }
    String up =
        missing.isEmpty()
            ? "up after " + StartupFormats.seconds(round.upAt())
            : String.join(", ", missing);
    return head + up + "; stopped in " + StartupFormats.seconds(round.stopSeconds());
  }

  private static TextTable table(StartupResult result) {
    int warm = Math.max(0, result.rounds().size() - 1);
    TextTable table =
        new TextTable(
            "Startup times, "
                + result.plan().project()
                + ", "
                + (warm == 0 ? "one cold round" : "one cold and " + warm + " warm rounds"),
            "process",
            "cold",
            "warm p50",
            "p95",
            "own p50",
            "CPU p50",
            "peak memory",
            "stop p50",
            "");
    for (ProcessSpec spec : result.plan().processes()) {
      table.row(row(result, spec.name()));
    }
    return table.row(total(result)).alignLastColumnLeft();
  }

  private static String[] row(StartupResult result, String name) {
    List<ProcessStartupTimes> all = result.startups(name);
    List<ProcessStartupTimes> warm = result.warmStartups(name);
    List<ProcessStartupTimes> measured = warm.isEmpty() ? all : warm;
    return new String[] {
      name,
      StartupFormats.seconds(all.getFirst().upAt()),
      StartupFormats.seconds(quantile(warm, ProcessStartupTimes::upAt, MEDIAN)),
      StartupFormats.seconds(quantile(warm, ProcessStartupTimes::upAt, P95)),
      StartupFormats.seconds(quantile(measured, ProcessStartupTimes::ownSeconds, MEDIAN)),
      StartupFormats.seconds(quantile(measured, ProcessStartupTimes::cpuSeconds, MEDIAN)),
      StartupFormats.megabytes(
          all.stream().mapToDouble(ProcessStartupTimes::peakBytes).max().orElse(0)),
      StartupFormats.seconds(quantile(all, ProcessStartupTimes::stopSeconds, MEDIAN)),
      outcomes(all)
    };
  }

  private static String[] total(StartupResult result) {
    List<RoundResult> all = result.rounds();
    List<RoundResult> warm = result.warmRounds();
    List<RoundResult> measured = warm.isEmpty() ? all : warm;
    return new String[] {
      "all",
      StartupFormats.seconds(all.getFirst().upAt()),
      StartupFormats.seconds(quantile(warm, RoundResult::upAt, MEDIAN)),
      StartupFormats.seconds(quantile(warm, RoundResult::upAt, P95)),
      "",
      StartupFormats.seconds(
          quantile(measured, round -> sum(round, ProcessStartupTimes::cpuSeconds), MEDIAN)),
      StartupFormats.megabytes(
          all.stream()
              .mapToDouble(round -> sum(round, ProcessStartupTimes::peakBytes))
              .max()
              .orElse(0)),
      StartupFormats.seconds(quantile(all, RoundResult::stopSeconds, MEDIAN)),
      ""
    };
  }

  private static double sum(RoundResult round, ToDoubleFunction<ProcessStartupTimes> value) {
    return round.startups().stream().mapToDouble(value).sum();
  }

  /// Returns a quantile over the items that have the value, or -1 if none has.
  static <T> double quantile(List<T> all, ToDoubleFunction<T> value, double q) {
    List<Double> values =
        all.stream().map(value::applyAsDouble).filter(seconds -> seconds >= 0).toList();
    return values.isEmpty() ? ProcessStartupTimes.NEVER : Quantiles.of(values, q);
  }

  private static String outcomes(List<ProcessStartupTimes> all) {
    Map<String, Long> counts = new LinkedHashMap<>();
    all.forEach(processStartup -> counts.merge(processStartup.outcome().word(), 1L, Long::sum));
    String detail = all.getLast().outcome().detail();
    if (counts.size() == 1) {
      return all.getLast().outcome().word() + ": " + detail;
    }
    String summary =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + "x " + entry.getKey())
            .collect(Collectors.joining(", "));
    return summary + "; last: " + detail;
  }

  private static List<String> paths(StartupResult result) {
    List<String> lines = new ArrayList<>();
    CriticalPath cold = result.rounds().getFirst().criticalPath();
    if (!cold.legs().isEmpty()) {
      lines.add("critical path, cold: " + cold);
    }
    Map<List<String>, List<CriticalPath>> warm = new LinkedHashMap<>();
    for (RoundResult round : result.warmRounds()) {
      CriticalPath path = round.criticalPath();
      warm.computeIfAbsent(path.names(), _ -> new ArrayList<>()).add(path);
    }
    warm.remove(List.of());
    warm.values().stream()
        .sorted((a, b) -> b.size() - a.size())
        .map(paths -> warmPath(paths, result.warmRounds().size()))
        .forEach(lines::add);
    return lines;
  }

  private static String warmPath(List<CriticalPath> paths, int rounds) {
    List<CriticalPath.Leg> legs = new ArrayList<>();
    for (int i = 0; i < paths.getFirst().legs().size(); i++) {
      int leg = i;
      double median = quantile(paths, path -> path.legs().get(leg).seconds(), MEDIAN);
      legs.add(new CriticalPath.Leg(paths.getFirst().legs().get(i).name(), median));
    }
    String share = paths.size() + " of " + rounds + ", medians";
    return "critical path, warm (" + share + "): " + new CriticalPath(legs);
  }

  private static String survivors(StartupResult result) {
    List<String> all =
        result.rounds().stream().flatMap(round -> round.survivors().stream()).toList();
    return "survivors: " + (all.isEmpty() ? "none" : String.join(", ", all));
  }

  /// Appends the reason and the last output lines of a process that did not come up.
  private static void appendFailures(StartupResult result, String name, StringBuilder text) {
    List<ProcessStartupTimes> failures =
        result.startups(name).stream()
            .filter(processStartup -> !processStartup.outcome().isUp())
            .toList();
    if (failures.isEmpty()) {
      return;
    }
    ProcessStartupTimes last = failures.getLast();
    text.append('\n').append(name).append(": ").append(reason(last.outcome(), result.plan()));
    text.append(last.lastLines().isEmpty() ? "; it printed nothing\n" : "; its last lines:\n");
    last.lastLines().forEach(line -> text.append("  ").append(line).append('\n'));
  }

  private static String reason(StartupOutcome outcome, StartupPlan plan) {
    return switch (outcome) {
      case StartupOutcome.Failed failed -> "failed: " + failed.reason();
      case StartupOutcome.TimedOut timedOut ->
          "not ready after "
              + StartupFormats.seconds(plan.limit().toMillis() / 1e3)
              + ", state: "
              + timedOut.state()
              + " (increase --limit)";
      case StartupOutcome.Running _ ->
          "running, but without a listening port or a printed URL: declare its readiness with"
              + " `ready` in brummer.toml";
      case StartupOutcome.Interrupted interrupted -> "interrupted, state: " + interrupted.state();
      case StartupOutcome.Ready _, StartupOutcome.Exited _ -> "was up";
    };
  }
}
