package dev.brummer.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import dev.brummer.engine.event.OverflowPolicy;
import dev.brummer.engine.event.Subscription;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.file.OwnerOnlyFiles;
import dev.brummer.proxy.history.HarWriter;
import dev.brummer.proxy.history.RequestHistory;
import dev.brummer.proxy.history.RequestRecord;
import dev.brummer.proxy.history.RequestReplayer;
import dev.brummer.proxy.route.Route;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Opens a reverse proxy for each local URL printed by a process.
///
/// All methods except [#close] return immediately and may be called from any thread. The thread
/// `proxy-routes` loads Netty and opens and closes listeners in submission order; up to two event
/// loops move the bytes. Results are published on the bus: [Event.RouteOpened],
/// [Event.RouteClosed], [Event.RequestCompleted], [Event.PageEvent]. Closing waits up to three
/// seconds.
public final class ProxyServer implements AutoCloseable {
  private static final int MAILBOX_CAPACITY = 1024;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  /// Loading takes 30 ms of CPU time, which the processes need while they start.
  private static final long LOAD_DELAY_MILLIS = 1_000;

  private final EventBus bus;
  private final ProxySettings settings;
  private final RequestHistory history;
  private final IntPredicate proxied;

  /// Unbounded queue; its length is limited by the bus mailbox and by user input.
  private final ExecutorService routesExecutor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("proxy-routes").factory());

  /// Open until there is something to serve, or it closes.
  private final CountDownLatch used = new CountDownLatch(1);

  private volatile boolean closing;
  private @Nullable Subscription subscription;

  /// Written by `proxy-routes`.
  private volatile @Nullable RouteTable routeTable;

  public ProxyServer(EventBus bus, ProxySettings settings) {
    this(bus, settings, process -> true);
  }

  /// @param proxied whether the URLs of a process get a proxy when they are detected; any thread
  public ProxyServer(EventBus bus, ProxySettings settings, IntPredicate proxied) {
    this.bus = bus;
    this.proxied = proxied;
    this.settings = settings;
    this.history = new RequestHistory(settings.historySize());
  }

  /// Subscribes to the bus. Must be called once, by the thread that calls [#close].
  public void start() {
    start(CompletableFuture.completedFuture(null));
  }

  /// Like [#start()], but loads nothing before its turn. URLs of the meantime are served then.
  /// Without a URL it loads [#LOAD_DELAY_MILLIS] later, when the processes have started.
  ///
  /// @param turn completed by the caller, at the latest before [#close]
  public void start(CompletableFuture<@Nullable Void> turn) {
    routesExecutor.execute(() -> {
      turn.join();
      awaitUse();
      if (!closing) {
        initialize();
      }
    });
    subscription =
        bus.subscribe(
            "proxy",
            EnumSet.of(Event.Kind.URL_DETECTED, Event.Kind.URL_EXPIRED, Event.Kind.PROCESS_EXITED),
            OverflowPolicy.BLOCK,
            MAILBOX_CAPACITY,
            this::onEvent);
  }

  /// Proxies a URL of a process. Any thread.
  public void open(String url, int process) {
    useRoutes(table -> table.open(url, process));
  }

  /// Opens a forward proxy with its `/proxy.pac` on the first free port from `firstPort`. Any
  /// thread.
  ///
  /// @param tunnelsAnywhere whether `CONNECT` may lead to public addresses
  public void openForwardProxy(int firstPort, boolean tunnelsAnywhere) {
    useRoutes(table -> table.openForwardProxy(firstPort, tunnelsAnywhere));
  }

  /// Serves the local server that will listen on `serverPort` at exactly `listenPort`, which
  /// another server has used until now. Any thread.
  public void keepPort(int serverPort, int listenPort) {
    useRoutes(table -> table.keepPort(serverPort, listenPort));
  }

  /// Takes back [#keepPort] for a server that stays on its port. Any thread.
  public void releasePort(int listenPort) {
    onRoutesThread(table -> table.releasePort(listenPort));
  }

  /// Stops proxying a URL. Any thread.
  public void closeRoute(String target) {
    onRoutesThread(table -> table.closeRoute(target));
  }

  /// The current routes. Any thread.
  public List<Route> routes() {
    RouteTable table = routeTable;
    return table == null ? List.of() : table.routes();
  }

  /// Bytes of requests and responses currently buffered between browsers and servers. Any thread.
  public long bufferedBytes() {
    RouteTable table = routeTable;
    return table == null ? 0 : table.bufferedBytes();
  }

  /// The most recent requests. Any thread.
  public RequestHistory history() {
    return history;
  }

  /// Replays a request and waits for the end of its response. Must not be called on an event loop.
  ///
  /// @throws IOException with the reason if that is impossible
  public void replayAndWait(long id) throws IOException {
    Event.RequestCompleted completed = history.find(id);
    if (completed == null || !(completed.detail() instanceof RequestRecord requestRecord)) {
      throw new IOException("it is no longer in the history");
    }
    if (completed.status() == 101) {
      throw new IOException("it switched protocols");
    }
    RequestReplayer.replay(completed.id(), requestRecord);
  }

  /// Replays a request; publishes a notice if that is impossible. Any thread.
  public void replay(long id) {
    Event.RequestCompleted completed = history.find(id);
    if (completed == null || !(completed.detail() instanceof RequestRecord requestRecord)) {
      publishNotice("Request " + id + " cannot be replayed: it is no longer in the history.");
    } else if (completed.status() == 101) {
      publishNotice("Request " + id + " cannot be replayed: it switched protocols.");
    } else {
      Thread.ofVirtual().name("replay").start(() -> replay(completed, requestRecord));
    }
  }

  private void replay(Event.RequestCompleted completed, RequestRecord requestRecord) {
    try {
      RequestReplayer.replay(completed.id(), requestRecord);
    } catch (IOException failed) {
      publishNotice(
          completed.method()
              + " "
              + completed.url()
              + " cannot be replayed: "
              + IoErrorMessage.of(failed)
              + ".");
    }
  }

  /// Writes the recorded requests to a HAR file and publishes a notice with the result. Any thread.
  ///
  /// @param version of the program
  public void saveHar(Path file, String version) {
    Thread.ofVirtual()
        .name("archive")
        .start(() -> {
          try (Writer out = OwnerOnlyFiles.newWriter(file)) {
            List<Event.RequestCompleted> requests = history.all();
            HarWriter.write(requests, version, settings.masking(), out);
            publishNotice("saved " + requests.size() + " requests in " + file);
          } catch (IOException failed) {
            publishNotice("Cannot save the requests to " + file + ": " + IoErrorMessage.of(failed));
          }
        });
  }

  private void publishNotice(String text) {
    bus.offer(new Event.Notice(text, System.currentTimeMillis()));
  }

  private void onEvent(Event event) {
    switch (event) {
      case Event.UrlDetected url when isProxied(url) -> open(url.url(), url.process());
      case Event.UrlExpired url ->
          onRoutesThread(table -> table.removeUrl(url.process(), url.url()));
      case Event.ProcessExited exited ->
          onRoutesThread(table -> table.removeProcess(exited.process()));
      default -> {}
    }
  }

  private boolean isProxied(Event.UrlDetected url) {
    return url.scope() == Event.UrlDetected.Scope.LOCAL
        && url.proxied()
        && proxied.test(url.process());
  }

  /// Like [#onRoutesThread], but loads the routes at once.
  private void useRoutes(Consumer<RouteTable> action) {
    used.countDown();
    onRoutesThread(action);
  }

  private void onRoutesThread(Consumer<RouteTable> action) {
    routesExecutor.execute(() -> {
      RouteTable table = routeTable;
      if (table != null) {
        reportFailures(() -> action.accept(table));
      }
    });
  }

  private void awaitUse() {
    try {
      boolean _ = used.await(LOAD_DELAY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void initialize() {
    reportFailures(() -> routeTable = new RouteTable(bus, settings, history));
  }

  private void reportFailures(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError failed) {
      bus.offer(Event.InternalFailure.of("proxy", failed, System.currentTimeMillis()));
    }
  }

  /// Closes every listener and connection; waits at most three seconds.
  @Override
  public void close() {
    if (subscription != null) {
      subscription.close();
    }
    closing = true;
    useRoutes(RouteTable::close);
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
