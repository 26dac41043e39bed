package dev.brummer.perf.noise;

import dev.brummer.perf.result.MachineNoise;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Records disturbances of the machine between [#start] and [#stop]. Confined to one thread.
public final class NoiseMonitor {
  private static final double MAX_SPREAD = 1.15;
  private static final double MAX_DRIFT = 0.1;
  private static final double MAX_OTHER_CORES = 0.25;
  private static final double MAX_STOLEN_PERCENT = 2;

  private final int cores;
  private final boolean battery;
  private final CalibrationLoop before;
  private final ProcStat start;

  private NoiseMonitor(int cores, boolean battery, CalibrationLoop before, ProcStat start) {
    this.cores = cores;
    this.battery = battery;
    this.before = before;
    this.start = start;
  }

  /// Starts monitoring; takes about a second.
  public static NoiseMonitor start() {
    return new NoiseMonitor(
        Runtime.getRuntime().availableProcessors(),
        onBattery(Path.of("/sys/class/power_supply")),
        CalibrationLoop.measure(),
        ProcStat.now());
  }

  /// Disturbances so far, without repeating the calibration loop.
  public MachineNoise snapshot() {
    return noise(before, before, ProcStat.now());
  }

  /// Disturbances of the whole run; takes about a third of a second.
  public MachineNoise stop() {
    ProcStat end = ProcStat.now();
    return noise(before, CalibrationLoop.measure(), end);
  }

  private MachineNoise noise(CalibrationLoop first, CalibrationLoop last, ProcStat now) {
    double others = now.otherCores(start, cores);
    double stolen = now.stolenPercent(start);
    return new MachineNoise(
        first.medianNanos(),
        last.medianNanos(),
        Math.max(first.spread(), last.spread()),
        others,
        stolen,
        warnings(battery, first, last, others, stolen));
  }

  /// Warnings, each a sentence with a remedy or consequence.
  static List<String> warnings(
      boolean battery, CalibrationLoop first, CalibrationLoop last, double others, double stolen) {
    List<String> warnings = new ArrayList<>();
    if (battery) {
      warnings.add(
          "Running on battery, the clock may be lowered at any time: connect the power supply.");
    }
    if (others > MAX_OTHER_CORES) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "Other programs used %.1f cores on average: close them and repeat the run.",
              others));
    }
    if (stolen > MAX_STOLEN_PERCENT) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the time went to other virtual machines: expect wide spreads.",
              stolen));
    }
    double spread = Math.max(first.spread(), last.spread());
    if (spread > MAX_SPREAD) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The calibration loop took up to %.0f %% longer at times: small differences are not significant.",
              (spread - 1) * 100));
    }
    double drift = last.medianNanos() / first.medianNanos() - 1;
    if (Math.abs(drift) > MAX_DRIFT) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "The machine became %.0f %% %s during the run: compare ratios, not times.",
              Math.abs(drift) * 100,
              drift > 0 ? "slower" : "faster"));
    }
    return warnings;
  }

  /// @param supplies `/sys/class/power_supply`
  static boolean onBattery(Path supplies) {
    if (!Files.isDirectory(supplies)) {
      return false;
    }
    try (DirectoryStream<Path> all = Files.newDirectoryStream(supplies)) {
      for (Path one : all) {
        Path status = one.resolve("status");
        if (Files.isReadable(status) && Files.readString(status).strip().equals("Discharging")) {
          return true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
