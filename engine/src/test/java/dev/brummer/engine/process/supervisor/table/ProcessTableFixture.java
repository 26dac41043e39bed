package dev.brummer.engine.process.supervisor.table;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessInfo;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Drives a [ProcessTable] with simulated children.
final class ProcessTableFixture {
  final ProcessTable table = new ProcessTable();
  long now = 100_000;
  private final List<String> names = new ArrayList<>();
  private List<ProcessEffect> last = List.of();

  static ProcessSpec spec(String name) {
    return new ProcessSpec(
        name, "", List.of("run", name), Path.of("/"), Map.of(), true, Duration.ofSeconds(10));
  }

  static ProcessSpec needing(String name, Dependency.Condition until, String... others) {
    return spec(name).toBuilder()
        .dependsOn(List.of(others).stream().map(o -> new Dependency(o, until)).toList())
        .build();
  }

  ProcessTableFixture register(ProcessSpec... specs) {
    for (ProcessSpec spec : specs) {
      names.add(spec.name());
      step(new ProcessCommand.Register(names.size(), spec));
    }
    return this;
  }

  int id(String name) {
    return names.indexOf(name) + 1;
  }

  List<ProcessEffect> step(ProcessCommand command) {
    last = table.step(command, ++now);
    return last;
  }

  ProcessInfo info(String name) {
    return table.infos().get(id(name) - 1);
  }

  /// Label of the current state.
  String label(String name) {
    return info(name).state().label();
  }

  List<ProcessEffect> start(String name) {
    return step(new ProcessCommand.Start(id(name)));
  }

  List<ProcessEffect> stop(String name) {
    return step(new ProcessCommand.Stop(id(name)));
  }

  /// Completes the spawn.
  List<ProcessEffect> spawned(String name) {
    return step(new ProcessCommand.Spawned(id(name), info(name).runNumber(), 4_000 + id(name)));
  }

  List<ProcessEffect> listens(String name, int port) {
    return step(new ProcessCommand.PortsChanged(id(name), info(name).runNumber(), List.of(port)));
  }

  /// Reports the ports that the tree listens on.
  List<ProcessEffect> ports(String name, Integer... ports) {
    return step(new ProcessCommand.PortsChanged(id(name), info(name).runNumber(), List.of(ports)));
  }

  /// Lets time pass without a command.
  void later(long millis) {
    now += millis;
  }

  /// The current time of the table.
  long now() {
    return now;
  }

  <T extends Event> List<T> lastEvents(Class<T> type) {
    return last(ProcessEffect.Publish.class).stream()
        .map(ProcessEffect.Publish::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  List<ProcessEffect> exits(String name, int code) {
    return step(new ProcessCommand.Exited(id(name), info(name).runNumber(), code, 0));
  }

  /// Completes the last scan of its tree with no members.
  List<ProcessEffect> treeFoundEmpty(String name) {
    ProcessEffect.FindTree scan =
        last(ProcessEffect.FindTree.class).stream()
            .filter(it -> it.id() == id(name))
            .findFirst()
            .orElseThrow();
    return step(
        new ProcessCommand.TreeFound(
            scan.id(), scan.stateVersion(), scan.signal(), scan.restart(), List.of()));
  }

  /// Completes a stop: the child exits and its tree is empty.
  void completeStop(String name) {
    exits(name, 143);
    treeFoundEmpty(name);
  }

  /// Fires the timer of the last step.
  List<ProcessEffect> timerFires(ProcessCommand.TimerPurpose purpose) {
    ProcessEffect.StartTimer timer =
        last(ProcessEffect.StartTimer.class).stream()
            .filter(it -> it.purpose() == purpose)
            .findFirst()
            .orElseThrow();
    now += timer.millis();
    return step(new ProcessCommand.TimerFired(timer.id(), timer.stateVersion(), purpose));
  }

  <T extends ProcessEffect> List<T> last(Class<T> type) {
    return only(type, last);
  }

  /// Names of the processes spawned in the last step.
  List<String> starts() {
    return last(ProcessEffect.Spawn.class).stream().map(it -> it.spec().name()).toList();
  }

  /// Names of the processes signalled in the last step.
  List<String> signalled() {
    return last(ProcessEffect.Signal.class).stream().map(it -> names.get(it.id() - 1)).toList();
  }

  List<String> notes() {
    return last(ProcessEffect.AppendNote.class).stream()
        .map(ProcessEffect.AppendNote::text)
        .toList();
  }

  List<String> notices() {
    return last(ProcessEffect.Publish.class).stream()
        .map(ProcessEffect.Publish::event)
        .filter(Event.Notice.class::isInstance)
        .map(it -> ((Event.Notice) it).text())
        .toList();
  }

  static <T extends ProcessEffect> List<T> only(Class<T> type, List<ProcessEffect> effects) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
