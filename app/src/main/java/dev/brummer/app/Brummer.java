package dev.brummer.app;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The program's entry point: parses, runs a command, turns what went wrong into one sentence and
/// an exit code.
@Command(
    name = "brummer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Runs your project's processes and shows what they do.",
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      ListCommand.class,
      BenchCommand.class,
      ShopCommand.class,
      TrainCommand.class,
      TraineeCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  brummer run                  choose among what the project can run",
      "  brummer run dev api          start these two",
      "  brummer run 'test:*' --ui plain",
      "  brummer run -- node server.js",
      "  brummer demo                 see it at work on a small shop",
      "",
      "Every option has a twin in the environment: --ui plain is BRUMMER_UI=plain."
    })
public final class Brummer implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  private Brummer() {}

  public static void main(String[] arguments) {
    int code = execute(System.getenv(), arguments);
    System.out.flush();
    System.exit(code);
  }

  /// Runs a command line.
  ///
  /// @return the exit code
  static int execute(Map<String, String> environment, String... arguments) {
    CommandLine line = new CommandLine(new Brummer());
    line.setDefaultValueProvider(new EnvironmentDefaults(environment));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Brummer::misused);
    line.setExecutionExceptionHandler(Brummer::failed);
    try {
      return line.execute(arguments);
    } catch (UserError wrong) {
      return complain(wrong.text(), wrong.code());
    }
  }

  /// Without a command there is help.
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private static int misused(ParameterException wrong, String[] arguments) {
    if (wrong.getCause() instanceof UserError error) {
      return complain(error.text(), error.code());
    }
    String text = String.valueOf(wrong.getMessage());
    CommandLine command = wrong.getCommandLine();
    String hint = " (" + command.getCommandSpec().qualifiedName() + " --help)";
    complain(firstLower(text) + hint, ExitCodes.USAGE);
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      CommandLine.UnmatchedArgumentException.printSuggestions(unmatched, System.err);
    }
    return ExitCodes.USAGE;
  }

  private static String firstLower(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static int failed(
      Exception thrown, CommandLine command, CommandLine.ParseResult arguments) {
    if (thrown instanceof UserError error) {
      return complain(error.text(), error.code());
    }
    if (System.getenv("BRUMMER_DEBUG") != null) {
      thrown.printStackTrace();
    }
    return complain(
        "something in brummer went wrong: " + thrown + " (BRUMMER_DEBUG=1 shows where)",
        ExitCodes.FAILURE);
  }

  static int complain(String sentence, int code) {
    System.err.println("brummer: " + sentence);
    return code;
  }
}
