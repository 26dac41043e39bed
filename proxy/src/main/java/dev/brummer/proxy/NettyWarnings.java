package dev.brummer.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Publishes Netty's warnings as internal failures. By default they are printed to standard error,
/// over the user interface. Each distinct message is published once, at most [#MAX_MESSAGES].
/// Called by the thread that warns, mostly an event loop.
public final class NettyWarnings extends Handler {
  private static final int MAX_MESSAGES = 20;

  /// Held, because the logging system keeps only weak references.
  private static final Logger NETTY = Logger.getLogger("io.netty");

  private static final NettyWarnings INSTANCE = new NettyWarnings();

  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private volatile @Nullable EventBus bus;

  private NettyWarnings() {
    setLevel(Level.WARNING);
  }

  /// Publishes further warnings to a bus. The last one wins: there is one logging system in a JVM.
  ///
  /// To be called before Netty is used: it would look for other logging systems, and open every jar
  /// of the class path in vain.
  public static void publishTo(EventBus bus) {
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    INSTANCE.bus = bus;
    synchronized (NETTY) {
      if (NETTY.getUseParentHandlers()) {
        NETTY.addHandler(INSTANCE);
        NETTY.setUseParentHandlers(false);
      }
    }
  }

  @Override
  public void publish(LogRecord logRecord) {
    EventBus target = bus;
    String message = withoutIds(String.valueOf(logRecord.getMessage()));
    if (target != null
        && isLoggable(logRecord)
        && published.size() < MAX_MESSAGES
        && published.add(message)) {
      target.offer(
          new Event.InternalFailure(
              "netty", message, logRecord.getThrown(), System.currentTimeMillis()));
    }
  }

  /// Removes the ids of channels and promises, with which the same message is always new.
  private static String withoutIds(String message) {
    return message.replaceAll("\\[id: 0x[^\\]]*\\]|@[0-9a-f]+", "").strip();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
