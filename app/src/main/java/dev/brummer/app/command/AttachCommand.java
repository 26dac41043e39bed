package dev.brummer.app.command;

import dev.brummer.app.attach.AttachClient;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.BrowserLauncher;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer attach`: shows the UI of a running brummer.
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    description = {
      "Show the UI of the brummer that runs in this project.",
      "D detaches again. Several terminals can be attached; the smallest one sets the size."
    },
    footer = {
      "",
      "Examples:",
      "  brummer run -D web             start in the background",
      "  brummer attach                 show its UI"
    })
public final class AttachCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "directory of the project (default: current directory)")
  Path directory = Path.of("");

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description = "attach to this brummer, if several run in the project")
  long pid;

  @Option(names = "--no-color", description = "disable colours (also: NO_COLOR)")
  boolean noColor;

  @Option(names = "--no-mouse", description = "leave the mouse to the terminal")
  boolean noMouse;

  @Override
  public Integer call() {
    Map<String, String> environment = System.getenv();
    var instance = ControlInstances.select(directory, pid, environment);
    TtyFlags streams = TtyFlags.detect();
    if (!streams.inputTerminal() || !streams.outputTerminal()) {
      throw UserException.usage(
          "brummer attach needs a terminal on standard "
              + (streams.inputTerminal() ? "output" : "input")
              + ": brummer logs -f follows the output without one");
    }
    return AttachClient.run(
        instance,
        environment,
        !noMouse,
        !noColor,
        BrowserLauncher.isAvailable(environment) ? BrowserLauncher::open : null);
  }
}
