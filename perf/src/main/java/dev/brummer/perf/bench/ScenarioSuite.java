package dev.brummer.perf.bench;

import dev.brummer.perf.bench.EventBusScenario.Scenario;
import dev.brummer.perf.bench.Fanout.Design;
import dev.brummer.perf.report.TextTable;
import dev.brummer.perf.result.Fork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `eventbus.scenario`: the seed's Light, Medium, Heavy and Burst (S21), the product beside the
/// seed's design and everybody else's.
public final class ScenarioSuite implements Suite {
  private static final String NAME = "eventbus.scenario";

  /// The seed's design takes half a minute a shot: it gets one.
  private static final int SHOTS_OF_THE_SLOW = 1;

  private static final List<Design> DESIGNS =
      List.of(
          Design.BRUMMER,
          Design.POOL_PER_EVENT,
          Design.POOL_PER_HANDLER,
          Design.SUBMISSION_PUBLISHER,
          Design.DISRUPTOR,
          Design.GUAVA,
          Design.MBASSADOR,
          Design.THREAD_PER_HANDLER);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      for (Design design : DESIGNS) {
        cases.add(of(scenario, design));
      }
    }
    return cases;
  }

  private static Case of(Scenario scenario, Design design) {
    JmhCase one =
        new JmhCase(
            NAME,
            EventBusScenario.class,
            "run",
            design.name(),
            Map.of("scenario", scenario.name()),
            1,
            scenario.events,
            "");
    boolean slow = design == Design.THREAD_PER_HANDLER || design == Design.DISRUPTOR;
    return shots -> one.measure(slow ? Math.min(shots, SHOTS_OF_THE_SLOW) : shots);
  }

  @Override
  public String table(List<Fork> forks) {
    List<String> heads = new ArrayList<>(List.of("design", "order kept"));
    for (Scenario scenario : Scenario.values()) {
      heads.add(
          "%s %d x %,d x %d"
              .formatted(
                  scenario.name().charAt(0)
                      + scenario.name().substring(1).toLowerCase(java.util.Locale.ROOT),
                  scenario.publishers,
                  scenario.events,
                  scenario.handlers));
    }
    TextTable table =
        new TextTable(
            NAME
                + ": ms until the last handler has run, of 10 µs each; spread (p90 / p10), bytes an"
                + " event, most threads; heads: publishers x events x handlers",
            heads.toArray(String[]::new));
    table.row(floor());
    for (Design design : DESIGNS) {
      table.row(row(forks, design));
    }
    return table.toString();
  }

  private static String[] floor() {
    List<String> cells = new ArrayList<>(List.of("the work itself, on all cores", ""));
    for (Scenario scenario : Scenario.values()) {
      cells.add("%,.0f ms".formatted(scenario.floorMillis()));
    }
    return cells.toArray(String[]::new);
  }

  private static String[] row(List<Fork> forks, Design design) {
    List<String> cells = new ArrayList<>(List.of(design.title(), design.ordered() ? "yes" : "no"));
    for (Scenario scenario : Scenario.values()) {
      List<Fork> mine =
          forks.stream()
              .filter(fork -> fork.design().equals(design.name()))
              .filter(fork -> scenario.name().equals(fork.parameters().get("scenario")))
              .toList();
      cells.add(cell(Summary.of(mine), mine, scenario));
    }
    return cells.toArray(String[]::new);
  }

  private static String cell(Summary summary, List<Fork> forks, Scenario scenario) {
    double threads =
        forks.stream()
            .mapToDouble(fork -> fork.counters().getOrDefault("threads", 0.0))
            .max()
            .orElse(0);
    return "%,.1f ms %.2f %,.0f B %.0f t"
        .formatted(
            summary.median() * scenario.events / 1e6, summary.spread(), summary.bytes(), threads);
  }
}
