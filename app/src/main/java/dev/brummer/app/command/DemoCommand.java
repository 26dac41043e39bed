package dev.brummer.app.command;

import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.run.OutputMode;
import dev.brummer.app.run.RunPlan;
import dev.brummer.app.run.RunSession;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.tui.Guidance;
import dev.brummer.tui.paint.Theme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer demo`: runs a sample shop whose processes are brummer's own runtime.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Run a sample project: a shop with a web server, an API, a worker and a failing test"
            + " run.",
    footer = {
      "",
      "The page of the shop has a bug, too: press o to open it and click Buy, then 2 for the error.",
      "Examples:",
      "  brummer demo --tour          five steps: log, error, request, page, agent"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final List<String> PARTS = List.of("web", "api", "worker", "tests");

  @Mixin RunOptions options = new RunOptions();

  @Option(names = "--tour", description = "begin with a tour of the views in five steps (UI)")
  boolean tour;

  @Override
  public Integer call() throws Exception {
    Map<String, String> environment = System.getenv();
    TtyFlags streams = TtyFlags.detect();
    OutputMode outputMode =
        OutputMode.choose(
            options.ui, streams.inputTerminal(), streams.outputTerminal(), environment);
    boolean pty =
        options.processOptions.pty == null
            ? outputMode.kind() == OutputMode.Kind.TUI
            : options.processOptions.pty;
    Path folder = Files.createTempDirectory("brummer-shop");
    try {
      Theme theme = RunTargets.theme(RunTargets.loadConfig(folder, environment));
      return RunSession.run(
          plan(folder, pty, theme),
          null,
          options.settings().withGuidance(tour ? Guidance.TOUR : Guidance.NONE),
          outputMode,
          environment);
    } finally {
      Files.deleteIfExists(folder.resolve(DemoPartCommand.API_PORT_FILE));
      Files.deleteIfExists(folder);
    }
  }

  private RunPlan plan(Path folder, boolean pty, Theme theme) {
    List<ProcessSpec> processes = new ArrayList<>();
    for (String part : PARTS) {
      List<String> command = new ArrayList<>(RelaunchCommandLine.command());
      command.addAll(List.of("__shop", part, folder.toString()));
      Duration grace =
          options.processOptions.grace == null
              ? ProcessSpec.DEFAULT_GRACE
              : options.processOptions.grace;
      processes.add(new ProcessSpec(part, "shop", command, folder, Map.of(), pty, grace));
    }
    Path shop = folder.resolveSibling("shop");
    return new RunPlan(shop, processes, new LinkedHashSet<>(PARTS), theme, List.of());
  }
}
