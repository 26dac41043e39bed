package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.ProcessState;
import dev.brummer.engine.process.ReadinessProbe;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// When a process counts as ready, and what else is seen of it from outside. A part of the
/// [ProcessTable], with its owner.
final class ReadinessTracker {
  private final EffectBuffer out;
  private final List<ProcessEntry> entries;

  ReadinessTracker(EffectBuffer out, List<ProcessEntry> entries) {
    this.out = out;
    this.entries = entries;
  }

  /// It was started: what has to be tried is tried from now on.
  void probe(ProcessEntry e) {
    switch (e.spec.ready()) {
      case ReadinessProbe.Http ready -> out.add(new ProcessEffect.Probe(e.id, e.epoch, ready));
      case ReadinessProbe.Exec ready -> out.add(new ProcessEffect.Probe(e.id, e.epoch, ready));
      case ReadinessProbe.Inferred _, ReadinessProbe.Port _, ReadinessProbe.Log _ -> {}
    }
  }

  void listening(ProcessEntry e, ProcessCommand.Listening it) {
    if (it.epoch() != e.epoch || !e.state.alive()) {
      return;
    }
    if (!e.ports.equals(it.ports())) {
      e.ports = it.ports();
    }
    switch (e.spec.ready()) {
      case ReadinessProbe.Inferred _ -> {
        if (!e.ports.isEmpty()) {
          become(
              e,
              "listens on "
                  + e.ports.stream().map(port -> ":" + port).collect(Collectors.joining(", ")));
        }
      }
      case ReadinessProbe.Port wanted -> {
        if (e.ports.contains(wanted.port())) {
          become(e, "listens on :" + wanted.port());
        }
      }
      case ReadinessProbe.Http _, ReadinessProbe.Log _, ReadinessProbe.Exec _ -> {}
    }
  }

  /// A URL on its output tells nothing as long as nobody listens there, or another process of ours
  /// does: it may be one that it calls.
  void printed(ProcessEntry e, ProcessCommand.Printed it) {
    int port = port(it.url());
    boolean another = entries.stream().anyMatch(other -> other != e && other.ports.contains(port));
    if (e.state instanceof ProcessState.Running
        && e.spec.ready() instanceof ReadinessProbe.Inferred
        && !e.reached
        && port > 0
        && !another) {
      e.reached = true;
      out.add(new ProcessEffect.Reach(e.id, e.epoch, it.url()));
    }
  }

  /// @return 0 if the URL names none
  private static int port(String url) {
    try {
      return Math.max(0, URI.create(url).getPort());
    } catch (IllegalArgumentException unusable) {
      return 0;
    }
  }

  void shown(ProcessEntry e, ProcessCommand.Shown it) {
    if (it.epoch() == e.epoch) {
      become(e, it.evidence());
    }
  }

  private void become(ProcessEntry e, String evidence) {
    ProcessState.Ready ready = new ProcessState.Ready(evidence);
    if (e.state instanceof ProcessState.Running) {
      e.wasReady = true;
      out.go(e, ready, evidence);
    } else if (e.state instanceof ProcessState.Paused
        && e.beforePause instanceof ProcessState.Running) {
      e.beforePause = ready;
    }
  }

  void sampled(ProcessEntry e, ProcessCommand.Sampled it) {
    if (it.epoch() != e.epoch || !e.state.alive()) {
      return;
    }
    pause(e, it.paused());
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

  private void pause(ProcessEntry e, boolean paused) {
    boolean runs = e.state instanceof ProcessState.Running || e.state instanceof ProcessState.Ready;
    if (paused && runs) {
      e.beforePause = e.state;
      out.go(e, new ProcessState.Paused(), "stopped by job control");
    } else if (!paused && e.state instanceof ProcessState.Paused) {
      out.go(e, e.beforePause, "continued");
    }
  }
}
