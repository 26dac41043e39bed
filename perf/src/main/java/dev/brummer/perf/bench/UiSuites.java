package dev.brummer.perf.bench;

import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Seed;
import dev.brummer.perf.result.Variant;
import java.util.ArrayList;
import java.util.List;

/// `ui.*` and `startup`: what the UI costs and how soon it answers, in this program and from
/// outside, beside others on the same machine.
final class UiSuites {
  private UiSuites() {}

  static List<Suite> all() {
    return List.of(
        new JmhSuite(
            "ui.frame",
            "What does a frame of 200x50 cost, composed and written? (target for a line: 2 ms, 1 kB)",
            terms -> frames()));
  }

  private static List<JmhCase> frames() {
    List<JmhCase> cases = new ArrayList<>();
    for (UiFrame.Change change : UiFrame.Change.values()) {
      cases.add(
          JmhCase.of(UiFrame.class, "paint", Variant.NOW, change.name())
              .time(Metric.time("ui.frame", change.words(), Seed.NONE), 1)
              .memory(Metric.memory("ui.frame", change.words(), Seed.NONE), 1));
    }
    return cases;
  }
}
