package dev.brummer.app.command;

import com.sun.net.httpserver.HttpServer;
import dev.brummer.app.command.training.TrainingFormats;
import dev.brummer.app.command.training.TrainingNodeInstallation;
import dev.brummer.app.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Workload that the JVM records for the AOT cache: help, list and plain output, then the UI with
/// processes that print and a page behind the proxy with its script. [AotClientTrainingCommand]
/// acts on it all from outside.
@Command(name = "__trainee", hidden = true)
public final class AotTrainingRunCommand implements Callable<Integer> {
  /// File that this command creates once the page has been served.
  static final String SERVED_MARKER = "served";

  private static final String PAGE =
      "<!doctype html><html><head><title>t</title></head><body><h1>Hello</h1></body></html>";

  private static final String CONFIGURATION =
      """
      grace = "5s"
      [process.noise]
      env = { N = 1 }
      autostart = true
      success = [0, 1]
      stop = { signal = "SIGTERM" }
      [process.one]
      command = ["true"]
      depends_on = ["noise"]
      ready = { log = "x" }
      restart = "no"
      """;

  private static final String PROJECT_FILE =
      """
      environment: ["A=${HOME:-none}"]
      processes:
        one:
          command: "true"
          readiness_probe: {http_get: {port: 1}}
          availability: {restart: "no"}
        two:
          command: "true"
          depends_on: {one: {condition: process_completed}}
      """;

  private final CommandRunner runner;

  @Parameters(index = "0")
  Path folder = Path.of("");

  /// Runs a command line of brummer in this JVM.
  @FunctionalInterface
  public interface CommandRunner {
    /// @return the exit code
    int execute(Map<String, String> environment, String... arguments);
  }

  public AotTrainingRunCommand(CommandRunner runner) {
    this.runner = runner;
  }

  @Override
  public Integer call() throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    try {
      return runWorkload(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }

  private int runWorkload(int port) throws IOException {
    String printLines = "for i in 1 2 3; do printf '\\033[32mhello\\033[0m %s\\n' $i; done; ";
    Files.writeString(
        folder.resolve("Procfile"),
        "page: "
            + printLines
            + "echo '  Local:   http://localhost:"
            + port
            + "/'; exec sleep 60\n"
            + "noise: "
            + printLines
            + "echo 'TypeError: none'; echo '    at f (a.js:1:2)'; exec sleep 60\n"
            + "brief: "
            + printLines
            + "echo oops $TRAINING_TOKEN >&2; exit 0\n");
    Path programs = TrainingNodeInstallation.write(folder.resolve("node_modules/.node"));
    Files.writeString(
        folder.resolve(Config.FILE_NAME),
        CONFIGURATION + "[process.idle]\nenv = { PATH = \"" + programs + ":/usr/bin:/bin\" }\n");
    Files.writeString(folder.resolve(".npmrc"), "save-exact = true\n");
    Files.writeString(folder.resolve(".env"), "TRAINING_TOKEN=hello-t0ken\n");
    Path member = Files.createDirectories(folder.resolve("packages/one"));
    Files.writeString(
        folder.resolve("package.json"),
        "{\"name\": \"all\", \"workspaces\": [\"packages/*\"], \"scripts\": {\"preidle\": \"true\","
            + " \"idle\": \"true\"}}");
    Files.writeString(
        member.resolve("package.json"), "{\"name\": \"one\", \"scripts\": {\"rest\": \"true\"}}");
    Map<String, String> environment = System.getenv();
    String directory = folder.toString();
    runner.execute(environment, "--version");
    runner.execute(environment, "run", "--help");
    runner.execute(environment, "list", "--dir", directory);
    Path formats = TrainingFormats.write(folder.resolve(".formats"));
    runner.execute(environment, "list", "--dir", formats.toString());
    Path projectFile = Files.writeString(member.resolve("process-compose.yaml"), PROJECT_FILE);
    runner.execute(environment, "list", "--file", projectFile.toString());
    runner.execute(environment, "run", "brief", "--dir", directory, "--ui", "plain");
    int proxyPort = freePort();
    Thread.ofPlatform().daemon().name("browser").start(() -> fetchPages(proxyPort));
    String first = String.valueOf(proxyPort);
    return runner.execute(
        environment, "run", "*", "--dir", directory, "--ui", "tui", "--proxy-port", first);
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /// Fetches the page and the script through the proxy, as soon as it accepts connections.
  private void fetchPages(int port) {
    for (String path : new String[] {"/", "/", "/__brummer/t.js"}) {
      while (!fetch("http://localhost:" + port + path)) {
        Thread.yield();
      }
    }
    try {
      Files.writeString(folder.resolve(SERVED_MARKER), "");
    } catch (IOException removed) {
      Thread.currentThread().interrupt(); // the training has timed out and removed the folder
    }
  }

  private static boolean fetch(String url) {
    try {
      URLConnection connection = URI.create(url).toURL().openConnection();
      connection.setRequestProperty("Accept", "text/html,*/*;q=0.8");
      connection.setRequestProperty("Sec-Fetch-Dest", "document");
      connection.setRequestProperty("Accept-Encoding", "gzip, deflate, br");
      try (InputStream body = connection.getInputStream()) {
        return body.readAllBytes().length > 0;
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
