package dev.brummer.app.command;

import dev.brummer.app.command.training.TrainingServer;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.StoredLine;
import dev.brummer.engine.process.ProcessSpec;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Training of the AOT caches, run by the build.
///
/// Starts the program on a pseudo terminal and types keys into it, while the JVM of that program
/// ([AotTrainingRunCommand]) records the classes it loads, and fetches pages of a server of its own
/// through the proxy of that program. Meanwhile another JVM ([AotClientTrainingCommand]) runs the
/// commands that talk to a running brummer, and a third one ([AotPlainTrainingCommand]) runs
/// without a UI. Each JVM writes its cache when it exits.
@Command(name = "__train", hidden = true)
public final class AotTrainCommand implements Callable<Integer> {
  private static final Duration TRAINING_TIMEOUT = Duration.ofMinutes(2);

  /// All views, an interactive session, help, a search, a restart and a stop, then quit.
  private static final List<String> KEYS =
      List.of(
          "2", "3", "4", "5", "6", "7", "1", "i", "a", "\001", "?", "\033", "/", "o", "\033", "j",
          "k", "\t", "\t", "r", "x", "s", "q", "q");

  @Parameters(index = "0", paramLabel = "CACHE", description = "AOT cache file to write")
  Path cache = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "CLIENT_CACHE",
      description = "AOT cache file to write for the commands that talk to a running brummer")
  Path clientCache = Path.of("");

  @Parameters(
      index = "2",
      paramLabel = "PLAIN_CACHE",
      description = "AOT cache file to write for runs without a UI")
  Path plainCache = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("brummer-train");
    try (TrainingServer server = TrainingServer.start();
        Engine engine = new Engine(EngineSettings.inMemory())) {
      CompletableFuture<Integer> exitCode = new CompletableFuture<>();
      engine
          .bus()
          .subscribe(
              "training",
              EnumSet.of(Event.Kind.PROCESS_EXITED),
              OverflowPolicy.BLOCK,
              8,
              event -> exitCode.complete(((Event.ProcessExited) event).code()));
      int process = engine.processes().register(trainingRun(folder, server));
      engine.processes().resize(120, 36);
      engine.processes().start(process);
      server.fetchPages(exitCode::isDone, TRAINING_TIMEOUT);
      Path input = AotClientTrainingCommand.input(folder);
      int clientCode = train("__trainee-client", folder, clientCache, input, Redirect.INHERIT);
      Path none = Path.of("/dev/null");
      int plainCode =
          train(AotPlainTrainingCommand.NAME, folder, plainCache, none, Redirect.DISCARD);
      typeKeys(engine, process);
      int code = exitCode.get(TRAINING_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      printFailure(engine, code);
      return Math.max(code, Math.max(clientCode, plainCode));
    } finally {
      deleteTree(folder);
    }
  }

  private ProcessSpec trainingRun(Path folder, TrainingServer server) {
    List<String> words =
        List.of(
            folder.toString(), String.valueOf(server.port()), String.valueOf(server.proxyPort()));
    return new ProcessSpec(
        "training",
        "",
        command(AotTrainingRunCommand.NAME, words),
        folder,
        environment(folder, cache),
        true,
        TRAINING_TIMEOUT);
  }

  private static List<String> command(String name, List<String> words) {
    List<String> command = new ArrayList<>(RelaunchCommandLine.command());
    command.add(name);
    command.addAll(words);
    return command;
  }

  /// The training must not depend on the user's configuration and state.
  private static Map<String, String> environment(Path folder, Path cache) {
    return Map.of(
        "BRUMMER_AOT",
        "-XX:AOTCacheOutput=" + cache,
        "XDG_CONFIG_HOME",
        folder.resolve("config").toString(),
        "XDG_RUNTIME_DIR",
        folder.resolve("run").toString(),
        "XDG_STATE_HOME",
        folder.resolve("state").toString());
  }

  /// Runs one of the other workloads and returns its exit code.
  private static int train(String command, Path folder, Path cache, Path input, Redirect output)
      throws IOException, InterruptedException {
    ProcessBuilder trainee =
        new ProcessBuilder(command(command, List.of(folder.toString())))
            .redirectInput(Redirect.from(input.toFile()))
            .redirectError(Redirect.INHERIT)
            .redirectOutput(output);
    trainee.environment().putAll(environment(folder, cache));
    Process process = trainee.start();
    if (!process.waitFor(TRAINING_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  /// Types one key every 100 ms. Sleeping is fine here: the thread has nothing else to do, and no
  /// result depends on the timing.
  private static void typeKeys(Engine engine, int process) throws InterruptedException {
    for (String key : KEYS) {
      Thread.sleep(100);
      engine.processes().input(process, key.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void printFailure(Engine engine, int code) {
    if (code != ExitCodes.OK) {
      MessagePrinter.print("the training run exited with code " + code + "; its output:");
      for (long line = engine.logs().first(); line < engine.logs().end(); line++) {
        StoredLine stored = engine.logs().line(line);
        if (stored != null) {
          StandardStreams.err().println(stored.plainString());
        }
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
