package dev.brummer.perf.bench.process;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.engine.process.ProcessSpec;
import dev.brummer.engine.process.supervisor.Processes;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// The product.
public final class ProductProcessTable implements ProcessTableAdapter {
  private final EventBus bus = new EventBus();
  private final LogStore logs = LogStore.open(LogSettings.of(null));
  private final Processes processes =
      new Processes(bus, logs, SupervisorSettings.defaults().withoutState());
  private final Semaphore started = new Semaphore(0);
  private final Semaphore ended = new Semaphore(0);
  private final Semaphore refused = new Semaphore(0);
  private final LineAssembler[] assemblers;
  private final LineBatch[] batches;
  private final int fence;

  public ProductProcessTable(int count) {
    assemblers = new LineAssembler[count];
    batches = new LineBatch[count];
    for (int i = 0; i < count; i++) {
      processes.register(spec("p" + i, COMMAND));
      assemblers[i] = new LineAssembler();
      batches[i] = new LineBatch();
    }
    fence = processes.register(spec("fence", List.of("/no/such/program")));
    bus.subscribe(
        "bench",
        EnumSet.of(Event.Kind.PROCESS_STARTED, Event.Kind.PROCESS_EXITED),
        OverflowPolicy.BLOCK,
        1024,
        event -> (event.kind() == Event.Kind.PROCESS_STARTED ? started : ended).release());
    bus.subscribe(
        "fence",
        EnumSet.of(Event.Kind.PROCESS_CHANGED),
        OverflowPolicy.BLOCK,
        1024,
        event -> {
          if (event instanceof Event.ProcessChanged it
              && it.process() == fence
              && it.to().equals("not found")) {
            refused.release();
          }
        });
  }

  private static ProcessSpec spec(String name, List<String> command) {
    return new ProcessSpec(
        name, "", command, Path.of("/"), Map.of(), false, ProcessSpec.DEFAULT_GRACE);
  }

  @Override
  public Object status(int index) {
    return processes.info(index + 1).state();
  }

  @Override
  public List<?> list() {
    return processes.snapshot();
  }

  @Override
  public void requestChange(int index) {
    processes.kill(index + 1);
  }

  @Override
  public void awaitChanges() {
    processes.start(fence);
    refused.acquireUninterruptibly();
  }

  @Override
  public void printLine(int index) {
    LineBatch batch = batches[index];
    assemblers[index].feed(LINE, 0, LINE.length, batch);
    long first = logs.append(index + 1, LogSource.STDOUT, batch);
    bus.publish(new Event.LogLine(index + 1, first, batch.count(), 0));
  }

  @Override
  public void start(int index) {
    processes.start(index + 1);
    started.acquireUninterruptibly();
  }

  @Override
  public void killAndAwait(int count) {
    for (int i = 0; i < count; i++) {
      processes.kill(i + 1);
    }
    ended.acquireUninterruptibly(count);
  }

  @Override
  public void close() {
    processes.close();
    bus.close();
    logs.close();
  }
}
