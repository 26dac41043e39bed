package dev.brummer.engine.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Immutable definition of a process: command, environment and lifecycle policies.
///
/// @param name unique among the processes of this run
/// @param group heading in process lists; may be empty
/// @param command program and arguments, executed without a shell
/// @param directory working directory
/// @param environment variables added to brummer's own environment
/// @param pty true for a pseudo terminal (colours, interaction), false for pipes
/// @param stop signal or command that requests the stop, and the grace period
/// @param restart restart policy after an unrequested exit
/// @param dependsOn conditions that must hold before the start
/// @param readiness probe that decides when the process is ready
/// @param successCodes exit codes that count as success
/// @param watch restart policy for file changes
/// @param startsWithGroup whether starting its whole group starts it; other processes start only by
///   name
/// @param web URL and proxy
public record ProcessSpec(
    String name,
    String group,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    boolean pty,
    StopPolicy stop,
    RestartPolicy restart,
    List<Dependency> dependsOn,
    ReadinessProbe readiness,
    Set<Integer> successCodes,
    WatchPolicy watch,
    boolean startsWithGroup,
    WebPolicy web) {
  /// Grace period of a process without a configured one.
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    dependsOn = List.copyOf(dependsOn);
    successCodes = Set.copyOf(successCodes);
  }

  /// A definition with default policies: no dependencies, no restart, SIGTERM to stop.
  public ProcessSpec(
      String name,
      String group,
      List<String> command,
      Path directory,
      Map<String, String> environment,
      boolean pty,
      Duration grace) {
    this(
        name,
        group,
        command,
        directory,
        environment,
        pty,
        StopPolicy.term(grace),
        RestartPolicy.NO,
        List.of(),
        ReadinessProbe.INFERRED,
        Set.of(0),
        WatchPolicy.OFF,
        true,
        WebPolicy.DETECTED);
  }

  public Duration grace() {
    return stop.grace();
  }

  /// A copy with another value for an environment variable.
  public ProcessSpec withVariable(String variable, String value) {
    Map<String, String> extended = new HashMap<>(environment);
    extended.put(variable, value);
    return toBuilder().environment(extended).build();
  }

  /// A copy with another command.
  public ProcessSpec withCommand(List<String> other) {
    return new ProcessSpec(
        name,
        group,
        other,
        directory,
        environment,
        pty,
        stop,
        restart,
        dependsOn,
        readiness,
        successCodes,
        watch,
        startsWithGroup,
        web);
  }

  /// The name with its whole group: `@acme/lib:test` for `lib:test` of the package `@acme/lib`,
  /// `Makefile:build` for `build` of a makefile.
  public String qualifiedName() {
    return qualifiedName(group, name);
  }

  /// See [#qualifiedName()].
  public static String qualifiedName(String group, String name) {
    String shortGroup = group.substring(group.lastIndexOf('/') + 1) + ":";
    if (group.isEmpty() || name.startsWith(group + ":")) {
      return name;
    }
    return group + ":" + (name.startsWith(shortGroup) ? name.substring(shortGroup.length()) : name);
  }

  /// A builder initialised with this definition.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Derives the name of an ad-hoc process from its command line: the file name of the program,
  /// with a number from 2 on where that name is taken.
  public static String adHocName(String commandLine, Predicate<String> isTaken) {
    String program = commandLine.strip().split("\\s+", 2)[0];
    String file = program.substring(program.lastIndexOf('/') + 1);
    String base = file.isEmpty() ? "command" : file;
    String name = base;
    for (int i = 2; isTaken.test(name); i++) {
      name = base + "-" + i;
    }
    return name;
  }

  /// Mutable copy of a definition. Confined to one thread.
  public static final class Builder {
    private final ProcessSpec base;
    private Map<String, String> environment;
    private boolean pty;
    private StopPolicy stop;
    private RestartPolicy restart;
    private List<Dependency> dependsOn;
    private ReadinessProbe readiness;
    private Set<Integer> successCodes;
    private WatchPolicy watch;
    private boolean startsWithGroup;
    private WebPolicy web;

    private Builder(ProcessSpec base) {
      this.base = base;
      this.environment = base.environment;
      this.pty = base.pty;
      this.stop = base.stop;
      this.restart = base.restart;
      this.dependsOn = base.dependsOn;
      this.readiness = base.readiness;
      this.successCodes = base.successCodes;
      this.watch = base.watch;
      this.startsWithGroup = base.startsWithGroup;
      this.web = base.web;
    }

    public Builder environment(Map<String, String> value) {
      environment = value;
      return this;
    }

    public Builder pty(boolean value) {
      pty = value;
      return this;
    }

    public Builder stop(StopPolicy value) {
      stop = value;
      return this;
    }

    public Builder restart(RestartPolicy value) {
      restart = value;
      return this;
    }

    public Builder dependsOn(List<Dependency> value) {
      dependsOn = value;
      return this;
    }

    public Builder readiness(ReadinessProbe value) {
      readiness = value;
      return this;
    }

    public Builder successCodes(Set<Integer> value) {
      successCodes = value;
      return this;
    }

    public Builder watch(WatchPolicy value) {
      watch = value;
      return this;
    }

    public Builder startsWithGroup(boolean value) {
      startsWithGroup = value;
      return this;
    }

    public Builder web(WebPolicy value) {
      web = value;
      return this;
    }

    public ProcessSpec build() {
      return new ProcessSpec(
          base.name,
          base.group,
          base.command,
          base.directory,
          environment,
          pty,
          stop,
          restart,
          dependsOn,
          readiness,
          successCodes,
          watch,
          startsWithGroup,
          web);
    }
  }
}
