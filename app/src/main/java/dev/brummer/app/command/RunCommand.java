package dev.brummer.app.command;

import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.run.OutputMode;
import dev.brummer.app.run.ProcessSelection;
import dev.brummer.app.run.RunPlan;
import dev.brummer.app.run.Running;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `brummer run`: the main job.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Find what the project can run, run it, show it.",
    footer = {
      "",
      "With nothing named the UI lets you choose. Names are scripts, globs ('dev:*') or groups.",
      "Examples:",
      "  brummer run",
      "  brummer run dev api --kill-others-on-fail",
      "  brummer run -- python3 -m http.server"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "NAME", description = "what to start; after --, a command of your own")
  List<String> words = List.of();

  @Mixin ProjectOptions project = new ProjectOptions();

  @Mixin RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    options.validateProxy();
    Map<String, String> environment = System.getenv();
    StandardStreams standard = StandardStreams.detect();
    OutputMode outputMode =
        OutputMode.choose(
            options.ui, standard.inputTerminal(), standard.outputTerminal(), environment);
    boolean ui = outputMode.kind() == OutputMode.Kind.TUI;
    RunArguments split =
        RunArguments.split(words, spec.commandLine().getParseResult().originalArgs());
    RunPlan plan = project.plan(ui, options.children.pty, options.children.grace, split);
    if (!ui) {
      if (plan.started().isEmpty()) {
        throw ProcessSelection.noNames(plan.processes(), "brummer run");
      }
      plan = plan.onlyStarted();
      options.validate(plan.started());
    }
    return Running.run(plan, options, outputMode, environment);
  }
}
