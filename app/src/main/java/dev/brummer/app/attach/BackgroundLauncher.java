package dev.brummer.app.attach;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.socket.UnixConnection;
import dev.brummer.engine.socket.UnixListener;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Starts a brummer in the background: in a session of its own, without a terminal, with its
/// messages in a log file.
public final class BackgroundLauncher {
  /// Option with which a brummer in the background is started; its value is the socket to report
  /// to.
  public static final String OPTION = "--background-child";

  private static final long TIMEOUT_SECONDS = 60;

  /// Size at which the log file is started afresh.
  private static final long MAX_LOG_SIZE = 1 << 20;

  private static final int MAX_QUOTED = 1 << 12;

  /// Arguments: log file, command. Without `setsid` the new brummer stays in the session, safe from
  /// its end at least.
  private static final String SCRIPT =
      "exec </dev/null >>\"$0\" 2>&1 || exit;"
          + " if command -v setsid >/dev/null; then exec setsid \"$@\"; fi; trap '' HUP; exec \"$@\"";

  private BackgroundLauncher() {}

  /// Starts it and waits until it runs.
  ///
  /// @param arguments of `brummer run` without the option for the background
  /// @param logs directory of the log files; null for no log
  /// @return the exit code: 0 if it runs, else its own
  public static int launch(List<String> arguments, Path project, @Nullable Path logs)
      throws InterruptedException {
    try {
      Path directory = Files.createTempDirectory("brummer");
      Path socket = directory.resolve("start");
      try (UnixListener server = UnixListener.bind(socket, 1)) {
        return launch(arguments, socket, server, prepareLog(project, logs));
      } finally {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(directory);
      }
    } catch (IOException failed) {
      throw UserException.failure("cannot start in the background: " + IoErrorMessage.of(failed));
    }
  }

  private static int launch(List<String> arguments, Path socket, UnixListener server, Path log)
      throws IOException, InterruptedException {
    long logStart = Files.isRegularFile(log) ? Files.size(log) : 0;
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, log.toString()));
    command.addAll(RelaunchCommandLine.command());
    command.addAll(List.of("run", OPTION + "=" + socket));
    command.addAll(arguments);
    Process brummer =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    CompletableFuture<String> report = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("start-report").start(() -> receive(server, report));
    CompletableFuture<Void> _ = brummer.onExit().thenRun(() -> report.complete(""));
    try {
      String text = report.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (!text.isEmpty()) {
        StandardStreams.out().println(VisibleText.sentence(text));
        return ExitCodes.OK;
      }
      return reportEnd(brummer.waitFor(), log, logStart);
    } catch (TimeoutException slow) {
      throw UserException.failure(
          "still starting in the background (pid "
              + brummer.pid()
              + "); its messages are in "
              + log);
    } catch (ExecutionException failed) {
      throw new IOException(failed.getCause());
    }
  }

  private static void receive(UnixListener server, CompletableFuture<String> report) {
    try (UnixConnection channel = server.accept()) {
      byte[] text = Channels.newInputStream(channel).readAllBytes();
      report.complete(new String(text, StandardCharsets.UTF_8));
    } catch (IOException closed) {
      report.complete("");
    }
  }

  /// Prints why it has ended, in its own words.
  private static int reportEnd(int code, Path log, long from) throws IOException {
    String said = "";
    try (var channel = Files.newByteChannel(log)) {
      ByteBuffer buffer = ByteBuffer.allocate(MAX_QUOTED);
      channel.position(Math.max(from, channel.size() - MAX_QUOTED));
      int count;
      do {
        count = channel.read(buffer);
      } while (count > 0);
      said = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).strip();
    }
    String last = said.substring(said.lastIndexOf('\n') + 1);
    MessagePrinter.print(
        last.isEmpty()
            ? "the start in the background ended with exit code " + code
            : last.startsWith("brummer: ") ? last.substring("brummer: ".length()) : last);
    return code == 0 ? ExitCodes.FAILURE : code;
  }

  /// The log file of a project, not larger than necessary.
  private static Path prepareLog(Path project, @Nullable Path logs) throws IOException {
    if (logs == null) {
      return Path.of("/dev/null");
    }
    Files.createDirectories(logs);
    String name = String.valueOf(project.getFileName()).replaceAll("[^\\w.-]", "_");
    Path log = logs.resolve(name + "-" + Integer.toHexString(project.hashCode()) + ".log");
    if (Files.exists(log) && Files.size(log) > MAX_LOG_SIZE) {
      Files.delete(log);
    }
    return log;
  }
}
