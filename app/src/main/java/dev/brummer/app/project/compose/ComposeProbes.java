package dev.brummer.app.project.compose;

import dev.brummer.app.project.yaml.YamlSection;
import dev.brummer.engine.process.LivenessPolicy;
import dev.brummer.engine.process.ProbeTiming;
import dev.brummer.engine.process.ReadinessProbe;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the probes of one process, with the defaults of process-compose: every 10 s, 1 s per
/// attempt, one success, three failures.
///
/// @param directory working directory of the process
record ComposeProbes(
    YamlSection section, ComposeShell shell, Path directory, ComposeEnvironment.Renderer renderer) {
  private static final int MAX_SECONDS = 1_000_000;
  private static final int STATUS_OK = 200;
  private static final int MAX_PORT = 65_535;

  /// A probe with its timing.
  record Timed(ReadinessProbe probe, ProbeTiming timing) {}

  /// The probe of readiness; null for none.
  @Nullable Timed readiness() {
    Timed probe = probe("readiness_probe");
    String line = section.text("ready_log_line");
    if (line == null || line.isEmpty()) {
      return probe;
    }
    if (probe != null) {
      section.invalid("ready_log_line", "is ignored, because there is a readiness_probe");
      return probe;
    }
    Pattern pattern = Pattern.compile(Pattern.quote(renderer.render(line)));
    return new Timed(new ReadinessProbe.Log(pattern), ProbeTiming.DEFAULT);
  }

  @Nullable LivenessPolicy liveness() {
    Timed probe = probe("liveness_probe");
    return probe == null ? null : new LivenessPolicy(probe.probe, probe.timing);
  }

  private @Nullable Timed probe(String key) {
    YamlSection probe = section.section(key);
    if (probe == null) {
      return null;
    }
    ReadinessProbe kind = kind(probe);
    ProbeTiming timing = timing(probe);
    probe.reportUnknownKeys();
    if (kind == null) {
      return section.invalid(key, "is ignored: it needs http_get or exec");
    }
    return new Timed(kind, timing);
  }

  private @Nullable ReadinessProbe kind(YamlSection probe) {
    YamlSection http = probe.section("http_get");
    YamlSection exec = probe.section("exec");
    ReadinessProbe command = exec == null ? null : exec(exec);
    ReadinessProbe request = http == null ? null : http(http);
    return request == null ? command : request;
  }

  private static ProbeTiming timing(YamlSection probe) {
    return new ProbeTiming(
        Duration.ofSeconds(probe.number("initial_delay_seconds", 0, MAX_SECONDS, 0)),
        seconds(probe, "period_seconds", 10),
        seconds(probe, "timeout_seconds", 1),
        positive(probe, "success_threshold", 1),
        positive(probe, "failure_threshold", 3));
  }

  private static Duration seconds(YamlSection probe, String key, int fallback) {
    return Duration.ofSeconds(positive(probe, key, fallback));
  }

  /// A number; 0 stands for the default.
  private static int positive(YamlSection probe, String key, int fallback) {
    int number = probe.number(key, 0, MAX_SECONDS, 0);
    return number == 0 ? fallback : number;
  }

  private @Nullable ReadinessProbe exec(YamlSection exec) {
    String command = exec.text("command");
    String inner = exec.text("working_dir");
    exec.reportUnknownKeys();
    if (command == null || command.isBlank()) {
      return null;
    }
    List<String> line = shell.command(renderer.render(command));
    return new ReadinessProbe.Exec(
        inner == null || inner.isBlank() ? line : inDirectory(renderer.render(inner), line));
  }

  /// The command of a probe runs in the directory of its process.
  private static List<String> inDirectory(String directory, List<String> command) {
    List<String> all = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", directory));
    all.addAll(command);
    return all;
  }

  private @Nullable ReadinessProbe http(YamlSection http) {
    String host = orElse(http.text("host"), "127.0.0.1");
    String scheme = orElse(http.text("scheme"), "http");
    String path = orElse(http.text("path"), "/");
    String port = orElse(http.text("port"), "");
    int numPort = http.number("num_port", 0, MAX_PORT, 0);
    int status = http.number("status_code", 0, 599, STATUS_OK);
    Map<String, String> headers = http.variables("headers");
    http.reportUnknownKeys();
    String authority =
        numPort > 0 ? host + ":" + numPort : port.isEmpty() ? host : host + ":" + port;
    String text = scheme + "://" + authority + (path.startsWith("/") ? path : "/" + path);
    try {
      URI url = new URI(renderer.render(text)).parseServerAuthority();
      boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
      if (web && url.getHost() != null && url.getPort() <= MAX_PORT && url.getPort() != 0) {
        return new ReadinessProbe.Http(url, headers, status < 100 ? STATUS_OK : status);
      }
    } catch (URISyntaxException invalid) {
      // Reported below.
    }
    http.problems().add(http.at(), "http_get is no http URL: " + text);
    return null;
  }

  private String orElse(@Nullable String text, String fallback) {
    return text == null || text.isBlank() ? fallback : renderer.render(text.strip());
  }
}
