package dev.brummer.app.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.brummer.app.completion.CompletionCommand;
import dev.brummer.app.doctor.DoctorCommand;
import dev.brummer.app.graph.GraphCommand;
import dev.brummer.engine.process.ProcessSpec;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Help texts of all commands.
class HelpTest {
  private static Stream<CommandLine> commands() {
    Stream<CommandLine> top =
        Stream.of(
                new RunCommand(),
                new DemoCommand(),
                new ListCommand(),
                new LogsCommand(),
                new ReapCommand(),
                new CheckCommand(),
                new ErrorsCommand(),
                new KillCommand(),
                new OpenCommand(),
                new PsCommand(),
                new RequestsCommand(),
                new RestartCommand(),
                new ScaleCommand(),
                new ShutdownCommand(),
                new StartCommand(),
                new StopCommand(),
                new WaitCommand(),
                new WhyCommand(),
                new CompletionCommand(),
                new DoctorCommand(),
                new GraphCommand(),
                new BenchCommand())
            .map(CommandLine::new);
    return top.flatMap(
            line -> Stream.concat(Stream.of(line), line.getSubcommands().values().stream()))
        .peek(line -> line.setDefaultValueProvider(new EnvironmentDefaults(Map.of())));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_hasNoUnresolvedDefault(CommandLine command) {
    String help = command.getUsageMessage();
    assertFalse(Pattern.compile("null|[$][{]|PT\\d").matcher(help).find(), help);
  }

  @Test
  void grace_namesTheDefaultOfTheEngine() {
    String help = new CommandLine(new RunCommand()).getUsageMessage();
    long seconds = ProcessSpec.DEFAULT_GRACE.toSeconds();
    assertTrue(help.replaceAll("\\s+", " ").contains("else " + seconds + "s)"), help);
  }

  @Test
  void defaults_comeFromTheOptions() {
    String help = new CommandLine(new RunCommand()).getUsageMessage().replaceAll("\\s+", " ");
    assertTrue(help.contains("json (one object per line) (default: auto)"), help);
    assertTrue(help.contains("requests the proxy keeps (default: 1000)"), help);
  }
}
