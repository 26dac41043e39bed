package dev.brummer.app.config;

import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ReadinessProbe;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `ready` and `liveness`.
final class ProbeConfig {
  private ProbeConfig() {}

  /// A probe with its timing.
  public record Ready(ReadinessProbe probe, ProbeTiming timing) {
    LivenessPolicy policy() {
      return new LivenessPolicy(probe, timing);
    }
  }

  static @Nullable Ready read(@Nullable TomlSection section) {
    return section == null ? null : new Ready(probe(section), timing(section));
  }

  private static ReadinessProbe probe(TomlSection section) {
    Integer port = section.number("port");
    if (port != null) {
      return new ReadinessProbe.Port(port);
    }
    String tcp = section.text("tcp");
    if (tcp != null) {
      int colon = tcp.lastIndexOf(':');
      return new ReadinessProbe.Tcp(
          tcp.substring(0, colon), Integer.parseInt(tcp.substring(colon + 1)));
    }
    String http = section.text("http");
    if (http != null) {
      return new ReadinessProbe.Http(
          URI.create(http),
          section.variables("headers"),
          ProcessConfig.orElse(section.number("status"), ReadinessProbe.Http.BELOW_400));
    }
    String log = section.text("log");
    return log != null
        ? new ReadinessProbe.Log(Pattern.compile(log))
        : new ReadinessProbe.Exec(ProcessConfig.orElse(section.command("exec"), List.of()));
  }

  private static ProbeTiming timing(TomlSection section) {
    ProbeTiming defaults = ProbeTiming.DEFAULT;
    return new ProbeTiming(
        ProcessConfig.orElse(section.duration("initial_delay"), defaults.initialDelay()),
        ProcessConfig.orElse(section.duration("period"), defaults.period()),
        ProcessConfig.orElse(section.duration("timeout"), defaults.timeout()),
        ProcessConfig.orElse(section.number("success"), defaults.successThreshold()),
        ProcessConfig.orElse(section.number("failures"), defaults.failureThreshold()));
  }
}
