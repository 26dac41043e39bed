package dev.brummer.perf.bench;

import dev.brummer.perf.bench.Fanout.Design;
import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `eventbus.rivals`: what an event costs on the product and on everybody else's bus, few and many
/// publishers, few and many handlers.
public final class RivalSuite implements Suite {
  private static final String NAME = "eventbus.rivals";

  private static final List<Load> LOADS =
      List.of(
          new Load(1, 3), new Load(10, 3), new Load(10, 5), new Load(100, 8), new Load(1000, 5));

  private static final List<Design> DESIGNS =
      List.of(
          Design.BRUMMER,
          Design.SUBMISSION_PUBLISHER,
          Design.POOL_PER_EVENT,
          Design.POOL_PER_HANDLER,
          Design.DISRUPTOR,
          Design.GUAVA,
          Design.MBASSADOR,
          Design.DIRECT);

  private record Load(int publishers, int handlers) {
    JmhCase of(Design design) {
      int events = events(design, publishers);
      return new JmhCase(
          NAME,
          EventBusPublish.class,
          "publish",
          design.name(),
          Map.of("publishers", "" + publishers, "handlers", "" + handlers, "events", "" + events),
          1,
          Math.max(1, events / publishers) * publishers,
          "");
    }

    boolean asked(Fork fork) {
      return ("" + publishers).equals(fork.parameters().get("publishers"))
          && ("" + handlers).equals(fork.parameters().get("handlers"));
    }
  }

  /// The same for all, but where a shot would take seconds.
  private static int events(Design design, int publishers) {
    return design == Design.DISRUPTOR && publishers > 10 ? 20_000 : 300_000;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<JmhCase> cases() {
    List<JmhCase> cases = new ArrayList<>();
    for (Load load : LOADS) {
      for (Design design : DESIGNS) {
        cases.add(load.of(design));
      }
    }
    return cases;
  }

  @Override
  public String table(List<Fork> forks) {
    List<String> heads = new ArrayList<>(List.of("design", "order kept"));
    LOADS.forEach(load -> heads.add("%,d x %d".formatted(load.publishers, load.handlers)));
    TextTable table =
        new TextTable(
            NAME
                + ": ns an event until the last handler has run (spread = p90 / p10), bytes an"
                + " event; heads: publishers x handlers",
            heads.toArray(String[]::new));
    for (Design design : DESIGNS) {
      List<String> cells =
          new ArrayList<>(List.of(design.title(), design.ordered() ? "yes" : "no"));
      for (Load load : LOADS) {
        Summary summary =
            Summary.of(
                forks.stream()
                    .filter(fork -> fork.design().equals(design.name()))
                    .filter(load::asked)
                    .toList());
        cells.add(
            "%,.0f ns (%.2f) %,.0f B"
                .formatted(summary.median(), summary.spread(), summary.bytes()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return table.toString();
  }
}
