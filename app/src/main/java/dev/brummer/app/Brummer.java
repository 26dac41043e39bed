package dev.brummer.app;

import dev.brummer.app.command.AotClientTrainingCommand;
import dev.brummer.app.command.AotPlainTrainingCommand;
import dev.brummer.app.command.AotTrainCommand;
import dev.brummer.app.command.AotTrainingRunCommand;
import dev.brummer.app.command.AttachCommand;
import dev.brummer.app.command.BenchCommand;
import dev.brummer.app.command.DemoCommand;
import dev.brummer.app.command.DemoPartCommand;
import dev.brummer.app.command.EnvironmentDefaults;
import dev.brummer.app.command.HelpCommand;
import dev.brummer.app.command.ListCommand;
import dev.brummer.app.command.LogsCommand;
import dev.brummer.app.command.McpCommand;
import dev.brummer.app.command.ReapCommand;
import dev.brummer.app.command.RunCommand;
import dev.brummer.app.command.UpCommand;
import dev.brummer.app.command.config.ConfigCommand;
import dev.brummer.app.command.remote.CheckCommand;
import dev.brummer.app.command.remote.ErrorsCommand;
import dev.brummer.app.command.remote.KillCommand;
import dev.brummer.app.command.remote.OpenCommand;
import dev.brummer.app.command.remote.PsCommand;
import dev.brummer.app.command.remote.RequestsCommand;
import dev.brummer.app.command.remote.RestartCommand;
import dev.brummer.app.command.remote.ScaleCommand;
import dev.brummer.app.command.remote.ShutdownCommand;
import dev.brummer.app.command.remote.StartCommand;
import dev.brummer.app.command.remote.StopCommand;
import dev.brummer.app.command.remote.WaitCommand;
import dev.brummer.app.command.remote.WhyCommand;
import dev.brummer.app.completion.CommandModel;
import dev.brummer.app.completion.CompleteCommand;
import dev.brummer.app.completion.CompletionCommand;
import dev.brummer.app.doctor.DoctorCommand;
import dev.brummer.app.fastpath.FastCommand;
import dev.brummer.app.fastpath.FastParser;
import dev.brummer.app.graph.GraphCommand;
import dev.brummer.app.manual.ShareCommand;
import dev.brummer.app.mcp.install.McpInstallCommand;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.JarTime;
import dev.brummer.app.program.JvmExit;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TerminationSignals;
import dev.brummer.app.program.UserException;
import dev.brummer.app.program.Version;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.ThreadLimit;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.TerminalOutput;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Entry point: parses the command line, runs the command, and turns an exception into one sentence
/// and an exit code.
@Command(
    name = "brummer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs the processes of your project and shows what they do.",
    footer = {
      "",
      "Examples:",
      "  brummer                      in a project: the same as brummer run",
      "  brummer run                  select processes in the UI",
      "  brummer run dev api          start two scripts",
      "  brummer run 'test:*' --ui plain",
      "  brummer run -- node server.js",
      "  brummer ps                   list the processes of the running brummer",
      "  brummer restart api          restart one of them",
      "  brummer demo                 run a sample project",
      "",
      "Options can be set in the environment: BRUMMER_UI=plain is --ui plain."
    })
public final class Brummer implements Runnable {
  private static final List<String> VERSION_OPTIONS = List.of("--version", "-V");

  @Spec CommandSpec spec = CommandSpec.create();

  private Brummer() {}

  public static void main(String[] arguments) {
    StandardStreams.install();
    JarTime.restore();
    Map<String, String> environment = System.getenv();
    Thread.setDefaultUncaughtExceptionHandler(Brummer::onUncaughtException);
    int code;
    try {
      code = dispatch(environment, arguments);
    } catch (OutOfMemoryError limit) {
      code = printError(ThreadLimit.describe(limit), ExitCodes.FAILURE);
    }
    TerminationSignals.awaitHalt();
    JvmExit.afterMain(code);
  }

  /// Runs the commands that do without the parser of the command line, which takes longer to start
  /// than they do, or any other.
  private static int dispatch(Map<String, String> environment, String... arguments) {
    if (McpCommand.isPlain(environment, arguments)) {
      return call(new McpCommand());
    }
    if (arguments.length > 0 && arguments[0].equals(CompleteCommand.NAME)) {
      return CompleteCommand.run(new Commands(), environment, List.of(arguments));
    }
    if (arguments.length == AotTrainingRunCommand.WORDS
        && arguments[0].equals(AotTrainingRunCommand.NAME)) {
      return call(new AotTrainingRunCommand(Brummer::execute, arguments));
    }
    if (arguments.length == 2 && arguments[0].equals(AotPlainTrainingCommand.NAME)) {
      return call(new AotPlainTrainingCommand(Brummer::execute, Path.of(arguments[1])));
    }
    return execute(environment, arguments);
  }

  /// A failed thread is one sentence, not a stack trace.
  private static void onUncaughtException(Thread thread, Throwable thrown) {
    if (System.getenv("BRUMMER_DEBUG") != null) {
      thrown.printStackTrace(printWriter(StandardStreams.err()));
    }
    boolean limit = thrown instanceof OutOfMemoryError || thrown instanceof LinkageError;
    MessagePrinter.print(
        limit
            ? ErrorSentence.of(thrown)
            : "internal error in "
                + thread.getName()
                + " (BRUMMER_DEBUG=1 prints the stack trace)");
  }

  /// Runs a command line.
  ///
  /// @return the exit code
  static int execute(Map<String, String> environment, String... arguments) {
    return arguments.length == 0 && RunCommand.isInProject()
        ? executeCommand(environment, "run")
        : executeCommand(environment, arguments);
  }

  /// The program with the requested command only, or with all.
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Brummer());
    commands(arguments).forEach((name, command) -> line.addSubcommand(name, command.get()));
    addInstallCommand(line, arguments);
    abbreviateSynopsis(line);
    return line;
  }

  /// The options are listed below the synopsis; in it, they would hide the operands.
  private static void abbreviateSynopsis(CommandLine line) {
    line.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    line.getSubcommands().values().forEach(Brummer::abbreviateSynopsis);
  }

  private static int executeCommand(Map<String, String> environment, String... arguments) {
    FastCommand command;
    try {
      command = fastCommand(environment, arguments);
    } catch (LinkageError failure) { // a class could not be loaded
      return onError(failure);
    }
    return command == null ? executeParsed(environment, arguments) : call(command);
  }

  /// The command of a command line that needs no full parser; null for any other.
  private static @Nullable FastCommand fastCommand(
      Map<String, String> environment, String... arguments) {
    FastCommand command = arguments.length == 0 ? null : fastCommand(arguments[0]);
    return command != null && FastParser.parse(command, environment, List.of(arguments))
        ? command
        : null;
  }

  /// A new command that [FastParser] can fill; null if the command is none.
  static @Nullable FastCommand fastCommand(String name) {
    return switch (name) {
      case "run" -> new RunCommand();
      case "list" -> new ListCommand();
      case "logs" -> new LogsCommand();
      default -> null;
    };
  }

  /// Runs a command that needs no parser.
  private static int call(Callable<Integer> command) {
    try {
      return checkOutput(command.call());
    } catch (UserException invalid) {
      return printErrors(invalid);
    } catch (Exception | Error failure) {
      return onError(failure);
    }
  }

  private static int executeParsed(Map<String, String> environment, String... arguments) {
    CommandLine line = parser(environment, arguments);
    line.setOut(printWriter(StandardStreams.out()));
    line.setErr(printWriter(StandardStreams.err()));
    line.setParameterExceptionHandler(Brummer::onParameterException);
    line.setExecutionExceptionHandler(Brummer::onExecutionException);
    try {
      return checkOutput(line.execute(arguments));
    } catch (UserException invalid) {
      return printErrors(invalid);
    } catch (Error failure) {
      return onError(failure);
    }
  }

  static CommandLine parser(Map<String, String> environment, String... arguments) {
    CommandLine line = commandLine(arguments);
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // @web is a group, also where a file has this name
    return line;
  }

  private static int checkOutput(int code) {
    IOException failed = StandardStreams.out().failure();
    return failed == null
        ? code
        : printError(
            "standard output cannot be written: " + IoErrorMessage.of(failed), ExitCodes.FAILURE);
  }

  /// Only if it is asked for: `brummer mcp` alone is started by agents and has to answer at once.
  private static void addInstallCommand(CommandLine line, String... arguments) {
    CommandLine mcp = line.getSubcommands().get("mcp");
    if (mcp != null && arguments.length > 1) {
      mcp.addSubcommand("install", new McpInstallCommand());
    }
  }

  private static PrintWriter printWriter(TerminalOutput output) {
    return new PrintWriter(new OutputStreamWriter(output.styled(), StandardCharsets.UTF_8), true);
  }

  private static int onError(Throwable failure) {
    if (System.getenv("BRUMMER_DEBUG") != null) {
      failure.printStackTrace(printWriter(StandardStreams.err()));
    }
    return printError(ErrorSentence.of(failure), ExitCodes.FAILURE);
  }

  /// The requested command, or all commands if there is none: their summaries if none can follow.
  /// `--version` needs none. Reading the annotations of all commands takes longer than the rest of
  /// the start.
  private static Map<String, Supplier<Object>> commands(String... arguments) {
    if (arguments.length == 1 && VERSION_OPTIONS.contains(arguments[0])) {
      return Map.of();
    }
    Map<String, Supplier<Object>> all = allCommands();
    Supplier<Object> requested = arguments.length == 0 ? null : all.get(arguments[0]);
    if (requested != null) {
      return Map.of(arguments[0], requested);
    }
    if (arguments.length <= 1) {
      all.replaceAll((_, command) -> () -> summary(command));
    }
    return all;
  }

  private static Map<String, Supplier<Object>> allCommands() {
    Map<String, Supplier<Object>> all = new LinkedHashMap<>();
    all.put("run", RunCommand::new);
    all.put("attach", AttachCommand::new);
    all.put("demo", DemoCommand::new);
    all.put("list", ListCommand::new);
    all.put("graph", GraphCommand::new);
    all.put("logs", LogsCommand::new);
    all.put("ps", PsCommand::new);
    all.put("start", StartCommand::new);
    all.put("stop", StopCommand::new);
    all.put("restart", RestartCommand::new);
    all.put("scale", ScaleCommand::new);
    all.put("kill", KillCommand::new);
    all.put("wait", WaitCommand::new);
    all.put("open", OpenCommand::new);
    all.put("why", WhyCommand::new);
    all.put("errors", ErrorsCommand::new);
    all.put("requests", RequestsCommand::new);
    all.put("check", CheckCommand::new);
    all.put("shutdown", ShutdownCommand::new);
    all.put("mcp", McpCommand::new);
    all.put("config", ConfigCommand::new);
    all.put("reap", ReapCommand::new);
    all.put("up", UpCommand::new);
    all.put("bench", BenchCommand::new);
    all.put("doctor", DoctorCommand::new);
    all.put("completion", CompletionCommand::new);
    all.put("help", () -> new HelpCommand(Brummer::execute, Brummer::isCommand));
    all.put(
        "__share",
        () -> new ShareCommand(() -> commandLine("", "").getCommandSpec(), Brummer::isHidden));
    all.put("__shop", DemoPartCommand::new);
    all.put("__train", AotTrainCommand::new);
    all.put("__trainee-client", () -> new AotClientTrainingCommand(Brummer::dispatch));
    return all;
  }

  /// A command without its options: all that the help of the program and a hint need. With the
  /// options of all commands, `brummer --help` took 250 ms instead of 135.
  private static CommandSpec summary(Supplier<Object> command) {
    CommandSpec summary = CommandSpec.create();
    Command annotation = annotation(command);
    summary.usageMessage().description(annotation.description()).hidden(annotation.hidden());
    return summary;
  }

  private static Command annotation(Supplier<Object> command) {
    return Objects.requireNonNull(command.get().getClass().getAnnotation(Command.class));
  }

  private static boolean isCommand(String name) {
    return allCommands().containsKey(name);
  }

  private static boolean isHidden(String command) {
    return command.startsWith("_");
  }

  /// The commands for the completion, which needs one of them at most.
  private static final class Commands implements CommandModel {
    private final Map<String, Supplier<Object>> all = allCommands();

    @Override
    public List<String> names() {
      return all.keySet().stream().filter(name -> !isHidden(name)).toList();
    }

    @Override
    public String summary(String name) {
      Supplier<Object> command = all.get(name);
      return command == null ? "" : annotation(command).description()[0];
    }

    @Override
    public CommandSpec program(String name) {
      return all.containsKey(name) && !isHidden(name)
          ? commandLine(name, "").getCommandSpec()
          : new CommandLine(new Brummer()).getCommandSpec();
    }
  }

  /// Prints the help if there is no command and no project to run.
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int onParameterException(ParameterException invalid, String[] arguments) {
    if (invalid.getCause() instanceof UserException error) {
      return printErrors(error);
    }
    String text = String.valueOf(invalid.getMessage());
    CommandLine command = invalid.getCommandLine();
    String hint = " (" + command.getCommandSpec().qualifiedName() + " --help)";
    if (invalid instanceof CommandLine.UnmatchedArgumentException unmatched
        && command.getCommand() instanceof Brummer
        && !unmatched.isUnknownOption()) {
      return onUnknownCommand(command, unmatched.getUnmatched().getFirst(), arguments);
    }
    return printError(decapitalize(text) + hint, ExitCodes.USAGE);
  }

  /// The word is a mistyped command, or else a script or a program that one wants to run.
  private static int onUnknownCommand(CommandLine line, String word, String[] arguments) {
    List<String> all = List.of(arguments);
    List<String> words = all.subList(Math.max(0, all.indexOf(word)), all.size());
    List<String> names =
        line.getSubcommands().keySet().stream().filter(name -> !isHidden(name)).toList();
    String run = words.size() == 1 ? "brummer run " : "brummer run -- ";
    String hint =
        Suggestions.nearest(word, names).isEmpty()
            ? "to run it, write "
                + run
                + VisibleText.line(String.join(" ", words))
                + " (all commands: brummer --help)"
            : Suggestions.hint(word, names);
    return printError("unknown command " + VisibleText.quoted(word) + ": " + hint, ExitCodes.USAGE);
  }

  private static String decapitalize(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static int onExecutionException(
      Exception thrown, CommandLine command, CommandLine.ParseResult arguments) {
    if (thrown instanceof UserException error) {
      return printErrors(error);
    }
    return onError(thrown);
  }

  private static int printErrors(UserException invalid) {
    MessagePrinter.print(invalid.sentences());
    return invalid.code();
  }

  private static int printError(String sentence, int code) {
    MessagePrinter.print(sentence);
    return code;
  }
}
