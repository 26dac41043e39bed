package dev.brummer.perf.bench.program;

import dev.brummer.perf.program.ComparedProgram;
import dev.brummer.perf.suite.BenchCase;
import dev.brummer.perf.suite.ExternalSuite;
import dev.brummer.perf.suite.Suite;
import dev.brummer.perf.suite.SuiteOptions;
import java.util.ArrayList;
import java.util.List;

/// `startup.*`, `firehose.*`, `idle.*` and `proxy.rivals`: the whole program from outside, in turns
/// with other programs and with lower bounds.
public final class ProgramSuites {
  /// Turns in each of the two rounds of a full run.
  private static final int TURNS = 4;

  private static final int QUICK_TURNS = 2;

  private ProgramSuites() {}

  public static List<Suite> all() {
    return List.of(
        new ExternalSuite(
            "startup.line",
            "How long until the first line of a child? (target: before concurrently and turborepo)",
            ProgramSuites::startupLine),
        new ExternalSuite(
            "startup.ui",
            "How long until the first screen? (target: before turborepo's first line)",
            ProgramSuites::startupUi),
        new ExternalSuite(
            "firehose.plain",
            "What do 1,000,000 lines cost without a UI? (target: faster than concurrently)",
            ProgramSuites::firehosePlain),
        new ExternalSuite(
            "firehose.ui",
            "What do 400,000 lines cost on a terminal? (target: faster than turborepo)",
            ProgramSuites::firehoseUi),
        new ExternalSuite(
            "idle.plain",
            "What do quiet children cost? (target: 0.1 % CPU, 3 wake-ups/s, 70 MB)",
            ProgramSuites::idlePlain),
        new ExternalSuite(
            "idle.ui",
            "What does an idle screen cost? (target: 0.1 % CPU, 3 wake-ups/s, 80 MB)",
            ProgramSuites::idleUi),
        new ExternalSuite(
            "idle.proxy",
            "What does a proxy cost that nobody uses? (target: 3 wake-ups/s)",
            ProgramSuites::idleProxies),
        new ExternalSuite(
            "proxy.rivals",
            "How many pages does the proxy serve? (target: as many as nginx with sub_filter)",
            ProgramSuites::proxies));
  }

  private static int turns(SuiteOptions options) {
    return options.quick() ? QUICK_TURNS : TURNS;
  }

  private static List<BenchCase> startupLine(SuiteOptions options) {
    int turns = 1 + turns(options);
    List<BenchCase> cases = new ArrayList<>();
    cases.add(new JavaVersionCase(StartupMetrics.PIPED_LINE, turns));
    for (ComparedProgram program :
        List.of(ComparedProgram.BRUMMER, ComparedProgram.CONCURRENTLY, ComparedProgram.TURBOREPO)) {
      cases.add(new StartupLineCase(program, options.installed(), turns));
    }
    return cases;
  }

  private static List<BenchCase> startupUi(SuiteOptions options) {
    List<BenchCase> cases = new ArrayList<>();
    cases.add(new JavaVersionCase(StartupMetrics.LIST, turns(options)));
    for (ComparedProgram program :
        List.of(ComparedProgram.BRUMMER, ComparedProgram.TURBOREPO, ComparedProgram.MPROCS)) {
      cases.add(new StartupUiCase(program, options.installed(), turns(options)));
    }
    return cases;
  }

  private static List<BenchCase> firehosePlain(SuiteOptions options) {
    return List.of(
        new FirehosePlainCase(null, options.installed(), turns(options)),
        new FirehosePlainCase(ComparedProgram.BRUMMER, options.installed(), turns(options)),
        new FirehosePlainCase(ComparedProgram.CONCURRENTLY, options.installed(), turns(options)),
        new FirehosePlainCase(ComparedProgram.TURBOREPO, options.installed(), turns(options)));
  }

  private static List<BenchCase> firehoseUi(SuiteOptions options) {
    return List.of(
        new FirehoseUiCase(ComparedProgram.BRUMMER, options.installed(), turns(options)),
        new FirehoseUiCase(ComparedProgram.TURBOREPO, options.installed(), turns(options)));
  }

  private static IdleWindow window(SuiteOptions options) {
    return options.quick() ? IdleWindow.SHORT : IdleWindow.FULL;
  }

  /// A quick run leaves out the other programs.
  private static List<BenchCase> idlePlain(SuiteOptions options) {
    IdleWindow window = window(options);
    List<BenchCase> cases = new ArrayList<>();
    cases.add(new IdleJvmCase(window));
    cases.add(new IdleCase(ComparedProgram.BRUMMER, false, options.installed(), window));
    if (!options.quick()) {
      cases.add(new IdleCase(ComparedProgram.CONCURRENTLY, false, options.installed(), window));
    }
    return cases;
  }

  /// A quick run leaves out the other programs.
  private static List<BenchCase> idleUi(SuiteOptions options) {
    IdleWindow window = window(options);
    List<BenchCase> cases = new ArrayList<>();
    cases.add(new IdleCase(ComparedProgram.BRUMMER, true, options.installed(), window));
    if (!options.quick()) {
      cases.add(new IdleCase(ComparedProgram.TURBOREPO, true, options.installed(), window));
      cases.add(new IdleCase(ComparedProgram.MPROCS, true, options.installed(), window));
    }
    return cases;
  }

  /// A quick run leaves out the UI.
  private static List<BenchCase> idleProxies(SuiteOptions options) {
    IdleWindow window = window(options);
    List<BenchCase> cases = new ArrayList<>();
    cases.add(new IdleProxyCase(ComparedProxy.BRUMMER_PLAIN, options.installed(), window));
    if (!options.quick()) {
      cases.add(new IdleProxyCase(ComparedProxy.BRUMMER_UI, options.installed(), window));
    }
    return cases;
  }

  private static List<BenchCase> proxies(SuiteOptions options) {
    int turns = options.quick() ? 1 : QUICK_TURNS;
    List<BenchCase> cases = new ArrayList<>();
    for (ComparedProxy proxy : ComparedProxy.values()) {
      cases.add(new ProxyRivalsCase(proxy, options.installed(), options.quick(), turns));
    }
    return cases;
  }
}
