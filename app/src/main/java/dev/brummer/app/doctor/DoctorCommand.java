package dev.brummer.app.doctor;

import dev.brummer.app.control.ControlJson;
import dev.brummer.app.doctor.Finding.Level;
import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.FileOption;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.engine.file.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `brummer doctor`: checks the machine, the terminal and the project.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Check what brummer needs: terminal, ports, tools, limits, files and this project.",
      "Each line is ok, a warning or a problem, with what to do about it."
    },
    footer = {
      "",
      "Exit code 1 if there is a problem, else 0.",
      "Examples:",
      "  brummer doctor",
      "  brummer doctor --json | jq '.findings[] | select(.level == \"problem\")'"
    })
public final class DoctorCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration TOOL_TIMEOUT = Duration.ofSeconds(4);

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Mixin FileOption files = new FileOption();

  @Option(names = "--json", description = "print JSON")
  boolean json;

  @Option(names = "--no-color", description = "disable colours (also: NO_COLOR)")
  boolean noColor;

  @Override
  public Integer call() {
    Map<String, String> environment = System.getenv();
    DoctorContext context =
        new DoctorContext(
            environment,
            directory.path(),
            files.paths(),
            TtyFlags.detect(),
            new SystemFiles(Path.of("/")),
            StateDirectory.of(environment),
            System.getProperty("brummer.home", ""),
            new ToolRunner(environment, TOOL_TIMEOUT));
    DoctorReport report = new DoctorReport(Doctor.run(Doctor.CHECKS, context, TIMEOUT));
    if (json) {
      StandardStreams.out().printJson(ControlJson.text(report.json()) + "\n");
    } else {
      boolean colour = ColourPolicy.isEnabled(noColor, environment);
      report.lines(colour).forEach(StandardStreams.out()::printlnStyled);
    }
    return report.count(Level.PROBLEM) == 0 ? ExitCodes.OK : ExitCodes.FAILURE;
  }
}
