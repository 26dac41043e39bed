package dev.brummer.app.run;

import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.supervisor.RunningInstance;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.engine.text.Suggestions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prevents that two brummers run the same processes of a project without notice.
public final class RunningInstanceCheck {
  private RunningInstanceCheck() {}

  /// Looks for other brummers in the project of a plan.
  ///
  /// @param force whether to start processes that another brummer runs
  /// @return the plan with a warning per other brummer
  /// @throws UserException if the plan starts a process that another brummer runs, unless forced
  public static RunPlan check(RunPlan plan, boolean force) {
    return check(plan, force, SupervisorSettings.defaults().state(), Instant.now());
  }

  static RunPlan check(RunPlan plan, boolean force, @Nullable Path state, Instant now) {
    List<String> warnings = new ArrayList<>(plan.warnings());
    for (RunningInstance other : find(state, plan.project(), warnings)) {
      List<String> twice = other.processes().stream().filter(plan.started()::contains).toList();
      if (!twice.isEmpty() && !force) {
        throw UserException.failure(
            describe(other, plan.project(), now)
                + ": brummer attach shows it, brummer stop "
                + String.join(" ", twice)
                + " stops "
                + (twice.size() == 1 ? "it" : "them")
                + " there, and --force starts a second one");
      }
      warnings.add(describe(other, plan.project(), now) + "; brummer attach shows it");
    }
    return plan.withWarnings(warnings);
  }

  private static List<RunningInstance> find(
      @Nullable Path state, Path project, List<String> warnings) {
    try {
      return state == null ? List.of() : RunningInstance.find(state, project);
    } catch (IOException unreadable) {
      warnings.add("cannot read the PID files of other runs: " + IoErrorMessage.of(unreadable));
      return List.of();
    }
  }

  private static String describe(RunningInstance other, Path project, Instant now) {
    String processes =
        other.processes().isEmpty()
            ? "with no process started"
            : "with " + Suggestions.list(other.processes());
    return "brummer is already running in %s %s (pid %d, for %s)"
        .formatted(project, processes, other.pid(), age(Duration.between(other.started(), now)));
  }

  private static String age(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
