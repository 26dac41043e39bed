package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.SelfCommand;
import dev.brummer.engine.Engine;
import dev.brummer.engine.EngineSettings;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.process.ProcessSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// The build's training of the start-up cache: runs the real program once on a terminal of ours and
/// types into it, while the JVM of that program ([AotTrainingRunCommand]) records what it loads.
/// The recording is complete when it has ended.
@Command(name = "__train", hidden = true)
public final class AotTrainCommand implements Callable<Integer> {
  private static final Duration TRAINING_TIMEOUT = Duration.ofMinutes(2);

  /// Each view, typing to the process, help, a search, a stop and a start, back, then quit.
  private static final List<String> KEYS =
      List.of(
          "2", "3", "4", "5", "6", "7", "1", "i", "a", "\001", "?", "\033", "/", "o", "\033", "j",
          "k", "\t", "\t", "r", "x", "s", "q", "\003");

  @Parameters(index = "0", paramLabel = "CACHE", description = "the file to write")
  Path cache = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("brummer-train");
    try (Engine engine = new Engine(EngineSettings.inMemory())) {
      CompletableFuture<Integer> ended = new CompletableFuture<>();
      engine
          .bus()
          .subscribe(
              "training",
              EnumSet.of(Event.Kind.PROCESS_EXITED),
              OverflowPolicy.BLOCK,
              8,
              event -> ended.complete(((Event.ProcessExited) event).code()));
      int trainee = engine.processes().register(trainee(folder));
      engine.processes().resize(120, 36);
      engine.processes().start(trainee);
      typeKeys(engine, trainee, folder, ended);
      int code = ended.get(TRAINING_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      printFailure(engine, code);
      return code;
    } finally {
      deleteTree(folder);
    }
  }

  private ProcessSpec trainee(Path folder) {
    List<String> command = new ArrayList<>(SelfCommand.command());
    command.addAll(List.of("__trainee", folder.toString()));
    // What whoever builds has configured for themselves is not part of the training.
    Map<String, String> environment =
        Map.of(
            "BRUMMER_AOT",
            "-XX:AOTCacheOutput=" + cache,
            "XDG_CONFIG_HOME",
            folder.resolve("config").toString(),
            "XDG_STATE_HOME",
            folder.resolve("state").toString());
    return new ProcessSpec("trainee", "", command, folder, environment, true, TRAINING_TIMEOUT);
  }

  /// One key every 100 ms, from the moment on when the trainee has served its page: this thread has
  /// nothing else to do, and no result depends on the pace.
  private static void typeKeys(
      Engine engine, int trainee, Path folder, CompletableFuture<Integer> ended)
      throws InterruptedException {
    long deadline = System.nanoTime() + TRAINING_TIMEOUT.toNanos();
    while (!Files.exists(folder.resolve(AotTrainingRunCommand.SERVED_MARKER))
        && !ended.isDone()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    for (String key : KEYS) {
      Thread.sleep(100);
      engine.processes().input(trainee, key.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static void printFailure(Engine engine, int code) {
    if (code != ExitCodes.OK) {
      System.err.println("brummer: the training ended with " + code + " after:");
      for (long line = engine.logs().first(); line < engine.logs().end(); line++) {
        System.err.println(engine.logs().line(line));
      }
    }
  }

  private static void deleteTree(Path folder) throws java.io.IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
