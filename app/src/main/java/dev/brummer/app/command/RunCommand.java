package dev.brummer.app.command;

import static java.util.Objects.requireNonNullElse;

import dev.brummer.app.attach.BackgroundLauncher;
import dev.brummer.app.fastpath.FastCommand;
import dev.brummer.app.fastpath.OptionValue;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.run.OutputMode;
import dev.brummer.app.run.ProcessNameResolver;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunPlan;
import dev.brummer.app.run.RunSession;
import dev.brummer.app.run.RunningInstanceCheck;
import dev.brummer.app.run.StartupPreload;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `brummer run`: runs processes of a project.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    customSynopsis = "brummer run [OPTIONS] [NAME...] [-- COMMAND...]",
    description = "Discover the scripts of a project, run them and show their output.",
    footer = {
      "",
      "Without names, select processes in the UI. A name is a script, a glob ('dev:*') or a group."
          + " A group of a Procfile or brummer.toml starts whole, any other what runs until it is"
          + " stopped.",
      "Examples:",
      "  brummer run",
      "  brummer run dev api --kill-others-on-fail",
      "  brummer run -- python3 -m http.server",
      "  brummer run -f process-compose.yaml",
      "  brummer run -- -x              a script whose name starts with -"
    })
public final class RunCommand implements FastCommand {
  /// Null on the fast path.
  @Spec @Nullable CommandSpec spec;

  /// All arguments; null if picocli has parsed them.
  private @Nullable List<String> typed;

  @Parameters(
      paramLabel = "NAME",
      description = "scripts, globs or groups to start; after --, any command")
  List<String> words = List.of();

  @Option(
      names = "--force",
      description = "also start processes that another brummer already runs in this project")
  boolean force;

  @Option(
      names = {"-D", "--background"},
      description = "start in the background and return when it runs; brummer attach shows its UI")
  boolean background;

  @Mixin ProjectOptions project = new ProjectOptions();

  @Mixin RunOptions options = new RunOptions();

  /// Whether the current directory belongs to a project with something to run.
  public static boolean isInProject() {
    return ProjectDirectory.find(Path.of("")).exists();
  }

  @Override
  public String longName(String shortName) {
    return switch (shortName) {
      case "-D" -> "--background";
      case "-k" -> "--kill-others";
      default -> ProjectOptions.longName(shortName);
    };
  }

  @Override
  public boolean set(OptionValue option) {
    switch (option.name()) {
      case "--force" -> force = option.flag();
      case "--background" -> background = option.flag();
      default -> {
        return project.set(option) || options.set(option);
      }
    }
    return true;
  }

  @Override
  public boolean setOperands(List<String> operands, List<String> typed) {
    words = operands;
    this.typed = typed;
    return true;
  }

  private List<String> typed() {
    return typed == null && spec != null
        ? spec.commandLine().getParseResult().originalArgs()
        : requireNonNullElse(typed, List.of());
  }

  @Override
  public Integer call() throws Exception {
    Map<String, String> environment = System.getenv();
    TtyFlags streams = TtyFlags.detect();
    boolean inBackground = background || options.backgroundChild != null;
    OutputMode outputMode =
        inBackground
            ? OutputMode.background(options.ui)
            : OutputMode.choose(
                options.ui, streams.inputTerminal(), streams.outputTerminal(), environment);
    boolean ui = outputMode.kind() == OutputMode.Kind.TUI;
    StartupPreload.start(ui);
    RunArguments arguments = RunArguments.split(words, typed());
    RunPlan plan = plan(arguments, ui);
    if (!ui) {
      options.validate(plan.started());
    }
    plan = RunningInstanceCheck.check(plan, force);
    if (background && options.backgroundChild == null) {
      return launch(plan);
    }
    Set<String> started = plan.started();
    return RunSession.run(
        plan, () -> planAgain(arguments, ui, started), options.settings(), outputMode, environment);
  }

  private RunPlan plan(RunArguments arguments, boolean ui) {
    RunPlan plan =
        project.plan(ui, options.processOptions.pty, options.processOptions.grace, arguments);
    if (ui) {
      return plan;
    }
    if (plan.started().isEmpty()) {
      throw ProcessNameResolver.noNames(plan.processes(), "brummer run");
    }
    return plan.onlyStarted();
  }

  /// Plans the run again while it goes on: names of processes that are gone are no mistake then.
  private RunPlan planAgain(RunArguments arguments, boolean ui, Set<String> started) {
    RunPlan plan =
        project.plan(
            ui,
            options.processOptions.pty,
            options.processOptions.grace,
            new RunArguments(List.of(), arguments.command()));
    return ui ? plan : plan.withStarted(started).onlyStarted();
  }

  /// Starts the same command line in the background.
  private int launch(RunPlan plan) throws InterruptedException {
    options.settings();
    MessagePrinter.print(plan.warnings());
    List<String> all = typed();
    List<String> arguments = all.getFirst().equals("run") ? all.subList(1, all.size()) : all;
    Path state = SupervisorSettings.defaults().state();
    return BackgroundLauncher.launch(
        arguments, plan.project(), state == null ? null : state.resolve("background"));
  }
}
