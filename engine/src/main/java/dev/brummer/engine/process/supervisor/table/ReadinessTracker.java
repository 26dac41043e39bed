package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import dev.brummer.engine.process.WebPolicy;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Applies observations to the state of a process: readiness and its loss, ports, URLs, resources
/// and job control. Part of the [ProcessTable] and confined to its thread.
///
/// Every observation is recorded in the [ServerRecord] of the run, and [#evaluate] derives the
/// state from the whole record:
///
///     Running ──evidence──▶ Ready ──no evidence for a second──▶ Down
///                             ▲─────────────evidence─────────────┘
///
/// A port without a URL is asked for its protocol once, a second after it was opened: by then a
/// server that prints its URL has done so and needs no question.
final class ReadinessTracker {
  /// Time in which a server may restart without being down.
  static final long CONFIRM_DOWN_MILLIS = 1_000;

  static final long ASK_DELAY_MILLIS = 1_000;
  private static final int MAX_ASKED_PORTS = 16;
  private static final String FOUND_BY_PORT = "found by its port";

  private final EffectBuffer out;
  private final List<ProcessEntry> entries;

  ReadinessTracker(EffectBuffer out, List<ProcessEntry> entries) {
    this.out = out;
    this.entries = entries;
  }

  /// Starts an active probe after the spawn.
  void startProbe(ProcessEntry e) {
    WebPolicy web = e.spec.web();
    if (web.url() != null) {
      e.server.urlKnown(web.port());
    }
    switch (e.spec.readiness()) {
      case ReadinessProbe.Http ready ->
          out.add(new ProcessEffect.RunProbe(e.id, e.runNumber, ready));
      case ReadinessProbe.Tcp ready ->
          out.add(new ProcessEffect.RunProbe(e.id, e.runNumber, ready));
      case ReadinessProbe.Exec ready ->
          out.add(new ProcessEffect.RunProbe(e.id, e.runNumber, ready));
      case ReadinessProbe.Inferred _ -> {
        if (web.url() != null) {
          probeUrl(e, web.url().toString());
        }
      }
      case ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  private void probeUrl(ProcessEntry e, String url) {
    e.urlProbed = true;
    e.server.probedUrl = url;
    out.add(new ProcessEffect.ProbeUrl(e.id, e.runNumber, url));
  }

  void onPortsChanged(ProcessEntry e, ProcessCommand.PortsChanged it) {
    if (it.runNumber() != e.runNumber || !e.state.alive()) {
      return;
    }
    if (!e.ports.equals(it.ports())) {
      List<Integer> before = e.ports;
      e.ports = it.ports();
      e.server.portsChanged(e.ports, out.now());
      it.ports().stream().filter(port -> !before.contains(port)).forEach(port -> opened(e, port));
      if (e.server.watched) {
        out.add(new ProcessEffect.RepeatProbe(e.id, e.runNumber));
      }
    }
    evaluate(e);
  }

  private void opened(ProcessEntry e, int port) {
    if (e.spec.web().detectsPorts() && !e.server.isAsked(port) && !e.server.hasUrl(port)) {
      out.add(new ProcessEffect.AwaitPort(e.id, e.runNumber, port, ASK_DELAY_MILLIS));
    }
  }

  void onPortDue(ProcessEntry e, ProcessCommand.PortDue it) {
    if (isCurrent(e, it.runNumber())
        && e.ports.contains(it.port())
        && !e.server.hasUrl(it.port())
        && e.server.ask(it.port(), MAX_ASKED_PORTS)) {
      out.add(new ProcessEffect.IdentifyPort(e.id, e.runNumber, it.port()));
    }
  }

  void onPortIdentified(ProcessEntry e, ProcessCommand.PortIdentified it) {
    if (!isCurrent(e, it.runNumber()) || e.server.hasUrl(it.port())) {
      return;
    }
    String address = it.identity().host() + ":" + it.port();
    switch (it.identity().protocol()) {
      case HTTP -> offer(e, it.port(), "http://" + address, FOUND_BY_PORT, true);
      case HTTPS -> offer(e, it.port(), "https://" + address, FOUND_BY_PORT, true);
      case HTTP2_CLEARTEXT ->
          offer(e, it.port(), "http://" + address, FOUND_BY_PORT + ", HTTP/2 only", false);
      case OTHER -> {}
      case UNKNOWN -> e.server.askAgain(it.port());
    }
    evaluate(e);
  }

  private static boolean isCurrent(ProcessEntry e, int runNumber) {
    return runNumber == e.runNumber && e.state.alive() && e.stopProgress == null;
  }

  /// Publishes a URL that the process has not printed.
  private void offer(ProcessEntry e, int port, String url, String label, boolean proxied) {
    e.server.offer(port, url);
    out.publish(
        new Event.UrlDetected(
            e.id,
            Event.UrlDetected.NO_LINE,
            url,
            Event.UrlDetected.Scope.LOCAL,
            label,
            proxied,
            out.now()));
  }

  /// Expires the URLs that were offered for an exited process.
  void onExited(ProcessEntry e) {
    e.server.offers().forEach(url -> out.publish(new Event.UrlExpired(e.id, url, out.now())));
    e.server = new ServerRecord();
  }

  /// Records the port of a known URL, and probes the URL of a process that is not ready. A URL
  /// alone is no evidence: the process may have printed it as the address of another server. The
  /// probe is skipped if another managed process owns the port.
  void onUrlPrinted(ProcessEntry e, ProcessCommand.UrlPrinted it) {
    int port = port(it.url());
    if (port == 0 || !e.state.alive()) {
      return;
    }
    boolean another = entries.stream().anyMatch(other -> other != e && other.ports.contains(port));
    e.server.urlKnown(port);
    replaceOffer(e, port, it.url());
    if (e.state instanceof ProcessState.Running
        && e.spec.readiness() instanceof ReadinessProbe.Inferred
        && !e.urlProbed
        && !another) {
      probeUrl(e, it.url());
    }
    evaluate(e);
  }

  /// A printed URL replaces one that was found by its port.
  private void replaceOffer(ProcessEntry e, int port, String printed) {
    String offered = e.server.offer(port);
    if (offered != null && !offered.equals(printed) && e.spec.web().url() == null) {
      e.server.takeOffer(port);
      out.publish(new Event.UrlExpired(e.id, offered, out.now()));
    }
  }

  /// @return 0 for an unusable URL
  private static int port(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    } catch (IllegalArgumentException unusable) {
      return 0;
    }
  }

  void onReadinessObserved(ProcessEntry e, ProcessCommand.ReadinessObserved it) {
    if (it.runNumber() == e.runNumber) {
      e.server.probeEvidence = it.evidence();
      evaluate(e);
    }
  }

  void onReadinessLost(ProcessEntry e, ProcessCommand.ReadinessLost it) {
    if (it.runNumber() == e.runNumber) {
      e.server.probeEvidence = null;
      e.server.probeFailure = it.reason();
      evaluate(e);
    }
  }

  /// Derives the state from all observations.
  private void evaluate(ProcessEntry e) {
    String evidence = evidence(e);
    switch (e.state) {
      case ProcessState.Running _ -> {
        if (evidence != null) {
          becomeReady(e, evidence);
        }
      }
      case ProcessState.Ready ready -> {
        if (evidence == null) {
          suspect(e);
        } else {
          e.server.lostMillis = 0;
          e.state = evidence.equals(ready.evidence()) ? ready : new ProcessState.Ready(evidence);
        }
      }
      case ProcessState.Down _ -> {
        if (evidence != null) {
          out.appendNote(e, "ready again: " + evidence);
          becomeReady(e, evidence);
        }
      }
      case ProcessState.Paused _ -> {
        if (evidence != null && e.stateBeforePause instanceof ProcessState.Running) {
          e.stateBeforePause = new ProcessState.Ready(evidence);
        }
      }
      case ProcessState.Idle _,
          ProcessState.Waiting _,
          ProcessState.Starting _,
          ProcessState.Stopping _,
          ProcessState.Done _,
          ProcessState.Stopped _,
          ProcessState.Failed _,
          ProcessState.Scheduled _,
          ProcessState.BackingOff _ -> {}
    }
  }

  private void becomeReady(ProcessEntry e, String evidence) {
    e.wasReady = true;
    e.server.lostMillis = 0;
    out.transition(e, new ProcessState.Ready(evidence), evidence);
    watch(e);
    offerDeclaredUrl(e);
  }

  /// Repeats the probe that has made the process ready. Ports need none: their loss is observed.
  private void watch(ProcessEntry e) {
    if (e.server.watched) {
      return;
    }
    String url = e.server.probedUrl;
    switch (e.spec.readiness()) {
      case ReadinessProbe.Http ready -> watch(e, ready);
      case ReadinessProbe.Tcp ready -> watch(e, ready);
      case ReadinessProbe.Exec ready -> watch(e, ready);
      case ReadinessProbe.Inferred _ -> {
        if (e.ports.isEmpty() && url != null) {
          e.server.watched = true;
          out.add(new ProcessEffect.WatchUrl(e.id, e.runNumber, url));
        }
      }
      case ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  private void watch(ProcessEntry e, ReadinessProbe probe) {
    e.server.watched = true;
    out.add(new ProcessEffect.WatchReadiness(e.id, e.runNumber, probe));
  }

  private void offerDeclaredUrl(ProcessEntry e) {
    WebPolicy web = e.spec.web();
    if (web.url() != null && e.server.offer(web.port()) == null) {
      offer(e, web.port(), web.url().toString(), "declared", web.proxied());
    }
  }

  private void suspect(ProcessEntry e) {
    if (e.server.lostMillis == 0) {
      e.server.lostMillis = out.now();
      out.startTimer(e, ProcessCommand.TimerPurpose.CONFIRM_DOWN, CONFIRM_DOWN_MILLIS);
    }
  }

  /// The server has had its time to restart.
  void onConfirmDown(ProcessEntry e) {
    long since = e.server.lostMillis;
    if (since == 0 || !(e.state instanceof ProcessState.Ready)) {
      return;
    }
    long left = since + CONFIRM_DOWN_MILLIS - out.now();
    if (left > 0) {
      out.startTimer(e, ProcessCommand.TimerPurpose.CONFIRM_DOWN, left);
      return;
    }
    String reason = lossReason(e);
    if (reason.isEmpty()) {
      out.transition(e, new ProcessState.Running(), "no longer listens");
      return;
    }
    out.appendNote(e, "down: " + reason);
    out.transition(e, new ProcessState.Down(reason), reason);
    e.sinceMillis = since;
    if (e.server.watched) {
      e.server.probeEvidence = null;
    }
  }

  /// @return the evidence that the process serves, null without any
  private static @Nullable String evidence(ProcessEntry e) {
    return switch (e.spec.readiness()) {
      case ReadinessProbe.Port expected ->
          e.ports.contains(expected.port()) ? "listens on :" + expected.port() : null;
      case ReadinessProbe.Inferred _ ->
          !lost(e).isEmpty()
              ? null
              : e.ports.isEmpty() ? e.server.probeEvidence : listeningEvidence(e);
      case ReadinessProbe.Http _,
          ReadinessProbe.Tcp _,
          ReadinessProbe.Log _,
          ReadinessProbe.Exec _ ->
          lost(e).isEmpty() ? e.server.probeEvidence : null;
    };
  }

  private static String listeningEvidence(ProcessEntry e) {
    Set<Integer> missing = e.server.missing(e.ports, 0);
    return "listens on "
        + portList(e.ports)
        + (missing.isEmpty() ? "" : ", no longer on " + portList(missing));
  }

  /// @return empty if the process has only listened in passing
  private static String lossReason(ProcessEntry e) {
    if (e.spec.readiness() instanceof ReadinessProbe.Port expected) {
      return "nothing listens on :" + expected.port();
    }
    Set<Integer> lost = lost(e);
    return lost.isEmpty() ? e.server.probeFailure : "nothing listens on " + portList(lost);
  }

  /// See [ServerRecord#lost]. After a declared probe only ports with a URL count: a worker may
  /// listen in passing.
  private static Set<Integer> lost(ProcessEntry e) {
    boolean inferred = e.spec.readiness() instanceof ReadinessProbe.Inferred;
    int probed =
        e.spec.readiness() instanceof ReadinessProbe.Http http ? port(http.url().toString()) : 0;
    return e.server.lost(e.ports, probed, inferred);
  }

  private static String portList(Collection<Integer> ports) {
    return ports.stream().map(port -> ":" + port).collect(Collectors.joining(", "));
  }

  void onSampled(ProcessEntry e, ProcessCommand.Sampled it) {
    if (it.runNumber() != e.runNumber || !e.state.alive()) {
      return;
    }
    applyPause(e, it.paused());
    if (!e.resources.equals(it.resources())) {
      e.resources = it.resources();
    }
    out.publish(
        new Event.ResourcesSampled(
            e.id,
            e.resources.cpuPercent(),
            e.resources.rssBytes(),
            e.resources.processes(),
            e.resources.threads(),
            out.now()));
  }

  private void applyPause(ProcessEntry e, boolean paused) {
    boolean runs =
        e.state instanceof ProcessState.Running
            || e.state instanceof ProcessState.Ready
            || e.state instanceof ProcessState.Down;
    if (paused && runs) {
      e.stateBeforePause = e.state;
      out.transition(e, new ProcessState.Paused(), "stopped by job control");
    } else if (!paused && e.state instanceof ProcessState.Paused) {
      e.server.lostMillis = 0;
      out.transition(e, e.stateBeforePause, "continued");
      evaluate(e);
    }
  }
}
