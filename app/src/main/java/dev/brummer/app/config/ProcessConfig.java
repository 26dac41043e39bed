package dev.brummer.app.config;

import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ExitPolicy;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.ProcessSpecBuilder;
import dev.brummer.engine.process.Schedule;
import dev.brummer.engine.process.StartMethod.ScriptRunner;
import dev.brummer.engine.process.WatchPolicy;
import dev.brummer.engine.process.WebPolicy;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Settings of one process, or of all processes, in one file. Null or empty where not set.
///
/// @param mask whether secrets in the text of the process are masked
/// @param replicas number of copies
/// @param scriptRunner how scripts of a `package.json` are started
public record ProcessConfig(
    @Nullable List<String> command,
    @Nullable Path directory,
    @Nullable String group,
    EnvironmentConfig environment,
    @Nullable Boolean pty,
    @Nullable Boolean autostart,
    @Nullable List<DeclaredDependency> dependsOn,
    ProbeConfig.@Nullable Ready ready,
    ProbeConfig.@Nullable Ready liveness,
    RestartConfig restart,
    StopConfig stop,
    @Nullable Set<Integer> success,
    @Nullable WatchPolicy watch,
    @Nullable URI url,
    @Nullable Boolean proxy,
    @Nullable Boolean mask,
    @Nullable Boolean daemon,
    @Nullable Integer replicas,
    @Nullable Schedule schedule,
    @Nullable ExitPolicy exit,
    @Nullable ScriptRunner scriptRunner) {
  /// Dependency with its place in the file.
  ///
  /// @param location `file:line:column: `
  public record DeclaredDependency(Dependency dependency, String location) {}

  /// Settings of the environment.
  ///
  /// @param files in the order in which they are read
  /// @param unset names of variables that are not inherited
  /// @param clear whether only [ProcessSpec#clearEnvironment] is inherited
  public record EnvironmentConfig(
      Map<String, String> variables,
      List<Path> files,
      List<String> unset,
      @Nullable Boolean clear) {}

  /// A definition with these settings applied.
  ///
  /// @param base definition that applies where a setting is not set
  /// @param variables content of the files of the environment
  public ProcessSpec applyTo(ProcessSpec base, Map<String, String> variables) {
    ProcessSpecBuilder spec = base.toBuilder();
    applyEnvironment(base, variables, spec);
    spec.group(orElse(group, base.group()))
        .command(orElse(command, base.command()))
        .directory(orElse(directory, base.directory()))
        .pty(orElse(pty, base.pty()))
        .stop(stop.applyTo(base.stop()))
        .restart(restart.applyTo(base.restart()))
        .successCodes(orElse(success, base.successCodes()))
        .watch(orElse(watch, base.watch()))
        .daemon(orElse(daemon, base.daemon()))
        .exit(orElse(exit, base.exit()))
        .scriptRunner(orElse(scriptRunner, base.scriptRunner()))
        .web(
            new WebPolicy(
                url == null ? base.web().url() : url, orElse(proxy, base.web().proxied())));
    if (dependsOn != null) {
      spec.dependsOn(dependsOn.stream().map(DeclaredDependency::dependency).toList());
    }
    if (ready != null) {
      spec.readiness(ready.probe()).probeTiming(ready.timing());
    }
    if (liveness != null) {
      spec.liveness(liveness.policy());
    }
    if (schedule != null) {
      spec.schedule(schedule);
    }
    return spec.build();
  }

  private void applyEnvironment(
      ProcessSpec base, Map<String, String> variables, ProcessSpecBuilder spec) {
    Map<String, String> all = new LinkedHashMap<>(base.environment());
    Set<String> unset = new HashSet<>(base.unset());
    unset.addAll(environment.unset());
    all.putAll(variables);
    all.keySet().removeAll(environment.unset());
    all.putAll(environment.variables());
    unset.removeAll(all.keySet());
    spec.environment(all)
        .unset(unset)
        .clearEnvironment(orElse(environment.clear(), base.clearEnvironment()));
  }

  static <T> T orElse(@Nullable T value, T fallback) {
    return value == null ? fallback : value;
  }
}
