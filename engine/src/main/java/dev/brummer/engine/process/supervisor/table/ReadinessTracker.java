package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// Applies observations to the state of a process: readiness, ports, resources and job control.
/// Part of the [ProcessTable] and confined to its thread.
final class ReadinessTracker {
  private final EffectBuffer out;
  private final List<ProcessEntry> entries;

  ReadinessTracker(EffectBuffer out, List<ProcessEntry> entries) {
    this.out = out;
    this.entries = entries;
  }

  /// Starts an active probe after the spawn.
  void startProbe(ProcessEntry e) {
    switch (e.spec.readiness()) {
      case ReadinessProbe.Http ready ->
          out.add(new ProcessEffect.RunProbe(e.id, e.runNumber, ready));
      case ReadinessProbe.Exec ready ->
          out.add(new ProcessEffect.RunProbe(e.id, e.runNumber, ready));
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  void onPortsChanged(ProcessEntry e, ProcessCommand.PortsChanged it) {
    if (it.runNumber() != e.runNumber || !e.state.alive()) {
      return;
    }
    if (!e.ports.equals(it.ports())) {
      e.ports = it.ports();
    }
    switch (e.spec.readiness()) {
      case ReadinessProbe.Inferred _ -> {
        if (!e.ports.isEmpty()) {
          markReady(
              e,
              "listens on "
                  + e.ports.stream().map(port -> ":" + port).collect(Collectors.joining(", ")));
        }
      }
      case ReadinessProbe.Port expected -> {
        if (e.ports.contains(expected.port())) {
          markReady(e, "listens on :" + expected.port());
        }
      }
      case ReadinessProbe.Http _, ReadinessProbe.Log _, ReadinessProbe.Exec _ -> {}
    }
  }

  /// Probes a printed URL. A URL alone is no evidence: the process may have printed it as the
  /// address of another server. The probe is skipped if another managed process owns the port.
  void onUrlPrinted(ProcessEntry e, ProcessCommand.UrlPrinted it) {
    int port = port(it.url());
    boolean another = entries.stream().anyMatch(other -> other != e && other.ports.contains(port));
    if (e.state instanceof ProcessState.Running
        && e.spec.readiness() instanceof ReadinessProbe.Inferred
        && !e.urlProbed
        && port > 0
        && !another) {
      e.urlProbed = true;
      out.add(new ProcessEffect.ProbeUrl(e.id, e.runNumber, it.url()));
    }
  }

  /// @return 0 for a URL without a port
  private static int port(String url) {
    try {
      return Math.max(0, URI.create(url).getPort());
    } catch (IllegalArgumentException unusable) {
      return 0;
    }
  }

  void onReadinessObserved(ProcessEntry e, ProcessCommand.ReadinessObserved it) {
    if (it.runNumber() == e.runNumber) {
      markReady(e, it.evidence());
    }
  }

  private void markReady(ProcessEntry e, String evidence) {
    ProcessState.Ready ready = new ProcessState.Ready(evidence);
    if (e.state instanceof ProcessState.Running) {
      e.wasReady = true;
      out.transition(e, ready, evidence);
    } else if (e.state instanceof ProcessState.Paused
        && e.stateBeforePause instanceof ProcessState.Running) {
      e.stateBeforePause = ready;
    }
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
    boolean runs = e.state instanceof ProcessState.Running || e.state instanceof ProcessState.Ready;
    if (paused && runs) {
      e.stateBeforePause = e.state;
      out.transition(e, new ProcessState.Paused(), "stopped by job control");
    } else if (!paused && e.state instanceof ProcessState.Paused) {
      out.transition(e, e.stateBeforePause, "continued");
    }
  }
}
