package dev.brummer.proxy;

import dev.brummer.engine.event.Bus;
import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.Overflow;
import dev.brummer.engine.event.Subscription;
import dev.brummer.proxy.history.HarWriter;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.history.RequestRecord;
import dev.brummer.proxy.history.RequestReplayer;
import dev.brummer.proxy.route.Route;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stands before every local URL that a process prints.
///
/// Every method returns at once; the work is done by the thread `proxy-routes`, which loads Netty,
/// opens and closes listeners in the order it is asked to, and by two event loops. What becomes of
/// it is told on the bus: [Event.RouteOpened], [Event.RouteClosed], [Event.RequestServed],
/// [Event.PageSignal]. Closing waits up to three seconds.
public final class ProxyServer implements AutoCloseable {
  private static final int MAILBOX = 1024;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final Bus bus;
  private final ProxySettings settings;
  private final RequestHistory history;

  /// Bounded by what the mailbox and the user can ask for; loses nothing.
  private final ExecutorService desk =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("proxy-routes").factory());

  private @Nullable Subscription subscription;

  /// Written by `proxy-routes`.
  private volatile @Nullable RouteTable switchboard;

  public ProxyServer(Bus bus, ProxySettings settings) {
    this.bus = bus;
    this.settings = settings;
    this.history = new RequestHistory(settings.history());
  }

  /// Begins to follow the bus. To be called once, by the thread that will close it.
  public void start() {
    desk.execute(this::boot);
    subscription =
        bus.subscribe(
            "proxy",
            EnumSet.of(
                Event.Kind.URL_DETECTED, Event.Kind.URL_FORGOTTEN, Event.Kind.PROCESS_EXITED),
            Overflow.BLOCK,
            MAILBOX,
            this::on);
  }

  /// Proxies a URL, for the process that it belongs to. Any thread.
  public void open(String url, int process) {
    tell(board -> board.open(url, process));
  }

  /// Also opens a forward proxy, on the first free port from there, with its `/proxy.pac`. Any
  /// thread.
  public void forward(int firstPort) {
    tell(board -> board.forward(firstPort));
  }

  /// No longer proxies a URL. Any thread.
  public void closeRoute(String target) {
    tell(board -> board.closeRoute(target));
  }

  /// What is proxied now. Any thread.
  public List<Route> routes() {
    RouteTable board = switchboard;
    return board == null ? List.of() : board.routes();
  }

  /// Bytes of requests and answers that are between browser and server just now. Any thread.
  public long bufferedBytes() {
    RouteTable board = switchboard;
    return board == null ? 0 : board.bufferedBytes();
  }

  /// The newest requests. Any thread.
  public RequestHistory history() {
    return history;
  }

  /// Sends a request once more; says so where that cannot be. Any thread.
  public void repeat(long id) {
    Event.RequestServed served = history.find(id);
    if (served == null || !(served.detail() instanceof RequestRecord known)) {
      notice("Request " + id + " is not remembered any more.");
    } else if (served.status() == 101) {
      notice("A connection that changed its protocol cannot be repeated.");
    } else {
      Thread.ofVirtual().name("repeat").start(() -> repeat(served, known));
    }
  }

  private void repeat(Event.RequestServed served, RequestRecord known) {
    try {
      RequestReplayer.send(served.id(), known);
    } catch (IOException failed) {
      notice(served.method() + " " + served.url() + " cannot be repeated: " + failed.getMessage());
    }
  }

  /// Writes the remembered requests to a file, as an HTTP archive, and says so. Any thread.
  ///
  /// @param version of the program
  public void save(Path file, String version) {
    Thread.ofVirtual()
        .name("archive")
        .start(() -> {
          try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            List<Event.RequestServed> requests = history.all();
            HarWriter.write(requests, version, out);
            notice("saved " + requests.size() + " requests in " + file);
          } catch (IOException failed) {
            notice("The requests cannot be saved in " + file + ": " + failed.getMessage());
          }
        });
  }

  private void notice(String text) {
    bus.offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  private void on(Event event) {
    switch (event) {
      case Event.UrlDetected url when url.reach() == Event.UrlDetected.Reach.LOCAL ->
          open(url.url(), url.process());
      case Event.UrlForgotten url -> tell(board -> board.forget(url.process(), url.url()));
      case Event.ProcessExited exited -> tell(board -> board.forgetAll(exited.process()));
      default -> {}
    }
  }

  private void tell(Consumer<RouteTable> order) {
    desk.execute(() -> {
      RouteTable board = switchboard;
      if (board != null) {
        guarded(() -> order.accept(board));
      }
    });
  }

  private void boot() {
    guarded(() -> switchboard = new RouteTable(bus, settings, history));
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError failed) {
      bus.offer(
          new Event.Fault(
              "proxy", String.valueOf(failed.getMessage()), failed, System.currentTimeMillis()));
    }
  }

  /// Closes every listener and connection.
  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    tell(RouteTable::close);
    desk.shutdown();
    try {
      if (!desk.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        desk.shutdownNow();
      }
    } catch (InterruptedException e) {
      desk.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
