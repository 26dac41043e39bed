package dev.brummer.perf;

import dev.brummer.perf.bench.LogSuite;
import dev.brummer.perf.bench.ProcessSuite;
import dev.brummer.perf.bench.ProxySuite;
import dev.brummer.perf.bench.PublishSuite;
import dev.brummer.perf.bench.RivalSuite;
import dev.brummer.perf.bench.ScenarioSuite;
import dev.brummer.perf.bench.Suite;
import dev.brummer.perf.result.Fork;
import dev.brummer.perf.result.ResultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Runs the benchmark suites: forks each measurement, appends what it gave to a file at once, and
/// prints a table at the end. One run at a time, on the caller's thread.
public final class Bench {
  private static final List<Suite> SUITES =
      List.of(
          new PublishSuite(),
          new RivalSuite(),
          new ScenarioSuite(),
          ProcessSuite.create(),
          LogSuite.create(),
          ProxySuite.requests(),
          ProxySuite.pages(),
          ProxySuite.urls());

  private Bench() {}

  /// The names that a plan may hold.
  public static List<String> suites() {
    return SUITES.stream().map(Suite::name).toList();
  }

  /// Measures what `plan` asks for.
  ///
  /// @param out gets the tables
  /// @param progress gets a line a fork
  /// @throws IllegalArgumentException if a suite is unknown
  /// @throws UncheckedIOException if the result file cannot be written
  public static void run(BenchPlan plan, PrintStream out, PrintStream progress) {
    for (Suite suite : chosen(plan)) {
      runSuite(suite, plan, out, progress);
    }
  }

  private static List<Suite> chosen(BenchPlan plan) {
    for (String name : plan.suites()) {
      if (!suites().contains(name)) {
        throw new IllegalArgumentException("no such suite: " + name);
      }
    }
    return SUITES.stream()
        .filter(suite -> plan.suites().isEmpty() || plan.suites().contains(suite.name()))
        .toList();
  }

  private static void runSuite(Suite suite, BenchPlan plan, PrintStream out, PrintStream progress) {
    List<Fork> forks = new ArrayList<>();
    int total = plan.rounds() * suite.cases().size();
    long start = System.nanoTime();
    try (ResultFile file = ResultFile.open(plan.out())) {
      for (int round = 1; round <= plan.rounds(); round++) {
        for (Suite.Case one : suite.cases()) {
          Fork fork = one.measure(plan.shots());
          forks.add(fork);
          file.append(fork);
          progress.println(progressLine(forks.size(), total, start, fork));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.print(suite.table(forks));
  }

  private static String progressLine(int done, int total, long start, Fork fork) {
    Duration spent = Duration.ofNanos(System.nanoTime() - start);
    Duration left = spent.multipliedBy(total - done).dividedBy(done);
    return "[%d/%d] %s: %,.1f %s, %,.1f B an operation (about %d s left)"
        .formatted(
            done, total, fork.label(), fork.median(), fork.unit(), fork.bytes(), left.toSeconds());
  }
}
