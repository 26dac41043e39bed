package dev.brummer.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
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
/// it is told on the bus: [Event.RouteOpened], [Event.RouteClosed], [Event.RequestCompleted],
/// [Event.PageEvent]. Closing waits up to three seconds.
public final class ProxyServer implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 1024;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  private final EventBus bus;
  private final ProxySettings settings;
  private final RequestHistory history;

  /// Bounded by what the mailbox and the user can ask for; loses nothing.
  private final ExecutorService routesExecutor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("proxy-routes").factory());

  private @Nullable Subscription subscription;

  /// Written by `proxy-routes`.
  private volatile @Nullable RouteTable routeTable;

  public ProxyServer(EventBus bus, ProxySettings settings) {
    this.bus = bus;
    this.settings = settings;
    this.history = new RequestHistory(settings.historySize());
  }

  /// Begins to follow the bus. To be called once, by the thread that will close it.
  public void start() {
    routesExecutor.execute(this::initialize);
    subscription =
        bus.subscribe(
            "proxy",
            EnumSet.of(Event.Kind.URL_DETECTED, Event.Kind.URL_EXPIRED, Event.Kind.PROCESS_EXITED),
            OverflowPolicy.BLOCK,
            MAILBOX_CAPACITY,
            this::onEvent);
  }

  /// Proxies a URL, for the process that it belongs to. Any thread.
  public void open(String url, int process) {
    onRoutesThread(table -> table.open(url, process));
  }

  /// Also opens a forward proxy, on the first free port from there, with its `/proxy.pac`. Any
  /// thread.
  public void openForwardProxy(int firstPort) {
    onRoutesThread(table -> table.openForwardProxy(firstPort));
  }

  /// No longer proxies a URL. Any thread.
  public void closeRoute(String target) {
    onRoutesThread(table -> table.closeRoute(target));
  }

  /// What is proxied now. Any thread.
  public List<Route> routes() {
    RouteTable table = routeTable;
    return table == null ? List.of() : table.routes();
  }

  /// Bytes of requests and answers that are between browser and server just now. Any thread.
  public long bufferedBytes() {
    RouteTable table = routeTable;
    return table == null ? 0 : table.bufferedBytes();
  }

  /// The newest requests. Any thread.
  public RequestHistory history() {
    return history;
  }

  /// Sends a request once more; says so where that cannot be. Any thread.
  public void replay(long id) {
    Event.RequestCompleted served = history.find(id);
    if (served == null || !(served.detail() instanceof RequestRecord requestRecord)) {
      publishNotice("Request " + id + " is not remembered any more.");
    } else if (served.status() == 101) {
      publishNotice("A connection that changed its protocol cannot be repeated.");
    } else {
      Thread.ofVirtual().name("repeat").start(() -> replay(served, requestRecord));
    }
  }

  private void replay(Event.RequestCompleted served, RequestRecord requestRecord) {
    try {
      RequestReplayer.replay(served.id(), requestRecord);
    } catch (IOException failed) {
      publishNotice(
          served.method() + " " + served.url() + " cannot be repeated: " + failed.getMessage());
    }
  }

  /// Writes the remembered requests to a file, as an HTTP archive, and says so. Any thread.
  ///
  /// @param version of the program
  public void saveHar(Path file, String version) {
    Thread.ofVirtual()
        .name("archive")
        .start(() -> {
          try (Writer out = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
            List<Event.RequestCompleted> requests = history.all();
            HarWriter.write(requests, version, out);
            publishNotice("saved " + requests.size() + " requests in " + file);
          } catch (IOException failed) {
            publishNotice("The requests cannot be saved in " + file + ": " + failed.getMessage());
          }
        });
  }

  private void publishNotice(String text) {
    bus.offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  private void onEvent(Event event) {
    switch (event) {
      case Event.UrlDetected url when url.scope() == Event.UrlDetected.Scope.LOCAL ->
          open(url.url(), url.process());
      case Event.UrlExpired url ->
          onRoutesThread(table -> table.removeUrl(url.process(), url.url()));
      case Event.ProcessExited exited ->
          onRoutesThread(table -> table.removeProcess(exited.process()));
      default -> {}
    }
  }

  private void onRoutesThread(Consumer<RouteTable> order) {
    routesExecutor.execute(() -> {
      RouteTable table = routeTable;
      if (table != null) {
        reportFailures(() -> order.accept(table));
      }
    });
  }

  private void initialize() {
    reportFailures(() -> routeTable = new RouteTable(bus, settings, history));
  }

  private void reportFailures(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError failed) {
      bus.offer(
          new Event.InternalFailure(
              "proxy", String.valueOf(failed.getMessage()), failed, System.currentTimeMillis()));
    }
  }

  /// Closes every listener and connection.
  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    onRoutesThread(RouteTable::close);
    routesExecutor.shutdown();
    try {
      if (!routesExecutor.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        routesExecutor.shutdownNow();
      }
    } catch (InterruptedException e) {
      routesExecutor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
