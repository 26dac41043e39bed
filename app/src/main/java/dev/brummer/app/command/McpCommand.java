package dev.brummer.app.command;

import dev.brummer.app.mcp.stdio.BackgroundRun;
import dev.brummer.app.mcp.stdio.StdioBridge;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.Version;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer mcp`: serves an agent on standard input and output.
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = "Serve an agent over MCP on standard input and output.",
    footer = {
      "",
      "Clients start this command themselves. It connects to the brummer that runs in the project,"
          + " or starts one in the background when a tool needs it.",
      "  {\"mcpServers\": {\"brummer\": {\"command\": \"brummer\", \"args\": [\"mcp\"]}}}"
    })
public final class McpCommand implements Callable<Integer> {
  @Option(
      names = {"-d", "--dir"},
      paramLabel = "PATH",
      description = "directory to look for the project from, upwards (default: current directory)")
  Path directory = Path.of("");

  /// Whether this command line is `brummer mcp` without options, as clients start it.
  public static boolean isPlain(Map<String, String> environment, String... arguments) {
    return arguments.length == 1
        && arguments[0].equals("mcp")
        && !environment.containsKey("BRUMMER_DIR");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    serve(directory, new FileInputStream(FileDescriptor.in));
    return ExitCodes.OK;
  }

  static void serve(Path directory, InputStream input) throws IOException, InterruptedException {
    new StdioBridge(directory, System.getenv(), BackgroundRun::start, Version.NUMBER)
        .run(input, StandardStreams.out().json());
  }
}
