package dev.brummer.engine.process;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces the command of a process at its start by another one with the same effect.
@FunctionalInterface
public interface CommandResolver {
  /// Starts every command as it is.
  CommandResolver NONE = (spec, environment) -> Resolved.unchanged(spec, environment, null);

  /// Called by the thread `processes` before each spawn. Reads files at most, for some
  /// milliseconds.
  ///
  /// @param environment all variables of the child
  Resolved resolve(ProcessSpec spec, Map<String, String> environment);

  /// What is spawned.
  ///
  /// @param command argument vector, program first
  /// @param environment all variables
  /// @param method null unless the command runs a script of a `package.json`
  record Resolved(
      List<String> command, Map<String, String> environment, @Nullable StartMethod method) {
    /// The command of a process itself.
    public static Resolved unchanged(
        ProcessSpec spec, Map<String, String> environment, @Nullable StartMethod method) {
      return new Resolved(spec.command(), environment, method);
    }
  }
}
