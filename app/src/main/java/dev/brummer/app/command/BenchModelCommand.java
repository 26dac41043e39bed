package dev.brummer.app.command;

import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.perf.RunRepository;
import dev.brummer.perf.model.AllocationModel;
import dev.brummer.perf.model.LockModel;
import dev.brummer.perf.model.ModelSet;
import dev.brummer.perf.model.SystemImpact;
import dev.brummer.perf.model.ThreadPerHandlerModel;
import dev.brummer.perf.model.WorkerPoolModel;
import dev.brummer.perf.report.ModelTable;
import dev.brummer.perf.result.BenchRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `brummer bench model`: predictions of the reference design's impact model next to measurements.
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Compare the predictions of the impact model with the latest run.")
final class BenchModelCommand implements Callable<Integer> {
  @Option(names = "--events", paramLabel = "N", description = "events per second")
  int events = 265;

  @Option(names = "--handlers", paramLabel = "N", description = "handlers per event")
  int handlers = 3;

  @Option(names = "--creation", paramLabel = "NANOS", description = "time to create a thread")
  long creation = 2000;

  @Option(names = "--thread-bytes", paramLabel = "N", description = "memory per thread, in bytes")
  int threadBytes = 8192;

  @Option(names = "--workers", paramLabel = "N", description = "workers in the pool")
  int workers = 8;

  @Option(
      names = "--channel",
      paramLabel = "NANOS",
      description = "time to pass an event to a worker")
  long channel = 45;

  @Option(names = "--reads", paramLabel = "N", description = "process reads per second")
  int reads = 50;

  @Option(names = "--writes", paramLabel = "N", description = "process updates per second")
  int writes = 5;

  @Option(
      names = "--contention",
      paramLabel = "F",
      description = "lock contention factor: 1 is none, 2 is waiting half the time")
  double contention = 1.3;

  @Option(names = "--lines", paramLabel = "N", description = "log lines per second")
  int lines = 200;

  @Option(names = "--requests", paramLabel = "N", description = "proxied requests per second")
  int requests = 50;

  @Option(names = "--looks", paramLabel = "N", description = "state snapshots per second")
  int snapshots = 250;

  @Option(
      names = "--collected-each",
      paramLabel = "BYTES",
      description = "allocated bytes per garbage collection")
  double collectedEach = 2e6;

  @Option(names = "--pause", paramLabel = "MILLIS", description = "pause per garbage collection")
  double pause = 0.5;

  @Option(
      names = "--run",
      paramLabel = "FILE",
      description = "report.json with the measurements (default: the latest run)")
  @Nullable Path file;

  @Override
  public Integer call() {
    ThreadPerHandlerModel threads =
        new ThreadPerHandlerModel(events, handlers, Duration.ofNanos(creation), threadBytes);
    ModelSet inputs =
        new ModelSet(
            threads,
            new WorkerPoolModel(workers, threadBytes, Duration.ofNanos(channel)),
            new LockModel(reads, writes, contention),
            new AllocationModel(threads, lines, requests, snapshots, collectedEach, pause),
            SystemImpact.reference());
    StandardStreams.out().print(ModelTable.text(inputs, latestRun()));
    return ExitCodes.OK;
  }

  private @Nullable BenchRun latestRun() {
    try {
      Optional<Path> source =
          file == null ? RunRepository.newest(BenchCommand.runsDirectory()) : Optional.of(file);
      return source.isEmpty() ? null : RunRepository.read(source.get());
    } catch (IOException invalid) {
      throw UserException.usage(String.valueOf(invalid.getMessage()));
    }
  }
}
