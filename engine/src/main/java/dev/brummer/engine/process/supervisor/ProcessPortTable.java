package dev.brummer.engine.process.supervisor;

import dev.brummer.engine.process.PortTable;
import dev.brummer.engine.process.os.ListeningSockets;
import dev.brummer.engine.process.os.ProcFs;
import dev.brummer.engine.process.os.ProcFs.Proc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the holders of ports in the process trees of this run. Reads the kernel's socket table on
/// every call, and `/proc` only for a socket whose holder is unknown. Confined to one thread.
final class ProcessPortTable implements PortTable {
  /// Number of searches after which the holder of a socket counts as an unmanaged process.
  private static final int MAX_SEARCHES = 4;

  private static final Holder UNMANAGED = new Holder(0, "");

  private final ProcessTreeMeter trees;

  /// By the inode of the socket.
  private final Map<Long, Holder> holders = new HashMap<>();

  private final Map<Long, Integer> searches = new HashMap<>();

  ProcessPortTable(ProcessTreeMeter trees) {
    this.trees = trees;
  }

  @Override
  public Map<Integer, List<Holder>> holders(Set<Integer> ports) {
    Map<Long, Integer> listening = ListeningSockets.read(trees.files());
    listening.values().retainAll(ports);
    holders.keySet().retainAll(listening.keySet());
    searches.keySet().retainAll(listening.keySet());
    if (!holders.keySet().containsAll(listening.keySet())) {
      search(listening.keySet());
    }
    Map<Integer, List<Holder>> found = new HashMap<>();
    listening.forEach((inode, port) -> {
      Holder holder = holders.getOrDefault(inode, UNMANAGED);
      List<Holder> all = found.computeIfAbsent(port, _ -> new ArrayList<>());
      if (!all.contains(holder)) {
        all.add(holder);
      }
    });
    return found;
  }

  private void search(Set<Long> sockets) {
    ProcFs files = trees.files();
    trees
        .scan()
        .trees()
        .forEach((id, tree) -> {
          for (Proc proc : tree) {
            for (long inode : files.socketInodes(proc.pid())) {
              if (sockets.contains(inode)) {
                holders.putIfAbsent(inode, new Holder(id, proc.name()));
              }
            }
          }
        });
    for (long inode : sockets) {
      if (!holders.containsKey(inode) && searches.merge(inode, 1, Integer::sum) >= MAX_SEARCHES) {
        holders.put(inode, UNMANAGED);
      }
    }
  }

  @Override
  public void close() {
    trees.close();
  }
}
