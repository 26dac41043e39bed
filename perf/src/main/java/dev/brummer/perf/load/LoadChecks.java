package dev.brummer.perf.load;

import dev.brummer.engine.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Pass/fail checks of a load test. Confined to the thread that runs the test.
final class LoadChecks {
  private final LoadEnvironment environment;
  private final PageClient pages;
  private final List<Check> all = new ArrayList<>();
  private List<RateResult> rates = List.of();

  /// @param description a sentence that is true if the check passed
  /// @param detail the figures
  record Check(String description, boolean passed, String detail) {}

  /// Created after the load has ended, while the processes still run.
  LoadChecks(
      LoadEnvironment environment, PageClient pages, SampleSeries.LoadLatencies loadLatencies) {
    this.environment = environment;
    this.pages = pages;
    long alive = environment.aliveCount();
    add(
        "all processes survived the load",
        alive == WorkloadRates.PROCESSES,
        alive,
        WorkloadRates.PROCESSES);
  }

  /// Adds the achieved rates and the checks that all started operations completed.
  void rates(List<RateResult> achieved) {
    rates = achieved;
    for (RateResult rate : achieved) {
      if (!rate.isSufficient()) {
        String figures =
            String.format(Locale.ROOT, "%.1f/s of %.0f/s", rate.achieved(), rate.target());
        all.add(new Check("the target rate was reached: " + rate.name(), false, figures));
      }
    }
    add("all lines were received", achieved.get(0));
    add("all events were handled", achieved.get(1));
    add("all pages were received", achieved.get(3));
    long started = achieved.get(3).started();
    add("all pages contained the script", pages.injected() == started, pages.injected(), started);
    if (pages.failed() > 0) {
      all.add(
          new Check("no request failed", false, pages.failed() + " failed: " + pages.lastError()));
    }
    long dropped =
        environment.engine().bus().stats().stream().mapToLong(Subscription.Stats::dropped).sum();
    all.add(new Check("no bus subscriber dropped an event", dropped == 0, dropped + " dropped"));
  }

  /// @param survivors processes that survived the shutdown
  void addSurvivors(List<String> survivors) {
    boolean none = survivors.isEmpty();
    String detail = none ? "0 survivors" : String.join(", ", survivors);
    all.add(new Check("all processes exited", none, detail));
  }

  private void add(String description, RateResult rate) {
    add(description, rate.completed() == rate.started(), rate.completed(), rate.started());
  }

  private void add(String description, boolean passed, long actual, long expected) {
    all.add(
        new Check(description, passed, String.format(Locale.ROOT, "%,d of %,d", actual, expected)));
  }

  List<Check> all() {
    return all;
  }

  List<RateResult> rates() {
    return rates;
  }
}
