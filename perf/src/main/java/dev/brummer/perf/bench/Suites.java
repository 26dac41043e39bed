package dev.brummer.perf.bench;

import dev.brummer.perf.bench.detect.DetectSuite;
import dev.brummer.perf.bench.eventbus.AlternativesSuite;
import dev.brummer.perf.bench.eventbus.EventBusHandlersSuite;
import dev.brummer.perf.bench.eventbus.EventBusPublishSuite;
import dev.brummer.perf.bench.eventbus.EventBusScenarioSuite;
import dev.brummer.perf.bench.log.LogSuites;
import dev.brummer.perf.bench.memory.MemorySuite;
import dev.brummer.perf.bench.process.ProcessSuites;
import dev.brummer.perf.bench.program.ProgramSuites;
import dev.brummer.perf.bench.proxy.ProxySuites;
import dev.brummer.perf.bench.terminal.TerminalSuites;
import dev.brummer.perf.bench.ui.UiSuites;
import dev.brummer.perf.suite.Suite;
import java.util.ArrayList;
import java.util.List;

/// Registry of all suites in report order.
public final class Suites {
  private static final List<Suite> ALL = all();

  private Suites() {}

  public static List<Suite> list() {
    return ALL;
  }

  private static List<Suite> all() {
    List<Suite> all = new ArrayList<>();
    all.add(new EventBusPublishSuite());
    all.add(new EventBusHandlersSuite());
    all.add(new EventBusScenarioSuite());
    all.add(new AlternativesSuite());
    all.addAll(ProcessSuites.all());
    all.addAll(LogSuites.all());
    all.add(new DetectSuite());
    all.addAll(ProxySuites.all());
    all.addAll(TerminalSuites.all());
    all.add(new MemorySuite());
    all.addAll(UiSuites.all());
    all.addAll(ProgramSuites.all());
    return List.copyOf(all);
  }
}
