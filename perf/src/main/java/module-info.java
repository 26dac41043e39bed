import org.jspecify.annotations.NullMarked;

/// Benchmarks of every subsystem through public API, next to their reference designs.
@NullMarked
module dev.brummer.perf {
  requires static org.jspecify;
  requires transitive dev.brummer.engine;
  requires dev.brummer.proxy;
  requires dev.brummer.tui;
  requires com.google.common;
  requires com.lmax.disruptor;
  requires com.fasterxml.jackson.databind;
  requires java.management;
  requires jdk.management;
  requires jdk.jfr;
  requires org.tomlj;
  requires org.jline.terminal;
  requires org.apache.commons.statistics.inference;

  exports dev.brummer.perf;
  exports dev.brummer.perf.bench;
  exports dev.brummer.perf.suite;
  exports dev.brummer.perf.gate;
  exports dev.brummer.perf.model;
  exports dev.brummer.perf.report;
  exports dev.brummer.perf.result;
  exports dev.brummer.perf.load;
  exports dev.brummer.perf.startup;

  opens dev.brummer.perf.report to
      com.fasterxml.jackson.databind;
  opens dev.brummer.perf.result to
      com.fasterxml.jackson.databind;
}
