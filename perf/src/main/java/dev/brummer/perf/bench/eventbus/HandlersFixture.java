package dev.brummer.perf.bench.eventbus;

import dev.brummer.engine.Engine;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Event.Kind;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.log.LogSource;
import dev.brummer.engine.log.assemble.LineAssembler;
import dev.brummer.engine.log.assemble.LineBatch;
import dev.brummer.perf.baseline.ThreadPerHandlerBus;
import dev.brummer.perf.bench.log.LogStoreAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.infra.Blackhole;

/// The reference handler table (S2). Only the `TUI` handler is measured; the other handlers run
/// alongside it. In the program the agent events come from the MCP server, which publishes a
/// connection, each call and the disconnection of every client of both generations of the protocol;
/// here they are published at the reference rates.
public interface HandlersFixture extends AutoCloseable {
  /// Number of handlers of each kind, in the order of [#KINDS].
  List<Integer> HANDLERS = List.of(3, 3, 5, 2, 2, 2, 2, 1, 2, 2);

  /// The ten event kinds of the reference handler table.
  List<Kind> KINDS =
      List.of(
          Kind.PROCESS_STARTED,
          Kind.PROCESS_EXITED,
          Kind.LOG_LINE,
          Kind.ERROR_DETECTED,
          Kind.BUILD_EVENT,
          Kind.TEST_FAILED,
          Kind.TEST_PASSED,
          Kind.MCP_ACTIVITY,
          Kind.MCP_CONNECTED,
          Kind.MCP_DISCONNECTED);

  /// Peak rates (S3): 200 lines, 5 process events, 50 agent events and 10 findings, 265 events per
  /// second in total.
  List<Double> PER_SECOND = List.of(2.5, 2.5, 200.0, 2.5, 2.5, 2.5, 2.5, 46.0, 2.0, 2.0);

  /// Creates event `id` of a kind; for a line, also stores the line.
  Event createEvent(Kind kind, int id);

  void publish(Event event);

  /// Returns the id passed to [#createEvent].
  int eventId(Event event);

  @Override
  void close();

  /// @param tui receives each event, on any thread
  static HandlersFixture open(String design, Consumer<Event> tui) {
    return switch (design) {
      case "BRUMMER" -> new Product(tui, 0);
      case "BRUMMER_SLOW" -> new Product(tui, BusDesign.SLOWDOWN_TOKENS);
      case "THREAD_PER_HANDLER" -> new Baseline(tui);
      default -> throw new IllegalArgumentException(design);
    };
  }

  private static Event createNonLineEvent(Kind kind, int id) {
    return switch (kind) {
      case PROCESS_STARTED -> new Event.ProcessStarted(1, "web", 4711, 1, id);
      case PROCESS_EXITED -> new Event.ProcessExited(1, "web", 1, 0, 0, id);
      case ERROR_DETECTED ->
          new Event.ErrorDetected(1, 0, 1, "TypeError", "x is undefined", "a.js:1:2", "f", id);
      case BUILD_EVENT ->
          new Event.BuildEvent(1, 0, Event.BuildEvent.Phase.OK, "vite", "built", 300, 0, id);
      case TEST_FAILED -> new Event.TestFailed(1, 0, "jest", "cart adds", 1, id);
      case TEST_PASSED -> new Event.TestPassed(1, 0, "jest", "cart sums", 1, id);
      case MCP_CONNECTED -> new Event.MCPConnected("agent", "agent", "2.1.4", "stdio", id);
      case MCP_DISCONNECTED -> new Event.MCPDisconnected("agent", "gone", id);
      default ->
          new Event.MCPActivity(
              "agent",
              "logs_search",
              Event.MCPActivity.Action.NONE,
              "web",
              "10 lines",
              true,
              120,
              180,
              "{\"text\":\"undefined\"}",
              "a.js:1:2 x is undefined",
              id);
    };
  }

  /// The product: the engine's own subscribers Logger, ProcessManager, ErrorDetector, URLDetector,
  /// FilterEngine and ConnectionManager at work, and a mailbox configured like the UI's.
  final class Product implements HandlersFixture {
    private static final int MAILBOX_CAPACITY = 8192;

    private final Engine engine = new Engine();
    private final LineAssembler assembler = new LineAssembler();
    private final LineBatch batch = new LineBatch();
    private final int slowedBy;

    /// Event ids by line number, because line events carry no id.
    private final int[] idsOfLines = new int[1 << 17];

    Product(Consumer<Event> tui, int slowedBy) {
      this.slowedBy = slowedBy;
      engine
          .bus()
          .subscribeAll(
              "TUI",
              OverflowPolicy.CONFLATE,
              MAILBOX_CAPACITY,
              event -> {
                if (KINDS.contains(event.kind())) {
                  tui.accept(event);
                }
              });
    }

    @Override
    public Event createEvent(Kind kind, int id) {
      if (kind != Kind.LOG_LINE) {
        return createNonLineEvent(kind, id);
      }
      byte[] line = (LogStoreAdapter.searchLine(id) + "\n").getBytes(StandardCharsets.UTF_8);
      assembler.feed(line, 0, line.length, batch);
      long first = engine.logs().append(1, LogSource.PTY, batch);
      idsOfLines[(int) first % idsOfLines.length] = id;
      return new Event.LogLine(1, first, 1, System.currentTimeMillis());
    }

    @Override
    public int eventId(Event event) {
      return event instanceof Event.LogLine line
          ? idsOfLines[(int) line.first() % idsOfLines.length]
          : (int) event.atMillis();
    }

    @Override
    public void publish(Event event) {
      if (slowedBy > 0) {
        Blackhole.consumeCPU(slowedBy);
      }
      engine.bus().publish(event);
    }

    @Override
    public void close() {
      engine.close();
    }
  }

  /// Reference design; all handlers except `TUI` are empty.
  final class Baseline implements HandlersFixture {
    private final Map<Kind, ThreadPerHandlerBus> buses = new EnumMap<>(Kind.class);

    Baseline(Consumer<Event> tui) {
      for (int i = 0; i < HANDLERS.size(); i++) {
        List<Consumer<Event>> handlers = new ArrayList<>(List.of(tui));
        while (handlers.size() < HANDLERS.get(i)) {
          handlers.add(event -> {});
        }
        buses.put(KINDS.get(i), new ThreadPerHandlerBus(handlers));
      }
    }

    @Override
    public Event createEvent(Kind kind, int id) {
      return kind == Kind.LOG_LINE
          ? new Event.LogLine(1, id, 1, System.currentTimeMillis())
          : createNonLineEvent(kind, id);
    }

    @Override
    public int eventId(Event event) {
      return event instanceof Event.LogLine line ? (int) line.first() : (int) event.atMillis();
    }

    @Override
    public void publish(Event event) {
      ThreadPerHandlerBus bus = buses.get(event.kind());
      if (bus != null) {
        bus.publish(event);
      }
    }

    @Override
    public void close() {
      buses.values().forEach(ThreadPerHandlerBus::close);
    }
  }
}
