package dev.brummer.engine.process;

import dev.brummer.engine.process.StartMethod.ScriptRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Mutable copy of a [ProcessSpec]. Confined to one thread.
public final class ProcessSpecBuilder {
  private String name;
  private String group;
  private List<String> command;
  private Path directory;
  private Map<String, String> environment;
  private Set<String> unset;
  private boolean clearEnvironment;
  private boolean pty;
  private boolean daemon;
  private StopPolicy stop;
  private RestartPolicy restart;
  private List<Dependency> dependsOn;
  private ReadinessProbe readiness;
  private ProbeTiming probeTiming;
  private boolean stopsUnready;
  private @Nullable LivenessPolicy liveness;
  private Set<Integer> successCodes;
  private WatchPolicy watch;
  private boolean startsWithGroup;
  private String owner;
  private boolean folded;
  private WebPolicy web;
  private @Nullable Schedule schedule;
  private @Nullable Replica replica;
  private ExitPolicy exit;
  private ScriptRunner scriptRunner;

  ProcessSpecBuilder(ProcessSpec base) {
    this.name = base.name();
    this.group = base.group();
    this.command = base.command();
    this.directory = base.directory();
    this.environment = base.environment();
    this.unset = base.unset();
    this.clearEnvironment = base.clearEnvironment();
    this.pty = base.pty();
    this.daemon = base.daemon();
    this.stop = base.stop();
    this.restart = base.restart();
    this.dependsOn = base.dependsOn();
    this.readiness = base.readiness();
    this.probeTiming = base.probeTiming();
    this.stopsUnready = base.stopsUnready();
    this.liveness = base.liveness();
    this.successCodes = base.successCodes();
    this.watch = base.watch();
    this.startsWithGroup = base.startsWithGroup();
    this.owner = base.owner();
    this.folded = base.folded();
    this.web = base.web();
    this.schedule = base.schedule();
    this.replica = base.replica();
    this.exit = base.exit();
    this.scriptRunner = base.scriptRunner();
  }

  public ProcessSpecBuilder name(String value) {
    name = value;
    return this;
  }

  public ProcessSpecBuilder group(String value) {
    group = value;
    return this;
  }

  public ProcessSpecBuilder command(List<String> value) {
    command = value;
    return this;
  }

  public ProcessSpecBuilder directory(Path value) {
    directory = value;
    return this;
  }

  public ProcessSpecBuilder environment(Map<String, String> value) {
    environment = value;
    return this;
  }

  public ProcessSpecBuilder unset(Set<String> value) {
    unset = value;
    return this;
  }

  public ProcessSpecBuilder clearEnvironment(boolean value) {
    clearEnvironment = value;
    return this;
  }

  public ProcessSpecBuilder pty(boolean value) {
    pty = value;
    return this;
  }

  public ProcessSpecBuilder daemon(boolean value) {
    daemon = value;
    return this;
  }

  public ProcessSpecBuilder stop(StopPolicy value) {
    stop = value;
    return this;
  }

  public ProcessSpecBuilder restart(RestartPolicy value) {
    restart = value;
    return this;
  }

  public ProcessSpecBuilder dependsOn(List<Dependency> value) {
    dependsOn = value;
    return this;
  }

  public ProcessSpecBuilder readiness(ReadinessProbe value) {
    readiness = value;
    return this;
  }

  public ProcessSpecBuilder probeTiming(ProbeTiming value) {
    probeTiming = value;
    return this;
  }

  public ProcessSpecBuilder stopsUnready(boolean value) {
    stopsUnready = value;
    return this;
  }

  public ProcessSpecBuilder liveness(@Nullable LivenessPolicy value) {
    liveness = value;
    return this;
  }

  public ProcessSpecBuilder successCodes(Set<Integer> value) {
    successCodes = value;
    return this;
  }

  public ProcessSpecBuilder watch(WatchPolicy value) {
    watch = value;
    return this;
  }

  public ProcessSpecBuilder owner(String value) {
    owner = value;
    return this;
  }

  public ProcessSpecBuilder folded(boolean value) {
    folded = value;
    return this;
  }

  public ProcessSpecBuilder startsWithGroup(boolean value) {
    startsWithGroup = value;
    return this;
  }

  public ProcessSpecBuilder web(WebPolicy value) {
    web = value;
    return this;
  }

  public ProcessSpecBuilder schedule(@Nullable Schedule value) {
    schedule = value;
    return this;
  }

  public ProcessSpecBuilder replica(@Nullable Replica value) {
    replica = value;
    return this;
  }

  public ProcessSpecBuilder scriptRunner(ScriptRunner value) {
    scriptRunner = value;
    return this;
  }

  public ProcessSpecBuilder exit(ExitPolicy value) {
    exit = value;
    return this;
  }

  public ProcessSpec build() {
    return new ProcessSpec(
        name,
        group,
        command,
        directory,
        environment,
        unset,
        clearEnvironment,
        pty,
        daemon,
        stop,
        restart,
        dependsOn,
        readiness,
        probeTiming,
        stopsUnready,
        liveness,
        successCodes,
        watch,
        startsWithGroup,
        owner,
        folded,
        web,
        schedule,
        replica,
        exit,
        scriptRunner);
  }
}
