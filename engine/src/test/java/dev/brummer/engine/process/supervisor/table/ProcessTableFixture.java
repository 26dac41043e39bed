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

/// A [ProcessTable] without a world: children are what a test says they are.
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
    return spec(name)
        .withDependsOn(List.of(others).stream().map(o -> new Dependency(o, until)).toList());
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

  /// What people see of it.
  String label(String name) {
    return info(name).state().label();
  }

  List<ProcessEffect> start(String name) {
    return step(new ProcessCommand.Start(id(name)));
  }

  List<ProcessEffect> stop(String name) {
    return step(new ProcessCommand.Stop(id(name)));
  }

  /// The child that is being started has a pid.
  List<ProcessEffect> spawned(String name) {
    return step(new ProcessCommand.Spawned(id(name), info(name).runNumber(), 4_000 + id(name)));
  }

  List<ProcessEffect> listens(String name, int port) {
    return step(new ProcessCommand.PortsChanged(id(name), info(name).runNumber(), List.of(port)));
  }

  List<ProcessEffect> exits(String name, int code) {
    return step(new ProcessCommand.Exited(id(name), info(name).runNumber(), code, 0));
  }

  /// The last look for its tree finds nobody.
  List<ProcessEffect> treeFoundEmpty(String name) {
    ProcessEffect.FindTree look =
        last(ProcessEffect.FindTree.class).stream()
            .filter(it -> it.id() == id(name))
            .findFirst()
            .orElseThrow();
    return step(
        new ProcessCommand.TreeFound(
            look.id(), look.stateVersion(), look.signal(), look.restart(), List.of()));
  }

  /// A stop runs its whole course.
  void completeStop(String name) {
    exits(name, 143);
    treeFoundEmpty(name);
  }

  /// The timer that was set in the last step runs out.
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

  /// Which processes were started in the last step.
  List<String> starts() {
    return last(ProcessEffect.Spawn.class).stream().map(it -> it.spec().name()).toList();
  }

  /// Which processes were signalled in the last step.
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
