package dev.brummer.proxy;

import dev.brummer.engine.mask.Masking;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.route.ProcessStatusLookup;
import java.nio.file.Path;
import java.time.Duration;

/// Settings of the proxy.
///
/// @param firstPort first port tried for a listener; 0 selects any free port
/// @param processStatus supplies the state of the process behind a route for error pages
/// @param upstreamTimeout maximum time until a server starts its response
/// @param headTimeout maximum time for a client to send a request head
/// @param inject whether documents get the telemetry script
/// @param historySize maximum number of recorded requests
/// @param project directory to which source paths are relative; empty for none
/// @param masking what is masked in exported requests
public record ProxySettings(
    int firstPort,
    ProcessStatusLookup processStatus,
    Duration upstreamTimeout,
    Duration headTimeout,
    boolean inject,
    int historySize,
    String project,
    Masking masking) {
  public static final int FIRST_PORT = 20888;

  public ProxySettings {
    if (firstPort < 0 || firstPort > 65535) {
      throw new IllegalArgumentException("invalid port: " + firstPort);
    }
  }

  /// Ports from 20888, five minutes for a response, as in browsers, ten seconds for a request head.
  public static ProxySettings defaults() {
    return new ProxySettings(
        FIRST_PORT,
        ProcessStatusLookup.NONE,
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        true,
        RequestHistory.DEFAULT_SIZE,
        "",
        new Masking());
  }

  public ProxySettings withFirstPort(int port) {
    return new ProxySettings(
        port, processStatus, upstreamTimeout, headTimeout, inject, historySize, project, masking);
  }

  public ProxySettings withProcessStatus(ProcessStatusLookup lookup) {
    return new ProxySettings(
        firstPort, lookup, upstreamTimeout, headTimeout, inject, historySize, project, masking);
  }

  public ProxySettings withTimeouts(Duration upstream, Duration head) {
    return new ProxySettings(
        firstPort, processStatus, upstream, head, inject, historySize, project, masking);
  }

  public ProxySettings withHistorySize(int requests) {
    return new ProxySettings(
        firstPort, processStatus, upstreamTimeout, headTimeout, inject, requests, project, masking);
  }

  public ProxySettings withProject(Path directory) {
    return new ProxySettings(
        firstPort,
        processStatus,
        upstreamTimeout,
        headTimeout,
        inject,
        historySize,
        directory.toString(),
        masking);
  }

  public ProxySettings withMasking(Masking wanted) {
    return new ProxySettings(
        firstPort,
        processStatus,
        upstreamTimeout,
        headTimeout,
        inject,
        historySize,
        project,
        wanted);
  }
}
