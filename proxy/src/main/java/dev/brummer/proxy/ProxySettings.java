package dev.brummer.proxy;

import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.route.ProcessStatusLookup;
import java.nio.file.Path;
import java.time.Duration;

/// What can be set about the proxy.
///
/// @param firstPort the first port tried for a listener; 0 takes any free one
/// @param processStatus tells of the process behind a route when it does not answer
/// @param upstreamTimeout how long a server may take to begin its answer
/// @param headTimeout how long a client may take to send a request's head
/// @param inject whether documents get the telemetry script
/// @param historySize how many requests are remembered
/// @param project the directory that sources are told relative to; empty: none
public record ProxySettings(
    int firstPort,
    ProcessStatusLookup processStatus,
    Duration upstreamTimeout,
    Duration headTimeout,
    boolean inject,
    int historySize,
    String project) {
  public static final int FIRST_PORT = 20888;

  public ProxySettings {
    if (firstPort < 0 || firstPort > 65535) {
      throw new IllegalArgumentException("not a port: " + firstPort);
    }
  }

  /// Ports from 20888, five minutes for an answer, as browsers allow, ten seconds for a head.
  public static ProxySettings defaults() {
    return new ProxySettings(
        FIRST_PORT,
        ProcessStatusLookup.NONE,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        true,
        RequestHistory.DEFAULT_SIZE,
        "");
  }

  public ProxySettings withFirstPort(int port) {
    return new ProxySettings(
        port, processStatus, upstreamTimeout, headTimeout, inject, historySize, project);
  }

  public ProxySettings withProcessStatus(ProcessStatusLookup lookup) {
    return new ProxySettings(
        firstPort, lookup, upstreamTimeout, headTimeout, inject, historySize, project);
  }

  public ProxySettings withTimeouts(Duration upstream, Duration head) {
    return new ProxySettings(
        firstPort, processStatus, upstream, head, inject, historySize, project);
  }

  public ProxySettings withInject(boolean injected) {
    return new ProxySettings(
        firstPort, processStatus, upstreamTimeout, headTimeout, injected, historySize, project);
  }

  public ProxySettings withHistorySize(int requests) {
    return new ProxySettings(
        firstPort, processStatus, upstreamTimeout, headTimeout, inject, requests, project);
  }

  public ProxySettings withProject(Path directory) {
    return new ProxySettings(
        firstPort,
        processStatus,
        upstreamTimeout,
        headTimeout,
        inject,
        historySize,
        directory.toString());
  }
}
