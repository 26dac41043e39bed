package dev.brummer.tui.action;

import dev.brummer.engine.Engine;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.tui.model.SystemInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Collects metrics of brummer itself; rates cover the time since the last call. Loading the JVM's
/// management beans takes milliseconds, so it is called only while the System view is shown.
/// Confined to the thread `tui`.
public final class SystemInfoCollector {
  private final Engine engine;
  private final Map<Integer, SystemInfo.OutputRate> previous = new HashMap<>();
  private long previousNanos;
  private Duration previousCpu = Duration.ZERO;

  public SystemInfoCollector(Engine engine) {
    this.engine = engine;
  }

  public SystemInfo collect(SystemInfo.FrameStats frames) {
    long now = System.nanoTime();
    double seconds = previousNanos == 0 ? 0 : (now - previousNanos) / 1e9;
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    double percent = seconds == 0 ? 0 : cpu.minus(previousCpu).toNanos() / 1e7 / seconds;
    List<SystemInfo.OutputRate> rates = outputRates(seconds);
    previousNanos = now;
    previousCpu = cpu;
    Path journal = engine.journal().file();
    return new SystemInfo(
        memory(),
        percent,
        Thread.activeCount(),
        engine.logs().end(),
        engine.logs().first(),
        engine.logs().appendStats(),
        frames,
        rates,
        engine.bus().stats(),
        Objects.requireNonNullElse(engine.logs().warning(), ""),
        journal == null ? "" : journal.toString());
  }

  private List<SystemInfo.OutputRate> outputRates(double seconds) {
    List<SystemInfo.OutputRate> rates = new ArrayList<>();
    for (ProcessInfo info : engine.processes().snapshot()) {
      int id = info.id();
      long lines = engine.logs().lineCount(id);
      if (lines > 0) {
        rates.add(outputRate(id, lines, engine.logs().byteCount(id), seconds));
      }
    }
    rates.forEach(rate -> previous.put(rate.process(), rate));
    return rates;
  }

  private SystemInfo.OutputRate outputRate(int id, long lines, long bytes, double seconds) {
    SystemInfo.OutputRate last = previous.get(id);
    long linesBefore = last == null ? lines : last.lines();
    long bytesBefore = last == null ? bytes : last.bytes();
    double interval = seconds == 0 ? 1 : seconds;
    return new SystemInfo.OutputRate(
        id,
        lines,
        Math.round((lines - linesBefore) / interval),
        bytes,
        Math.round((bytes - bytesBefore) / interval),
        engine.processes().backPressureNanos(id));
  }

  private static SystemInfo.Memory memory() {
    Runtime runtime = Runtime.getRuntime();
    long collections = 0;
    long millis = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      collections += Math.max(0, bean.getCollectionCount());
      millis += Math.max(0, bean.getCollectionTime());
    }
    return new SystemInfo.Memory(
        runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory(), collections, millis);
  }
}
