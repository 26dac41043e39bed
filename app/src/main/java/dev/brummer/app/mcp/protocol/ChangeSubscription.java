package dev.brummer.app.mcp.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What one client wants to be told. Changes of one subject that come while the client has not yet
/// been told are counted, not queued; the notice carries the count.
///
/// Publishers call [#offer]; a virtual thread, at most one at a time, sends and may block.
@SuppressWarnings("ReferenceEquality") // identity is meant
final class ChangeSubscription implements AutoCloseable {
  private static final int MAX_URIS = 200;
  private static final long PAUSE_NANOS = 200_000_000;
  private static final Map<String, String> FILTERS =
      Map.of(
          ServerChanges.TOOLS, "toolsListChanged",
          ServerChanges.PROMPTS, "promptsListChanged",
          ServerChanges.RESOURCES, "resourcesListChanged");

  private final ServerChanges changes;

  /// Id of the listen request in the stateless generation.
  private final @Nullable JsonNode listenId;

  private final Set<String> subjects = new HashSet<>();
  private final Map<String, Long> pending = new LinkedHashMap<>();
  private @Nullable Consumer<ObjectNode> sink;
  private boolean sending;
  private boolean closed;

  private ChangeSubscription(ServerChanges changes, @Nullable JsonNode listenId) {
    this.changes = changes;
    this.listenId = listenId;
  }

  /// A session's subscription, empty at first.
  static ChangeSubscription ofSession(ServerChanges changes) {
    ChangeSubscription subscription = new ChangeSubscription(changes, null);
    changes.add(subscription);
    return subscription;
  }

  /// The subscription of a listen stream. It starts with [#attach].
  static ChangeSubscription ofListenRequest(
      ServerChanges changes, JsonNode listenId, JsonNode filter, ResourceSource resources) {
    ChangeSubscription subscription = new ChangeSubscription(changes, listenId);
    FILTERS.forEach((subject, name) -> {
      if (filter.path(name).asBoolean()) {
        subscription.subjects.add(subject);
      }
    });
    for (JsonNode uri : filter.path("resourceSubscriptions")) {
      if (resources.exists(uri.asText())) {
        subscription.watch(uri.asText());
      }
    }
    changes.add(subscription);
    return subscription;
  }

  /// Adds all lists.
  synchronized void watchLists() {
    subjects.addAll(FILTERS.keySet());
  }

  /// @throws RpcException if the client watches too many resources
  synchronized void watch(String uri) {
    if (subjects.size() >= MAX_URIS && !subjects.contains(uri)) {
      throw RpcException.invalidParams("too many subscriptions (limit " + MAX_URIS + ")");
    }
    subjects.add(uri);
  }

  synchronized void unwatch(String uri) {
    subjects.remove(uri);
    pending.remove(uri);
  }

  /// The subjects as a filter of the protocol.
  synchronized ObjectNode filter() {
    ObjectNode filter = JsonCodec.object();
    Set<String> uris = new HashSet<>(subjects);
    FILTERS.forEach((subject, name) -> {
      if (uris.remove(subject)) {
        filter.put(name, true);
      }
    });
    if (!uris.isEmpty()) {
      ArrayNode list = filter.putArray("resourceSubscriptions");
      uris.stream().sorted().forEach(list::add);
    }
    return filter;
  }

  /// Sets where notices go; without a target they are kept.
  synchronized void attach(@Nullable Consumer<ObjectNode> target) {
    sink = target;
    startSending();
  }

  /// Detaches a target unless another one has replaced it.
  synchronized void detach(Consumer<ObjectNode> target) {
    if (sink == target) {
      sink = null;
    }
  }

  synchronized void offer(String subject, long count) {
    if (!closed && subjects.contains(subject)) {
      pending.merge(subject, count, Long::sum);
      startSending();
    }
  }

  /// Number of notices that wait for the client: at most one for each subject it watches.
  synchronized int pendingNotices() {
    return pending.size();
  }

  private void startSending() {
    if (!sending && !closed && sink != null && !pending.isEmpty()) {
      sending = true;
      Thread.ofVirtual().name("mcp-changes").start(this::send);
    }
  }

  private void send() {
    Map<String, Long> batch = new LinkedHashMap<>();
    while (true) {
      Consumer<ObjectNode> target;
      synchronized (this) {
        target = sink;
        if (pending.isEmpty() || target == null || closed) {
          sending = false;
          return;
        }
        batch.clear();
        batch.putAll(pending);
        pending.clear();
      }
      batch.forEach((subject, count) -> target.accept(notice(subject, count)));
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private ObjectNode notice(String subject, long count) {
    ObjectNode params = JsonCodec.object();
    if (FILTERS.containsKey(subject)) {
      return tagged("notifications/" + subject + "/list_changed", params);
    }
    params.put("uri", subject);
    if (count > 1) {
      params.putObject("_meta").put("dev.brummer/changes", count);
    }
    return tagged("notifications/resources/updated", params);
  }

  /// A notification with the id of the listen stream, if there is one.
  ObjectNode tagged(String method, ObjectNode params) {
    if (listenId != null) {
      params.withObjectProperty("_meta").set("io.modelcontextprotocol/subscriptionId", listenId);
    }
    return RpcMessage.notification(method, params);
  }

  @Override
  public synchronized void close() {
    closed = true;
    pending.clear();
    sink = null;
    changes.remove(this);
  }
}
