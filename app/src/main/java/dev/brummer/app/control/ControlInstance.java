package dev.brummer.app.control;

import dev.brummer.app.program.Version;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A running brummer, as its discovery file describes it.
///
/// @param version of the program
/// @param protocol version of the control protocol
/// @param pid of brummer
/// @param startTicks start of the process in clock ticks since boot; identifies it with the pid
/// @param startedMillis start of the process, wall-clock time
/// @param project directory without symbolic links
/// @param background whether it runs without a terminal of its own
/// @param httpPort port of its HTTP endpoint, 0 if there is none
/// @param token bearer token of that endpoint
public record ControlInstance(
    String version,
    int protocol,
    long pid,
    long startTicks,
    long startedMillis,
    Path project,
    Path socket,
    boolean background,
    int httpPort,
    String token) {
  /// Version of the control protocol. Changes when a request of an older client means something
  /// else.
  public static final int PROTOCOL = 1;

  static ControlInstance ofThisProcess(
      ControlSettings settings, Path socket, int httpPort, String token) {
    ProcessHandle self = ProcessHandle.current();
    return new ControlInstance(
        Version.NUMBER,
        PROTOCOL,
        self.pid(),
        ProcessStart.ticks("self"),
        self.info().startInstant().map(Instant::toEpochMilli).orElse(0L),
        realPath(settings.project()),
        socket,
        settings.background(),
        httpPort,
        token);
  }

  /// The path without symbolic links, so that a project is the same however it was reached.
  static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException missing) {
      return path.toAbsolutePath().normalize();
    }
  }

  byte[] toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", version);
    fields.put("protocol", protocol);
    fields.put("pid", pid);
    fields.put("startTicks", startTicks);
    fields.put("startedMillis", startedMillis);
    fields.put("project", project.toString());
    fields.put("socket", socket.toString());
    fields.put("background", background);
    fields.put("httpPort", httpPort);
    fields.put("token", token);
    return ControlJson.bytes(fields);
  }

  /// @throws IOException if the text is not a discovery file
  static ControlInstance parse(byte[] json) throws IOException {
    JsonFields fields = new JsonFields(ControlJson.parseObject(json));
    try {
      return new ControlInstance(
          fields.text("version"),
          (int) fields.number("protocol"),
          fields.number("pid"),
          fields.number("startTicks"),
          fields.number("startedMillis"),
          Path.of(fields.text("project")),
          Path.of(fields.text("socket")),
          fields.bool("background"),
          (int) fields.number("httpPort"),
          fields.text("token"));
    } catch (InvalidPathException malformed) {
      throw new IOException("malformed path in a discovery file", malformed);
    }
  }

  /// Whether a process with this pid and start time exists. It does not if it runs in a PID
  /// namespace that this process does not see.
  boolean isVisible() {
    return ProcessStart.ticks(Long.toString(pid)) == startTicks;
  }
}
