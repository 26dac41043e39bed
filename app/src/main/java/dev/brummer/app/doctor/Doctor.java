package dev.brummer.app.doctor;

import dev.brummer.app.mcp.token.HttpToken;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.proxy.ProxySettings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs all checks at the same time.
final class Doctor {
  /// In the order of the report.
  static final List<HealthCheck> CHECKS =
      List.of(
          new VersionCheck(System.getProperty("os.name") + " " + System.getProperty("os.arch")),
          new AotCacheCheck(),
          new TerminalCheck(),
          new LocaleCheck(),
          new ClipboardCheck(),
          new ProjectCheck(),
          new ToolCheck(),
          new PortCheck(ProxySettings.FIRST_PORT, HttpToken.DEFAULT_PORT),
          new WatchLimitCheck(),
          new ResourceLimitCheck(),
          new ControlGroupCheck(),
          new StateDirectoryCheck(),
          new ControlFileCheck(),
          new InstanceCheck(),
          new OrphanCheck());

  private Doctor() {}

  /// @param timeout for all checks together
  static List<Finding> run(List<HealthCheck> checks, DoctorContext context, Duration timeout) {
    List<FutureTask<List<Finding>>> tasks = new ArrayList<>();
    for (HealthCheck check : checks) {
      FutureTask<List<Finding>> task = new FutureTask<>(() -> check.run(context));
      Thread.ofVirtual().name("doctor-" + check.topic()).start(task);
      tasks.add(task);
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      findings.addAll(await(tasks.get(i), checks.get(i).topic(), deadline - System.nanoTime()));
    }
    return findings;
  }

  private static List<Finding> await(
      FutureTask<List<Finding>> task, String topic, long remainingNanos) {
    try {
      return task.get(Math.max(1, remainingNanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      return List.of(Finding.warning(topic, "the check did not end in time", "run it again"));
    } catch (ExecutionException failed) {
      return List.of(Finding.warning(topic, "cannot be checked: " + reason(failed), ""));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private static String reason(ExecutionException failed) {
    return switch (failed.getCause()) {
      case UserException invalid -> invalid.text();
      case IOException io -> IoErrorMessage.of(io);
      case null, default -> "internal error";
    };
  }
}
