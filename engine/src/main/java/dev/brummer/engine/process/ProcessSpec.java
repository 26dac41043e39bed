package dev.brummer.engine.process;

import dev.brummer.engine.process.StartMethod.ScriptRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Immutable definition of a process: command, environment and lifecycle policies. Constructed by
/// [#builder] and changed by [#toBuilder].
///
/// @param name unique among the processes of this run
/// @param group heading in process lists; may be empty
/// @param command program and arguments, executed without a shell
/// @param directory working directory
/// @param environment variables added to the inherited environment
/// @param unset variables removed from the inherited environment
/// @param clearEnvironment whether nothing is inherited: the process sees `environment` and the few
///   variables that brummer itself sets
/// @param pty true for a pseudo terminal (colours, interaction), false for pipes
/// @param daemon whether the command forks into the background and exits: the process runs as long
///   as members of its tree live
/// @param stop signal, command or input that requests the stop, and the grace period
/// @param restart restart policy after an unrequested exit
/// @param dependsOn conditions that must hold before the start
/// @param readiness probe that decides when the process is ready
/// @param probeTiming timing and thresholds of `readiness`
/// @param stopsUnready whether failures of an active `readiness` probe, `failureThreshold` in a row
///   before or after it is ready, stop the process; `restart` then treats that like an exit with a
///   failure
/// @param liveness restart of a process that no longer works, null for none
/// @param successCodes exit codes that count as success
/// @param watch restart policy for file changes
/// @param startsWithGroup whether starting its whole group starts it; other processes start only by
///   name
/// @param owner group that qualifies its name, if that is not `group`: the package of a script that
///   is listed with others as the parts of one; else empty
/// @param folded whether lists show it only on request; see [#standsForGroup]
/// @param web URL and proxy
/// @param schedule repeated starts, null for none
/// @param replica membership in a set of equal processes, null for none
/// @param exit effect of its end on the whole run
/// @param scriptRunner how its command is started if it runs a script of a `package.json`
public record ProcessSpec(
    String name,
    String group,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Set<String> unset,
    boolean clearEnvironment,
    boolean pty,
    boolean daemon,
    StopPolicy stop,
    RestartPolicy restart,
    List<Dependency> dependsOn,
    ReadinessProbe readiness,
    ProbeTiming probeTiming,
    boolean stopsUnready,
    @Nullable LivenessPolicy liveness,
    Set<Integer> successCodes,
    WatchPolicy watch,
    boolean startsWithGroup,
    String owner,
    boolean folded,
    WebPolicy web,
    @Nullable Schedule schedule,
    @Nullable Replica replica,
    ExitPolicy exit,
    ScriptRunner scriptRunner) {
  /// Grace period of a process without a configured one.
  public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

  private static final Set<String> SHELLS = Set.of("sh", "/bin/sh", "bash", "/bin/bash");
  private static final String SHELL_OPTION = "-c";

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    unset = Set.copyOf(unset);
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
        Set.of(),
        false,
        pty,
        false,
        StopPolicy.term(grace),
        RestartPolicy.NO,
        List.of(),
        ReadinessProbe.INFERRED,
        ProbeTiming.DEFAULT,
        false,
        null,
        Set.of(0),
        WatchPolicy.OFF,
        true,
        "",
        false,
        WebPolicy.DETECTED,
        null,
        null,
        ExitPolicy.NONE,
        ScriptRunner.DIRECT);
  }

  /// A builder with default policies, a pseudo terminal and no group.
  public static ProcessSpecBuilder builder(String name, List<String> command, Path directory) {
    return new ProcessSpec(name, "", command, directory, Map.of(), true, DEFAULT_GRACE).toBuilder();
  }

  /// Whether a name means this group and not the process of that name: the process is folded
  /// because its parts are the processes of the group.
  public static boolean standsForGroup(Collection<ProcessSpec> all, String name) {
    boolean isFolded = false;
    boolean hasParts = false;
    for (ProcessSpec spec : all) {
      isFolded |= spec.folded && spec.name.equals(name);
      hasParts |= spec.startsWithGroup && spec.group.equals(name);
    }
    return isFolded && hasParts;
  }

  public Duration grace() {
    return stop.grace();
  }

  /// The command as one types it: the line of a command that runs `sh -c LINE`, else program and
  /// arguments separated by blanks.
  public String commandLine() {
    boolean isShellLine =
        command.size() == 3
            && SHELLS.contains(command.getFirst())
            && command.get(1).equals(SHELL_OPTION);
    return isShellLine ? command.getLast() : String.join(" ", command);
  }

  /// A copy with another value for an environment variable.
  public ProcessSpec withVariable(String variable, String value) {
    Map<String, String> extended = new HashMap<>(environment);
    extended.put(variable, value);
    return toBuilder().environment(extended).build();
  }

  /// A copy with another command.
  public ProcessSpec withCommand(List<String> other) {
    return toBuilder().command(other).build();
  }

  /// The name with its whole group: `@acme/lib:test` for `lib:test` of the package `@acme/lib`,
  /// `Makefile:build` for `build` of a makefile.
  public String qualifiedName() {
    return qualifiedName(owner.isEmpty() ? group : owner, name);
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
  public ProcessSpecBuilder toBuilder() {
    return new ProcessSpecBuilder(this);
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
}
