package dev.brummer.perf.load;

import dev.brummer.engine.event.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the load test promises, looked at. Owner: the thread that runs it.
final class LoadChecks {
  private final LoadEnvironment rig;
  private final PageClient pages;
  private final List<Check> all = new ArrayList<>();
  private List<RateResult> rates = List.of();

  /// @param what a sentence, true if `good`
  /// @param detail the figures
  record Check(String what, boolean good, String detail) {}

  /// To be made when the load is over and the processes live.
  LoadChecks(LoadEnvironment rig, PageClient pages, SampleSeries.Counts counts) {
    this.rig = rig;
    this.pages = pages;
    long alive = rig.alive();
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
      if (!rate.enough()) {
        String figures =
            String.format(Locale.ROOT, "%.1f/s of %.0f/s", rate.achieved(), rate.wanted());
        all.add(new Check("the load was as high as promised: " + rate.what(), false, figures));
      }
    }
    add("every line came back", achieved.get(0));
    add("every event was handled", achieved.get(1));
    add("every page came", achieved.get(3));
    long asked = achieved.get(3).asked();
    add("every page had the script in it", pages.good() == asked, pages.good(), asked);
    if (pages.failed() > 0) {
      all.add(new Check("no request failed", false, pages.failed() + " did: " + pages.trouble()));
    }
    long lost = rig.engine().bus().stats().stream().mapToLong(Subscription.Stats::dropped).sum();
    all.add(new Check("no subscriber of the bus lost an event", lost == 0, lost + " lost"));
  }

  /// @param survivors who of the processes is left after the stop
  void left(List<String> survivors) {
    boolean none = survivors.isEmpty();
    String who = none ? "0 left" : String.join(", ", survivors);
    all.add(new Check("every process ended", none, who));
  }

  private void add(String what, RateResult rate) {
    add(what, rate.done() == rate.asked(), rate.done(), rate.asked());
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
