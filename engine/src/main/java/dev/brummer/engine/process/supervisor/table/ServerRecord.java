package dev.brummer.engine.process.supervisor.table;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one run of a process has shown of its server: its ports, URLs and probes. Confined to the
/// [ProcessTable].
final class ServerRecord {
  /// First port that the kernel assigns to a server that does not ask for a certain one.
  private static final int FIRST_EPHEMERAL_PORT = 32_768;

  /// Time for which a server on an ephemeral port must listen to be more than a passing one, such
  /// as the server of a single test.
  private static final long PASSING_MILLIS = 3_000;

  /// Ports that the tree has listened on, with the time of the last opening.
  private final Map<Integer, Long> held = new HashMap<>();

  private final Set<Integer> withUrl = new HashSet<>();
  private final Set<Integer> asked = new HashSet<>();

  /// URLs that were offered without being printed, by port.
  private final Map<Integer, String> offered = new HashMap<>();

  /// The last ports that the tree listened on, ascending.
  private List<Integer> lastPorts = List.of();

  /// URL whose connection attempt has made the process ready.
  @Nullable String probedUrl;

  /// Evidence of the last successful probe, null if the last probe has failed.
  @Nullable String probeEvidence;

  /// Reason of the last failed probe.
  String probeFailure = "";

  /// Whether a probe of readiness is being repeated.
  boolean watched;

  /// Time at which a ready server was first seen not to be so, 0 while it is.
  long lostMillis;

  void portsChanged(List<Integer> ports, long now) {
    held.keySet().removeIf(port -> !ports.contains(port) && isPassing(port, now));
    for (int port : ports) {
      if (!lastPorts.contains(port) || !held.containsKey(port)) {
        held.put(port, now);
      }
    }
    if (!ports.isEmpty()) {
      lastPorts = ports;
    }
  }

  private boolean isPassing(int port, long now) {
    return port >= FIRST_EPHEMERAL_PORT
        && !withUrl.contains(port)
        && now - held.getOrDefault(port, now) < PASSING_MILLIS;
  }

  void urlKnown(int port) {
    withUrl.add(port);
  }

  boolean hasUrl(int port) {
    return withUrl.contains(port);
  }

  /// Ports with a URL, and `probed`, that the tree has listened on and that `ports` lacks.
  ///
  /// @param probed port of a declared probe, 0 for none
  Set<Integer> missing(List<Integer> ports, int probed) {
    Set<Integer> missing = expected(probed);
    ports.forEach(missing::remove);
    return missing;
  }

  /// The ports that are gone if the server has gone with them: all ports with a URL, or without any
  /// URL all ports. Empty while the server listens, and if it never has.
  ///
  /// @param anyPort a port without a URL counts
  Set<Integer> lost(List<Integer> ports, int probed, boolean anyPort) {
    Set<Integer> expected = expected(probed);
    if (!expected.isEmpty()) {
      return ports.stream().noneMatch(expected::contains) ? expected : Set.of();
    }
    return anyPort && ports.isEmpty() && lastPorts.stream().anyMatch(held::containsKey)
        ? new TreeSet<>(lastPorts)
        : Set.of();
  }

  private Set<Integer> expected(int probed) {
    Set<Integer> expected = new TreeSet<>(withUrl);
    expected.add(probed);
    expected.retainAll(held.keySet());
    return expected;
  }

  /// Marks a port as asked.
  ///
  /// @return false if it was asked before, or `max` ports were
  boolean ask(int port, int max) {
    return asked.size() < max && asked.add(port);
  }

  boolean isAsked(int port) {
    return asked.contains(port);
  }

  /// The port has not responded and may be asked again when it is opened again.
  void askAgain(int port) {
    asked.remove(port);
  }

  void offer(int port, String url) {
    withUrl.add(port);
    offered.put(port, url);
  }

  /// Removes and returns the URL that was offered for a port, null without one.
  @Nullable String takeOffer(int port) {
    return offered.remove(port);
  }

  @Nullable String offer(int port) {
    return offered.get(port);
  }

  List<String> offers() {
    return List.copyOf(offered.values());
  }
}
