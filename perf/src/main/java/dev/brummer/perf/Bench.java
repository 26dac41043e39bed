package dev.brummer.perf;

import dev.brummer.perf.bench.Suite;
import dev.brummer.perf.bench.Suites;
import dev.brummer.perf.report.Terminal;
import dev.brummer.perf.result.Run;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Runs the benchmark suites: forks each measurement, keeps what it gave at once, and ends with the
/// reports. One run at a time, on the caller's thread. A run that is interrupted reports what it
/// has.
public final class Bench {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss").withZone(ZoneId.systemDefault());

  private final BenchPlan plan;
  private final Path runs;
  private final PrintStream out;
  private final PrintStream err;
  private final boolean live;
  private boolean reported;

  /// @param runs directory in which runs without a folder of their own are kept
  /// @param out gets the report
  /// @param err gets the progress
  /// @param live whether `err` is a terminal
  public Bench(BenchPlan plan, Path runs, PrintStream out, PrintStream err, boolean live) {
    this.plan = plan;
    this.runs = runs;
    this.out = out;
    this.err = err;
    this.live = live;
  }

  /// The names that a plan may hold.
  public static List<String> suites() {
    return Suites.list().stream().map(Suite::name).toList();
  }

  /// Measures what the plan asks for.
  ///
  /// @throws UncheckedIOException if the folder cannot be written to
  public Run run() {
    // JMH locks a file in the temporary directory against a second run; ours may go on.
    System.setProperty("jmh.ignoreLock", "true");
    List<Agenda.Item> agenda = Agenda.of(plan);
    Path path = plan.out() == null ? runs.resolve(STAMP.format(Instant.now())) : plan.out();
    try {
      ReportFolder folder = new ReportFolder(path);
      Progress progress = new Progress(err, live, agenda);
      Session session = new Session(plan, agenda, folder, progress);
      Thread interrupted =
          new Thread(() -> report(session.stop(), folder, progress), "interrupted");
      Runtime.getRuntime().addShutdownHook(interrupted);
      Run run = session.measure();
      if (session.stopped()) {
        awaitTheEnd();
      }
      Runtime.getRuntime().removeShutdownHook(interrupted);
      report(run, folder, progress);
      return run;
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /// The virtual machine is shutting down, and another thread reports.
  private static void awaitTheEnd() {
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void report(Run run, ReportFolder folder, Progress progress) {
    if (reported) {
      return;
    }
    reported = true;
    progress.clear();
    try {
      folder.keep(run, "");
      out.print(Terminal.of(run));
      out.println("All samples are in " + folder.path() + ".");
      out.flush();
    } catch (IOException unwritable) {
      err.println("brummer: the report cannot be written: " + unwritable.getMessage());
    }
  }
}
