package dev.brummer.perf.bench.terminal;

import dev.brummer.perf.result.Better;
import dev.brummer.perf.result.Metric;
import dev.brummer.perf.result.Seed;
import dev.brummer.perf.result.Unit;
import dev.brummer.perf.result.Variant;
import dev.brummer.perf.suite.JmhCase;
import dev.brummer.perf.suite.JmhSuite;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.Terms;
import java.util.ArrayList;
import java.util.List;

/// `vt.*`: the terminal of the interactive panes beside JLine's, the best on Maven Central.
public final class VtSuites {
  private static final String FEED = "vt.feed";
  private static final Variant JLINE = Variant.rival("JLine ScreenTerminal");

  private VtSuites() {}

  public static List<Suite> all() {
    return List.of(
        new JmhSuite(FEED, "How fast does a terminal take what is printed?", VtSuites::feed));
  }

  private static List<JmhCase> feed(Terms terms) {
    List<JmhCase> cases = new ArrayList<>();
    for (VtMaterial material : VtMaterial.values()) {
      cases.add(feed(JLINE, VtFeed.Design.JLINE, material));
      cases.add(feed(Variant.NOW, VtFeed.Design.BRUMMER, material));
    }
    return cases;
  }

  private static JmhCase feed(Variant variant, VtFeed.Design design, VtMaterial material) {
    String row =
        switch (material) {
          case PLAIN -> "plain lines";
          case COLOURED -> "coloured lines";
          case EDITOR -> "a session of Vim";
        };
    Metric speed = new Metric(FEED, row, "speed", Unit.BYTES_PER_SECOND, Better.HIGHER, Seed.NONE);
    return JmhCase.of(VtFeed.class, "feed", variant, design.name())
        .with("material", material.name())
        .weight(0.7)
        .rate(speed, VtMaterial.SIZE)
        .memory(Metric.memory(FEED, row + ", a megabyte", Seed.NONE), 1);
  }
}
