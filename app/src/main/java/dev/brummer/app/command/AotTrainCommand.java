package dev.brummer.app.command;

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

/// Training of the AOT cache, run by the build.
///
/// Starts the program on a pseudo terminal and types keys into it, while the JVM of that program
/// ([AotTrainingRunCommand]) records the classes it loads. The JVM writes the cache when it exits.
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

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("brummer-train");
    try (Engine engine = new Engine(EngineSettings.inMemory())) {
      CompletableFuture<Integer> exitCode = new CompletableFuture<>();
      engine
          .bus()
          .subscribe(
              "training",
              EnumSet.of(Event.Kind.PROCESS_EXITED),
              OverflowPolicy.BLOCK,
              8,
              event -> exitCode.complete(((Event.ProcessExited) event).code()));
      int process = engine.processes().register(trainingRun(folder));
      engine.processes().resize(120, 36);
      engine.processes().start(process);
      typeKeys(engine, process, folder, exitCode);
      int code = exitCode.get(TRAINING_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      printFailure(engine, code);
      return code;
    } finally {
      deleteTree(folder);
    }
  }

  private ProcessSpec trainingRun(Path folder) {
    List<String> command = new ArrayList<>(RelaunchCommandLine.command());
    command.addAll(List.of("__trainee", folder.toString()));
    // The training must not depend on the user's configuration and state.
    Map<String, String> environment =
        Map.of(
            "BRUMMER_AOT",
            "-XX:AOTCacheOutput=" + cache,
            "XDG_CONFIG_HOME",
            folder.resolve("config").toString(),
            "XDG_RUNTIME_DIR",
            folder.resolve("run").toString(),
            "XDG_STATE_HOME",
            folder.resolve("state").toString());
    return new ProcessSpec("training", "", command, folder, environment, true, TRAINING_TIMEOUT);
  }

  /// Types one key every 100 ms once the page has been served. Sleeping is fine here: the thread
  /// has nothing else to do, and no result depends on the timing.
  private static void typeKeys(
      Engine engine, int process, Path folder, CompletableFuture<Integer> exitCode)
      throws InterruptedException {
    long deadline = System.nanoTime() + TRAINING_TIMEOUT.toNanos();
    while (!Files.exists(folder.resolve(AotTrainingRunCommand.SERVED_MARKER))
        && !exitCode.isDone()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
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
