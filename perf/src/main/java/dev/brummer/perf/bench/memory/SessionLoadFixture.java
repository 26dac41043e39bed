package dev.brummer.perf.bench.memory;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.RequestDetail;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.LogStore;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.perf.baseline.ListLogStore;
import dev.brummer.perf.baseline.LockedRequestLog;
import dev.brummer.perf.baseline.ThreadPerHandlerBus;
import dev.brummer.perf.bench.log.LogStoreAdapter;
import dev.brummer.perf.bench.process.BaselineProcessTable;
import dev.brummer.perf.bench.process.ProductProcessTable;
import dev.brummer.perf.bench.proxy.ProxyRecordBenchmark;
import dev.brummer.proxy.history.RequestHistory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// The steady load of a development session (S19): events, lines, requests and status queries. One
/// caller thread.
interface SessionLoadFixture extends AutoCloseable {
  /// Handlers per event.
  int HANDLERS = 3;

  int PROCESSES = 10;

  void publishEvent();

  void appendLine();

  void recordRequest();

  /// Reads the status of one process.
  void readStatus();

  @Override
  void close();

  static SessionLoadFixture open(String design) {
    return switch (design) {
      case "BRUMMER" -> new Product();
      case "BEFORE" -> new Baseline();
      case "DIRECT" -> new Direct();
      default -> throw new IllegalArgumentException(design);
    };
  }

  private static List<Consumer<Event>> handlers() {
    List<Consumer<Event>> handlers = new ArrayList<>();
    for (int i = 0; i < HANDLERS; i++) {
      LongAdder seen = new LongAdder();
      handlers.add(event -> seen.increment());
    }
    return handlers;
  }

  /// The product's components.
  final class Product implements SessionLoadFixture {
    private static final int MAILBOX = 1024;

    private final EventBus bus = new EventBus();
    private final LogStore logs = LogStore.open(LogSettings.of(null));
    private final RequestHistory history = new RequestHistory(RequestHistory.DEFAULT_SIZE);
    private final ProductProcessTable processes = new ProductProcessTable(PROCESSES);
    private final LineAssembler assembler = new LineAssembler();
    private final LineBatch batch = new LineBatch();
    private long id;

    Product() {
      int number = 0;
      for (Consumer<Event> handler : handlers()) {
        String name = "handler-" + ++number;
        bus.subscribe(
            name, EnumSet.of(Event.Kind.LOG_LINE), OverflowPolicy.BLOCK, MAILBOX, handler::accept);
      }
    }

    @Override
    public void publishEvent() {
      bus.publish(new Event.LogLine(1, ++id, 1, 0));
    }

    @Override
    public void appendLine() {
      assembler.feed(LogStoreAdapter.LINE, 0, LogStoreAdapter.LINE.length, batch);
      logs.append(1, LogSource.PTY, batch);
    }

    @Override
    public void recordRequest() {
      history.add(ProxyRecordBenchmark.event(++id, RequestDetail.NONE));
    }

    @Override
    public void readStatus() {
      processes.status((int) (++id % PROCESSES));
    }

    @Override
    public void close() {
      bus.close();
      logs.close();
      processes.close();
    }
  }

  /// Reference design: a thread per handler, objects and copies.
  final class Baseline implements SessionLoadFixture {
    private final ThreadPerHandlerBus bus = new ThreadPerHandlerBus(handlers());
    private final ListLogStore logs = new ListLogStore(100_000);
    private final LockedRequestLog requests = new LockedRequestLog(bus);
    private final BaselineProcessTable processes = new BaselineProcessTable(PROCESSES);
    private long id;

    @Override
    public void publishEvent() {
      bus.publish(new Event.LogLine(1, ++id, 1, 0));
    }

    @Override
    public void appendLine() {
      byte[] line = LogStoreAdapter.LINE;
      logs.add("p", new String(line, 0, line.length - 1, StandardCharsets.UTF_8));
    }

    @Override
    public void recordRequest() {
      requests.append(
          LockedRequestLog.toMap(
              ProxyRecordBenchmark.event(++id, RequestDetail.NONE), Map.of(), Map.of()));
    }

    @Override
    public void readStatus() {
      processes.copyOf((int) (++id % PROCESSES));
    }

    @Override
    public void close() {
      logs.close();
      processes.close();
      bus.close();
    }
  }

  /// The handlers' own work on the caller's thread, without any coordination.
  final class Direct implements SessionLoadFixture {
    private final List<Consumer<Event>> handlers = handlers();
    private final byte[] sink = new byte[LogStoreAdapter.LINE.length];
    private final Event[] last = new Event[1];
    private long id;

    @Override
    public void publishEvent() {
      Event event = new Event.LogLine(1, ++id, 1, 0);
      handlers.forEach(handler -> handler.accept(event));
    }

    @Override
    public void appendLine() {
      System.arraycopy(LogStoreAdapter.LINE, 0, sink, 0, sink.length);
    }

    @Override
    public void recordRequest() {
      last[0] = ProxyRecordBenchmark.event(++id, RequestDetail.NONE);
    }

    @Override
    public void readStatus() {
      id++;
    }

    @Override
    public void close() {}
  }
}
