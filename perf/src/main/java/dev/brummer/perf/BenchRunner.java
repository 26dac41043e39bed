package dev.brummer.perf;

import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.gate.Gate;
import dev.brummer.perf.gate.GateResult;
import dev.brummer.perf.gate.Gates;
import dev.brummer.perf.report.GateTable;
import dev.brummer.perf.report.ReportSection;
import dev.brummer.perf.report.RunHistory;
import dev.brummer.perf.report.TerminalReport;
import dev.brummer.perf.result.BenchRun;
import dev.brummer.perf.result.RunFile;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Runs the benchmark suites: forks each measurement, keeps what it gave at once, and ends with the
/// reports. One run at a time, on the caller's thread. A run that is interrupted reports what it
/// has.
public final class BenchRunner {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss").withZone(ZoneId.systemDefault());

  private final BenchPlan plan;
  private final Console console;
  private boolean reported;

  public BenchRunner(BenchPlan plan, Console console) {
    this.plan = plan;
    this.console = console;
  }

  /// The names that a plan may hold.
  public static List<String> suites() {
    return Suites.list().stream().map(Suite::name).toList();
  }

  /// Measures what the plan asks for and reports.
  ///
  /// @param json whether to print the run as JSON instead of as tables
  public BenchRun run(boolean json) {
    return measure(plan, json ? RunFile::toJson : TerminalReport::of);
  }

  /// Measures what the gates ask for and holds it against them. What fails is measured once more,
  /// with twice the rounds, before it counts.
  ///
  /// @return whether all hold
  /// @throws UncheckedIOException if the folder cannot be written to
  public boolean checkGates(List<Gate> gates) {
    BenchRun run = measure(plan.withMetrics(metricsOf(gates)), _ -> "");
    List<GateResult> results = Gates.check(run, gates);
    List<Gate> failed = failed(results);
    if (!failed.isEmpty() && run.finished()) {
      console.err().println("Measuring again, what did not hold: " + names(failed));
      reported = false;
      BenchPlan again = plan.withMetrics(metricsOf(failed)).withRounds(2 * plan.rounds());
      BenchRun second =
          measure(again.withOutputDirectory(directoryFor(again).resolve("again")), _ -> "");
      results = merged(results, Gates.check(second, failed));
      run = run.mergedWith(List.of(second));
    }
    console.out().print(GateTable.text(run, results));
    return failed(results).isEmpty();
  }

  private static List<GateResult> merged(List<GateResult> first, List<GateResult> second) {
    List<GateResult> all = new ArrayList<>(first);
    for (GateResult again : second) {
      all.replaceAll(result -> result.gate().equals(again.gate()) ? again : result);
    }
    return all;
  }

  private static List<Gate> failed(List<GateResult> results) {
    return results.stream().filter(result -> !result.passed()).map(GateResult::gate).toList();
  }

  private static String names(List<Gate> gates) {
    return String.join(", ", gates.stream().map(Gate::name).toList());
  }

  /// The product's figure and the one beside it, and no third's.
  private static Set<BenchPlan.MetricKey> metricsOf(List<Gate> gates) {
    Set<BenchPlan.MetricKey> asked = new HashSet<>();
    for (Gate gate : gates) {
      asked.add(new BenchPlan.MetricKey(gate.metric(), Variant.PRODUCT.key()));
      if (gate.baseline() instanceof Gate.RelativeBaseline relativeBaseline) {
        asked.add(new BenchPlan.MetricKey(gate.metric(), relativeBaseline.variant()));
      }
    }
    return asked;
  }

  private Path directoryFor(BenchPlan asked) {
    Path given = asked.outputDirectory();
    return given == null ? console.runsDirectory().resolve(TIMESTAMP.format(Instant.now())) : given;
  }

  private BenchRun measure(BenchPlan asked, Function<BenchRun, String> told) {
    // JMH locks a file in the temporary directory against a second run; ours may go on.
    System.setProperty("jmh.ignoreLock", "true");
    MeasurementSchedule measurementSchedule = MeasurementSchedule.of(asked);
    try {
      ReportDirectory folder = new ReportDirectory(directoryFor(asked));
      ProgressPrinter progress = new ProgressPrinter(console.err(), console.isTerminal());
      BenchSession session = new BenchSession(asked, measurementSchedule, folder, progress);
      Thread interrupted =
          new Thread(() -> report(session.stop(), folder, progress, told), "interrupted");
      Runtime.getRuntime().addShutdownHook(interrupted);
      BenchRun run = session.measure();
      if (session.isStopped()) {
        awaitShutdown();
      }
      Runtime.getRuntime().removeShutdownHook(interrupted);
      report(run, folder, progress, told);
      return run;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// What other parts have left in the folder, and otherwise among the runs: the newest load test.
  private List<ReportSection> sections(ReportDirectory folder) throws IOException {
    List<ReportSection> own = folder.sections();
    return own.isEmpty() ? ReportSection.in(console.runsDirectory()) : own;
  }

  /// The virtual machine is shutting down, and another thread reports.
  private static void awaitShutdown() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void report(
      BenchRun run,
      ReportDirectory folder,
      ProgressPrinter progress,
      Function<BenchRun, String> told) {
    if (reported) {
      return;
    }
    reported = true;
    progress.clear();
    if (run.measurements().isEmpty()) {
      console.err().println("brummer: nothing has been measured");
      return;
    }
    try {
      folder.save(run, "");
      RunHistory history = RunHistory.in(console.runsDirectory());
      history.append(run);
      folder.writeReports(run, history, sections(folder));
      console.out().print(told.apply(run));
      console.err().println("report.html, report.md, report.json are in " + folder.path());
      console.out().flush();
    } catch (IOException unwritable) {
      console.err().println("brummer: the report cannot be written: " + unwritable.getMessage());
    }
  }
}
