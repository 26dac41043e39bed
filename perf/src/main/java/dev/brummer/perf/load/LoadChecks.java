package dev.brummer.perf.load;

import dev.brummer.engine.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the load test promises, looked at. Owner: the thread that runs it.
final class LoadChecks {
  private final LoadEnvironment environment;
  private final PageClient pages;
  private final List<Check> all = new ArrayList<>();
  private List<RateResult> rates = List.of();

  /// @param description a sentence, true if `good`
  /// @param detail the figures
  record Check(String description, boolean passed, String detail) {}

  /// To be made when the load is over and the processes live.
  LoadChecks(
      LoadEnvironment environment, PageClient pages, SampleSeries.LoadLatencies loadLatencies) {
    this.environment = environment;
    this.pages = pages;
    long alive = environment.aliveCount();
    add(
        "every process lived to the end",
        alive == WorkloadRates.PROCESSES,
        alive,
        WorkloadRates.PROCESSES);
  }

  /// The achieved rates, and that all that was begun came to its end.
  void rates(List<RateResult> achieved) {
    rates = achieved;
    for (RateResult rate : achieved) {
      if (!rate.isSufficient()) {
        String figures =
            String.format(Locale.ROOT, "%.1f/s of %.0f/s", rate.achieved(), rate.target());
        all.add(new Check("the load was as high as promised: " + rate.name(), false, figures));
      }
    }
    add("every line came back", achieved.get(0));
    add("every event was handled", achieved.get(1));
    add("every page came", achieved.get(3));
    long asked = achieved.get(3).started();
    add("every page had the script in it", pages.injected() == asked, pages.injected(), asked);
    if (pages.failed() > 0) {
      all.add(new Check("no request failed", false, pages.failed() + " did: " + pages.lastError()));
    }
    long lost =
        environment.engine().bus().stats().stream().mapToLong(Subscription.Stats::dropped).sum();
    all.add(new Check("no subscriber of the bus lost an event", lost == 0, lost + " lost"));
  }

  /// @param survivors who of the processes is left after the stop
  void addSurvivors(List<String> survivors) {
    boolean none = survivors.isEmpty();
    String who = none ? "0 left" : String.join(", ", survivors);
    all.add(new Check("every process ended", none, who));
  }

  private void add(String what, RateResult rate) {
    add(what, rate.completed() == rate.started(), rate.completed(), rate.started());
  }

  private void add(String what, boolean good, long is, long of) {
    all.add(new Check(what, good, String.format(Locale.ROOT, "%,d of %,d", is, of)));
  }

  List<Check> all() {
    return all;
  }

  List<RateResult> rates() {
    return rates;
  }
}
