package dev.brummer.engine.process;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// Membership of a process in a set of equal processes.
///
/// @param base name of the set, such as `web`; the members are named `web-0`, `web-1` …
/// @param index from 0
/// @param count size of the set when the member was defined
public record Replica(String base, int index, int count) {
  /// Variable with the name of the member, as in process-compose.
  public static final String NAME_VARIABLE = "PC_PROC_NAME";

  /// Variable with the index of the member, as in process-compose.
  public static final String INDEX_VARIABLE = "PC_REPLICA_NUM";

  private static final String PORT_VARIABLE = "PORT";
  private static final int MAX_PORT = 65_535;

  public Replica {
    if (index < 0 || count < 1) {
      throw new IllegalArgumentException("replica " + index + " of " + count);
    }
  }

  /// The name of this member.
  public String name() {
    return base + "-" + index;
  }

  /// The definition of this member: the variables that tell the members apart, and a port of its
  /// own. A `PORT` of the definition is counted up by the index, and with it the port that the
  /// readiness probe and the declared URL name.
  ///
  /// @param first definition of the member 0, or of the process without replicas
  public ProcessSpec of(ProcessSpec first) {
    Map<String, String> environment = new HashMap<>(first.environment());
    environment.put(NAME_VARIABLE, name());
    environment.put(INDEX_VARIABLE, Integer.toString(index));
    ProcessSpecBuilder member = first.toBuilder().name(name()).replica(this);
    int port = portOf(first);
    if (port > 0 && port + index <= MAX_PORT) {
      environment.put(PORT_VARIABLE, Integer.toString(port + index));
      member.readiness(readiness(first.readiness(), port)).web(web(first.web(), port));
    }
    return member.environment(environment).build();
  }

  /// 0 without a variable `PORT`.
  private static int portOf(ProcessSpec spec) {
    String text = spec.environment().getOrDefault(PORT_VARIABLE, "");
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
  }

  private ReadinessProbe readiness(ReadinessProbe probe, int port) {
    return switch (probe) {
      case ReadinessProbe.Port it when it.port() == port -> new ReadinessProbe.Port(port + index);
      case ReadinessProbe.Tcp it when it.port() == port ->
          new ReadinessProbe.Tcp(it.host(), port + index);
      case ReadinessProbe.Http it when it.url().getPort() == port ->
          new ReadinessProbe.Http(withPort(it.url(), port), it.headers(), it.status());
      case ReadinessProbe.Inferred _,
          ReadinessProbe.Port _,
          ReadinessProbe.Tcp _,
          ReadinessProbe.Http _,
          ReadinessProbe.Log _,
          ReadinessProbe.Exec _ ->
          probe;
    };
  }

  private WebPolicy web(WebPolicy web, int port) {
    URI url = web.url();
    return url == null || url.getPort() != port
        ? web
        : new WebPolicy(withPort(url, port), web.proxied());
  }

  private URI withPort(URI url, int port) {
    String text = url.toString();
    String old = ":" + port;
    int at = text.indexOf(old, text.indexOf("://") + 1);
    return URI.create(
        text.substring(0, at) + ":" + (port + index) + text.substring(at + old.length()));
  }
}
