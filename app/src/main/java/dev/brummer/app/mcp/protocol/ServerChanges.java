package dev.brummer.app.mcp.protocol;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Tells subscribed clients what changed. Publishing never blocks and keeps at most one pending
/// notice per client and subject, so a busy log costs the same as a quiet one. Any thread.
public final class ServerChanges {
  static final String TOOLS = "tools";
  static final String PROMPTS = "prompts";
  static final String RESOURCES = "resources";

  private final List<ChangeSubscription> subscriptions = new CopyOnWriteArrayList<>();

  public void toolsChanged() {
    publish(TOOLS);
  }

  public void promptsChanged() {
    publish(PROMPTS);
  }

  /// The list of resources changed.
  public void resourcesChanged() {
    publish(RESOURCES);
  }

  /// The contents of a resource changed.
  public void resourceUpdated(String uri) {
    publish(uri);
  }

  /// The contents of a resource changed `count` times.
  public void resourceUpdated(String uri, long count) {
    publish(uri, count);
  }

  private void publish(String subject) {
    publish(subject, 1);
  }

  private void publish(String subject, long count) {
    for (ChangeSubscription subscription : subscriptions) {
      subscription.offer(subject, count);
    }
  }

  void add(ChangeSubscription subscription) {
    subscriptions.add(subscription);
  }

  void remove(ChangeSubscription subscription) {
    subscriptions.remove(subscription);
  }

  /// Number of clients with subscriptions.
  public int size() {
    return subscriptions.size();
  }
}
