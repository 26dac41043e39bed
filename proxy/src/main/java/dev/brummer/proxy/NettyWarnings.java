package dev.brummer.proxy;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.event.EventBus;
import io.netty.util.internal.logging.InternalLogger;
import io.netty.util.internal.logging.InternalLoggerFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Publishes Netty's warnings as internal failures. By default they are printed to standard error,
/// over the user interface. Each distinct message is published once, at most [#MAX_MESSAGES].
/// Called by the thread that warns, mostly an event loop.
///
/// A factory of its own, because the JDK's logging takes 10 ms to start: it opens every jar.
public final class NettyWarnings extends InternalLoggerFactory {
  private static final int MAX_MESSAGES = 20;
  private static final NettyWarnings INSTANCE = new NettyWarnings();

  private final Set<String> published = ConcurrentHashMap.newKeySet();
  private volatile @Nullable EventBus bus;

  private NettyWarnings() {}

  /// Publishes further warnings to a bus. The last one wins: there is one factory in a JVM.
  ///
  /// To be called before Netty is used: it would look for other logging systems, and open every jar
  /// of the class path in vain.
  public static void publishTo(EventBus bus) {
    INSTANCE.bus = bus;
    InternalLoggerFactory.setDefaultFactory(INSTANCE);
  }

  @Override
  protected InternalLogger newInstance(String name) {
    return new NettyLogger(name, this::publish);
  }

  private void publish(String text, @Nullable Throwable thrown) {
    EventBus target = bus;
    String message = withoutIds(text);
    if (target != null && published.size() < MAX_MESSAGES && published.add(message)) {
      target.offer(new Event.InternalFailure("netty", message, thrown, System.currentTimeMillis()));
    }
  }

  /// Removes the ids of channels and promises, with which the same message is always new.
  private static String withoutIds(String message) {
    return message.replaceAll("\\[id: 0x[^\\]]*\\]|@[0-9a-f]+", "").strip();
  }
}
