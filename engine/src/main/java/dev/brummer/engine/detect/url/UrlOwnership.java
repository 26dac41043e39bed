package dev.brummer.engine.detect.url;

import dev.brummer.engine.event.Event;
import dev.brummer.engine.process.DatabaseServers;
import dev.brummer.engine.process.PortTable.Holder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Assigns printed URLs to the processes that hold their ports. Pure; confined to one thread.
///
/// A URL is pending until a process listens on its port. Then, in this order:
///
/// - held by the tree of the process that printed it: the URL belongs to that process, whatever the
///   words next to it say;
/// - held by another managed process: the URL belongs to the holder if the line offers it, and
///   remains pending for the process that printed it;
/// - held by any other process (a container, a build daemon): the URL belongs to the process that
///   printed it if the line offers it.
///
/// A port has one owner: URLs that another process has on it expire. Databases own no URL.
final class UrlOwnership {
  /// Searches after which the holder of a port is known not to be a managed process: a process that
  /// has just been started may not be visible as a member of its tree.
  private static final int MIN_UNMANAGED_SEARCHES = 2;

  /// Milliseconds after which a URL that is only mentioned is discarded if its port is free.
  static final long MENTION_TIMEOUT_MILLIS = 60_000;

  private final List<Pending> pending = new ArrayList<>();

  /// URLs by process, each with its port.
  private final Map<Integer, Map<String, Integer>> published = new HashMap<>();

  private static final class Pending {
    final UrlClaim claim;
    final long sinceMillis;
    int unmanagedSearches;

    Pending(UrlClaim claim, long sinceMillis) {
      this.claim = claim;
      this.sinceMillis = sinceMillis;
    }
  }

  void add(UrlClaim claim, long nowMillis) {
    Map<String, Integer> owned = published.getOrDefault(claim.process(), Map.of());
    if (!owned.containsKey(claim.text())) {
      pending.removeIf(
          p -> p.claim.process() == claim.process() && p.claim.text().equals(claim.text()));
      pending.add(new Pending(claim, nowMillis));
    }
  }

  void exited(int process, long atMillis, Consumer<Event> found) {
    pending.removeIf(p -> p.claim.process() == process);
    Map<String, Integer> expired = published.remove(process);
    if (expired != null) {
      expired.keySet().forEach(url -> found.accept(new Event.UrlExpired(process, url, atMillis)));
    }
  }

  /// Ports that decide about the pending URLs.
  Set<Integer> pendingPorts() {
    Set<Integer> ports = new HashSet<>();
    pending.forEach(p -> ports.add(p.claim.port()));
    return ports;
  }

  /// Publishes the pending URLs whose ports are held.
  void resolve(Map<Integer, List<Holder>> holders, long nowMillis, Consumer<Event> found) {
    for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
      Pending next = all.next();
      List<Holder> ofPort = holders.getOrDefault(next.claim.port(), List.of());
      if (ofPort.isEmpty() ? isOutdated(next, nowMillis) : isDecided(next, ofPort, found)) {
        all.remove();
      }
    }
  }

  private static boolean isOutdated(Pending next, long nowMillis) {
    return next.claim.printed().claim() == Claim.MENTION
        && nowMillis - next.sinceMillis > MENTION_TIMEOUT_MILLIS;
  }

  /// @return true if the URL is no longer pending
  private boolean isDecided(Pending next, List<Holder> holders, Consumer<Event> found) {
    UrlClaim claim = next.claim;
    for (Holder holder : holders) {
      if (holder.process() == claim.process()) {
        if (!isDatabase(holder, claim)) {
          publishOwn(claim, holders, found);
        }
        return true;
      }
    }
    Holder holder = holders.getFirst();
    boolean offered = claim.printed().claim() == Claim.OFFER && !isDatabase(holder, claim);
    if (holder.process() > 0) {
      if (offered && !hasPort(holder.process(), claim.port())) {
        publish(claim, holder.process(), found);
      }
      return false;
    }
    if (offered && ++next.unmanagedSearches >= MIN_UNMANAGED_SEARCHES) {
      publish(claim, claim.process(), found);
      return true;
    }
    return false;
  }

  /// A guessed URL or an unmanaged server on the default port of a database is one, too.
  private static boolean isDatabase(Holder holder, UrlClaim claim) {
    boolean uncertain = claim.printed().guessed() || holder.process() == 0;
    return DatabaseServers.isProgram(holder.program())
        || (uncertain && DatabaseServers.isDefaultPort(claim.port()));
  }

  /// A URL that is only mentioned adds nothing to an origin that is known.
  private void publishOwn(UrlClaim claim, List<Holder> holders, Consumer<Event> found) {
    expireOthers(claim, holders, found);
    if (claim.printed().claim() != Claim.MENTION || !hasPort(claim.process(), claim.port())) {
      publish(claim, claim.process(), found);
    }
  }

  private void expireOthers(UrlClaim claim, List<Holder> holders, Consumer<Event> found) {
    published.forEach((process, urls) -> {
      if (holders.stream().noneMatch(holder -> holder.process() == process)) {
        urls.entrySet()
            .removeIf(url -> {
              boolean moved = url.getValue() == claim.port();
              if (moved) {
                found.accept(new Event.UrlExpired(process, url.getKey(), claim.atMillis()));
              }
              return moved;
            });
      }
    });
  }

  private boolean hasPort(int process, int port) {
    return published.getOrDefault(process, Map.of()).containsValue(port);
  }

  private void publish(UrlClaim claim, int owner, Consumer<Event> found) {
    Map<String, Integer> urls = published.computeIfAbsent(owner, _ -> new LinkedHashMap<>());
    if (urls.putIfAbsent(claim.text(), claim.port()) == null) {
      found.accept(claim.toEvent(owner));
    }
  }
}
