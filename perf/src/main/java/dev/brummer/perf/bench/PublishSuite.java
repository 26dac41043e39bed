package dev.brummer.perf.bench;

import dev.brummer.perf.bench.Fanout.Design;
import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `eventbus.publish`: 1, 10, 100 and 1000 publishers, three handlers, the product beside the
/// seed's design (S4).
public final class PublishSuite implements Suite {
  private static final String NAME = "eventbus.publish";
  private static final int HANDLERS = 3;
  private static final int[] PUBLISHERS = {1, 10, 100, 1000};

  /// S4, nanoseconds and bytes an event.
  private static final int[] SEED_NANOS = {1127, 2847, 28_934, 287_463};

  private static final int[] SEED_BYTES = {456, 2891, 28_456, 284_567};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<JmhCase> cases() {
    List<JmhCase> cases = new ArrayList<>();
    for (int publishers : PUBLISHERS) {
      cases.add(of(Design.THREAD_PER_HANDLER, publishers, 1000));
      cases.add(of(Design.BRUMMER, publishers, 500_000));
    }
    return cases;
  }

  /// @param events a shot: the slow design gets fewer
  private static JmhCase of(Design design, int publishers, int events) {
    return new JmhCase(
        NAME,
        EventBusPublish.class,
        "publish",
        design.name(),
        Map.of("publishers", "" + publishers, "handlers", "" + HANDLERS, "events", "" + events),
        1,
        Math.max(1, events / publishers) * publishers,
        "");
  }

  @Override
  public String table(List<Fork> forks) {
    TextTable table =
        new TextTable(
            NAME
                + ": ns and bytes an event, from publish until the last of "
                + HANDLERS
                + " handlers has run (median; spread = p90 / p10)",
            "publishers",
            "seed baseline",
            "before: thread per handler",
            "now",
            "before / now",
            "spread now");
    for (int i = 0; i < PUBLISHERS.length; i++) {
      Summary before = summary(forks, Design.THREAD_PER_HANDLER, PUBLISHERS[i]);
      Summary now = summary(forks, Design.BRUMMER, PUBLISHERS[i]);
      table.row(
          "%,d".formatted(PUBLISHERS[i]),
          "%,d ns %,d B".formatted(SEED_NANOS[i], SEED_BYTES[i]),
          shown(before),
          shown(now),
          "%,.0fx".formatted(before.median() / now.median()),
          "%.2f".formatted(now.spread()));
    }
    return table.toString();
  }

  private static Summary summary(List<Fork> forks, Design design, int publishers) {
    return Summary.of(
        forks.stream()
            .filter(f -> f.design().equals(design.name()))
            .filter(f -> Integer.toString(publishers).equals(f.parameters().get("publishers")))
            .toList());
  }

  private static String shown(Summary summary) {
    return "%,.0f ns %,.0f B".formatted(summary.median(), summary.bytes());
  }
}
