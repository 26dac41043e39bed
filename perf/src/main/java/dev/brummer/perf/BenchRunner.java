package dev.brummer.perf;

import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.text.TerminalOutput;
import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.gate.Gate;
import dev.brummer.perf.gate.GateChecker;
import dev.brummer.perf.gate.GateResult;
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
import java.util.function.BiConsumer;

/// Runs the benchmark suites: forks a JVM per measurement, saves each result immediately and writes
/// the reports at the end. One run at a time, on the caller's thread. An interrupted run reports
/// its partial results.
public final class BenchRunner {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss").withZone(ZoneId.systemDefault());

  private final BenchPlan plan;
  private final BenchOutput benchOutput;
  private boolean reported;

  public BenchRunner(BenchPlan plan, BenchOutput benchOutput) {
    this.plan = plan;
    this.benchOutput = benchOutput;
  }

  /// Returns the suite names accepted by a plan.
  public static List<String> suites() {
    return Suites.list().stream().map(Suite::name).toList();
  }

  /// Measures the cases of the plan and writes the reports.
  ///
  /// @param json prints the run as JSON instead of tables
  public BenchRun run(boolean json) {
    return measure(
        plan,
        json
            ? (out, run) -> out.printJson(RunFile.toJson(run))
            : (out, run) -> out.print(TerminalReport.of(run)));
  }

  /// Measures the metrics of the gates and checks them. Failed gates are measured once more with
  /// twice the rounds.
  ///
  /// @return whether all gates pass
  /// @throws UncheckedIOException if the report directory is not writable
  public boolean checkGates(List<Gate> gates) {
    BenchRun run = measure(plan.withMetrics(metricsOf(gates)), (_, _) -> {});
    List<GateResult> results = GateChecker.check(run, gates);
    List<Gate> failed = failed(results);
    if (!failed.isEmpty() && run.finished()) {
      benchOutput.err().println("Measuring failed gates again: " + names(failed));
      reported = false;
      BenchPlan again = plan.withMetrics(metricsOf(failed)).withRounds(2 * plan.rounds());
      BenchRun second =
          measure(again.withOutputDirectory(directoryFor(again).resolve("again")), (_, _) -> {});
      results = merged(results, GateChecker.check(second, failed));
      run = run.mergedWith(List.of(second));
    }
    benchOutput.out().print(GateTable.text(run, results));
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

  /// Returns the product's metric and the baseline metric of each gate.
  private static Set<BenchPlan.MetricKey> metricsOf(List<Gate> gates) {
    Set<BenchPlan.MetricKey> requested = new HashSet<>();
    for (Gate gate : gates) {
      requested.add(new BenchPlan.MetricKey(gate.metric(), Variant.PRODUCT.key()));
      if (gate.baseline() instanceof Gate.RelativeBaseline relativeBaseline) {
        requested.add(new BenchPlan.MetricKey(gate.metric(), relativeBaseline.variant()));
      }
    }
    return requested;
  }

  private Path directoryFor(BenchPlan requested) {
    Path given = requested.outputDirectory();
    return given == null
        ? benchOutput.runsDirectory().resolve(TIMESTAMP.format(Instant.now()))
        : given;
  }

  private BenchRun measure(BenchPlan requested, BiConsumer<TerminalOutput, BenchRun> printer) {
    // JMH's lock file would refuse concurrent runs.
    System.setProperty("jmh.ignoreLock", "true");
    MeasurementSchedule schedule = MeasurementSchedule.of(requested);
    try {
      ReportDirectory directory = new ReportDirectory(directoryFor(requested));
      ProgressPrinter progress = new ProgressPrinter(benchOutput.err(), benchOutput.isTerminal());
      BenchSession session = new BenchSession(requested, schedule, directory, progress);
      Thread interrupted =
          new Thread(() -> report(session.stop(), directory, progress, printer), "interrupted");
      Runtime.getRuntime().addShutdownHook(interrupted);
      BenchRun run = session.measure();
      if (session.isStopped()) {
        awaitShutdown();
      }
      Runtime.getRuntime().removeShutdownHook(interrupted);
      report(run, directory, progress, printer);
      return run;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// Returns the report sections in the run's directory, or else those in the directory of all
  /// runs.
  private List<ReportSection> sections(ReportDirectory directory) throws IOException {
    List<ReportSection> own = directory.sections();
    return own.isEmpty() ? ReportSection.in(benchOutput.runsDirectory()) : own;
  }

  /// Blocks until the shutdown hook, which writes the report, halts the JVM.
  private static void awaitShutdown() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void report(
      BenchRun run,
      ReportDirectory directory,
      ProgressPrinter progress,
      BiConsumer<TerminalOutput, BenchRun> printer) {
    if (reported) {
      return;
    }
    reported = true;
    progress.clear();
    if (run.measurements().isEmpty()) {
      benchOutput.err().println("brummer: no results: nothing was measured");
      return;
    }
    try {
      directory.save(run, "");
      RunHistory history = RunHistory.in(benchOutput.runsDirectory());
      history.append(run);
      directory.writeReports(run, history, sections(directory));
      printer.accept(benchOutput.out(), run);
      benchOutput
          .err()
          .println("report.html, report.md and report.json written to " + directory.path());
    } catch (IOException unwritable) {
      benchOutput
          .err()
          .println("brummer: cannot write the report: " + IoErrorMessage.of(unwritable));
    }
  }
}
